"""What the window is called, and that it has changed: in the title bar and in the header."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from core.document import Document
from gui.header import Header
from gui.words.translation import tr, words


def show_title(window: QWidget, header: Header, document: Document) -> None:
    """In the middle of a drag nothing is compared: what moves has changed."""
    text = _title_of(document)
    if text != window.windowTitle():
        window.setWindowTitle(text)
    changed = document.in_gesture or document.modified
    window.setWindowModified(changed)
    header.show_file(document.path, changed=changed)


def _title_of(document: Document) -> str:
    """Document, file and program; the place where Qt marks changes is left open."""
    names = [words(document.state.title), document.path.name if document.path else ""]
    title, file = (name.replace("[*]", "[*][*]") for name in names)
    return " — ".join([f"{title}[*]", *([file] if file else []), tr("app.name")])
