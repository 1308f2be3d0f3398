"""Data loss and penalty pulling at the weights."""
