"""Panels: they render an `Evaluation` and turn gestures into edits. None knows another."""
