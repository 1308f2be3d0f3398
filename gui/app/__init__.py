"""The program: its command line, and what starts the window."""

from gui.app.command_line import main

__all__ = ["main"]
