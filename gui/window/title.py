"""What stands in the title bar."""

from __future__ import annotations

from core.document import Document
from gui.words.translation import tr, words


def title_of(document: Document) -> str:
    """Document, file and program; the place where Qt marks changes is left open."""
    names = [words(document.state.title), document.path.name if document.path else ""]
    title, file = (name.replace("[*]", "[*][*]") for name in names)
    return " — ".join([f"{title}[*]", *([file] if file else []), tr("app.name")])
