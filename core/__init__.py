"""The engine of Loss Lab: a linear classifier, its losses, its penalties, its document.

Nothing here knows about windows. Words shown to a person belong to the interface; this package
deals in keys and numbers.
"""
