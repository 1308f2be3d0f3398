"""The window of Loss Lab, and the command line that opens it."""

__version__ = "0.1.0"
