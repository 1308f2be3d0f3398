"""Charts, a folder a family: they draw what they are given and report gestures."""
