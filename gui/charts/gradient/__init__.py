"""A table of slopes: the gradient beside its centred difference."""
