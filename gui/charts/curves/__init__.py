"""Curves over an axis, on pyqtgraph."""
