"""Puts this folder on the path, so that tests may share helpers such as `virtual_printer`."""
