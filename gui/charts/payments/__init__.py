"""What each weight costs under each penalty."""
