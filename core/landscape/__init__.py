"""Two weights, one trade-off: the loss over two weights while all others are held."""

from core.landscape.ranges import Range, natural_ranges
from core.landscape.slice import Grid, Slice

__all__ = ["Grid", "Range", "Slice", "natural_ranges"]
