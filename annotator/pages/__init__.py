"""Bytes in, documents out: reading files, decoding, segmenting, and the process that does it."""
