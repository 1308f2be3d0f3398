"""The window, which wires the parts."""
