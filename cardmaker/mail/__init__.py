"""Addresses and post offices: what stands on an envelope, and where."""
