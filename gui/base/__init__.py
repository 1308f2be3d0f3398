"""What the process stands on: errors that are shown and logged, work beside the window, endings."""
