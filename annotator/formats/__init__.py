"""Formats of data sets, one a file, found by entry point."""
