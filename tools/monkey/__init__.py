"""Random events on the real window, the same for the same seed: ``python -m tools.monkey``."""
