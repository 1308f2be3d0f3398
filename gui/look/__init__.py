"""What the window looks like: theme, fonts, colours, and painting with them."""
