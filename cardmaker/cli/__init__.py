"""The command line: options to an order, findings to stderr, results to stdout. One module per command."""

from cardmaker.cli.main import main

__all__ = ["main"]
