"""The table of every example: columns, order, painting, editing, and the card around them."""
