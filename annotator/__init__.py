"""Annotator: a desktop tool for labelling the regions of news pages."""

__version__ = "0.1.0"
