"""The losses of all examples along an axis."""
