"""One length cut into parts."""
