"""Two weights, one trade-off: the loss over two weights while all others are held."""
