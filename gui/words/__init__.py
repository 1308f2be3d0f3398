"""What the window says: translations, names, numbers as people read and write them, keys."""
