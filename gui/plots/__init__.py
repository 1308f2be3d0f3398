"""Charts: they draw what they are given and report gestures; none knows the session."""
