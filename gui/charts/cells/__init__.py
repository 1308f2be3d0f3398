"""Numbers in cells: a matrix, a vector."""
