"""Small controls: they know the look and the words, not the document."""
