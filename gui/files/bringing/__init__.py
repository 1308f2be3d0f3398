"""Own data brought into the window: from files, a drop or the clipboard, by way of a preview."""
