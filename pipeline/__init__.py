"""Binding: answers collected in Excel become Word reports, one for each initiative."""

__version__ = "0.1.0"
