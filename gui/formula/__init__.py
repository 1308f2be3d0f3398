"""The strip that writes the loss out as a formula with today's numbers in it."""
