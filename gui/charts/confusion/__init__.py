"""Predicted classes against correct ones."""
