"""What the project is made and tried with; nothing of it is installed."""
