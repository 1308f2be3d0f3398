"""Data that the program reads: scenarios, translations, icons."""
