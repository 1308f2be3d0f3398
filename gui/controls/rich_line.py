"""One line of rich text that is cut at a word where it has no room."""

from __future__ import annotations

import html
import re
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetricsF, QResizeEvent, QTextDocument
from PySide6.QtWidgets import QLabel, QSizePolicy

from gui.words.tips import literal

_TAG = re.compile(r"<[^>]*>")
_TOKEN = re.compile(r"<[^>]*>|&[^;\s]+;|.", re.DOTALL)


def cut(markup: str, count: int) -> str:
    """`markup` with an ellipsis after its first `count` characters; its tags all stay."""
    kept, seen = [], 0
    for token in _TOKEN.findall(markup):
        if not token.startswith("<"):
            seen += 1
            if seen == count + 1:
                kept.append("…")
            if seen > count:
                continue
        kept.append(token)
    return "".join(kept)


def spoken(markup: str) -> str:
    """`markup` as plain text, an index after a low line: s_j."""
    return html.unescape(_TAG.sub("", markup.replace("<sub>", "_")))


class RichLine(QLabel):
    """A label as wide as its place, however long its text: what is cut off is in its tool tip.

    With `keeps_word` its place is at least as wide as the first word.

    Signals
    -------
    resized()
        Its place is another, also where what it lies in has not changed.
    """

    resized = Signal()

    def __init__(self, name: str, *, keeps_word: bool = False) -> None:
        super().__init__()
        self._markup = ""
        self._keeps_word = keeps_word
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def text(self) -> str:
        """The whole text as it was set."""
        return self._markup

    def setText(self, markup: str) -> None:
        """Show `markup`."""
        if markup != self._markup:
            self._markup = markup
            self.fit()

    def shown(self) -> str:
        """The markup that is seen, cut if it must be."""
        return super().text()

    def fit(self) -> None:
        """Cut the text anew: it, the font or the room has changed."""
        page = QTextDocument()
        page.setDocumentMargin(0)
        page.setDefaultFont(self.font())
        page.setHtml(self._markup)
        page.setTextWidth(-1)
        plain = page.toPlainText()
        if self._keeps_word:
            first = plain.split(" ")[0] + ("…" if " " in plain else "")
            self.setMinimumWidth(int(QFontMetricsF(self.font()).horizontalAdvance(first)) + 2)
        room = float(self.width())  # asked for now: a new least width widens the label at once
        whole = page.idealWidth() <= room or not plain
        shown = self._markup
        if not whole:
            line = page.firstBlock().layout().lineAt(0)
            room -= QFontMetricsF(self.font()).horizontalAdvance("…")
            # Qt's stubs call the pair of place and position an object.
            reach = [cast(tuple[float, int], line.cursorToX(end))[0] for end in range(len(plain))]
            # At the end of a word; within one only where not even the first has room.
            ends = [match.start() for match in re.finditer(r"(?<=\S)\s", plain)]
            fitting = [end for end in ends if reach[end] <= room]
            if not fitting:
                fitting = [end for end, x in enumerate(reach) if x <= room]
            shown = cut(self._markup, max(fitting, default=0))
        said = spoken(self._markup)
        self.setAccessibleName(said)
        self.setToolTip("" if whole else literal(said))
        if shown != self.shown():
            super().setText(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the text to the new width."""
        super().resizeEvent(event)
        self.fit()
        self.resized.emit()
