"""The bars of the scores."""
