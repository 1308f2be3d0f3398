"""Small widgets that know the look and nothing of the document."""
