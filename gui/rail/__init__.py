"""The rail at the left of every page: example, scores, loss, regularization, total."""
