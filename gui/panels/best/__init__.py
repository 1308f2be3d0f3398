"""The best W: for every λ, what it is worth, its numbers, and that of two losses side by side."""
