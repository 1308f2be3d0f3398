"""The report of a document: one PDF, to be handed in or handed out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QPainter

from core.evaluation import Evaluation, evaluate
from core.state import State
from gui.files.figure import with_usual_characters
from gui.look.painting import VectorPainter
from gui.look.theme import Look, Type
from gui.look.themes import PRINT
from gui.report.contents import examples, model, settings
from gui.report.figures import Figures
from gui.report.formulas import Formulas
from gui.report.paper import FOOT, WIDTH, Block, Sheet, lay_a4, shared_out
from gui.report.text import Faces, heading, paragraph
from gui.words.translation import tr, words

_SCALE = 0.93
"""The window's type in sizes of a book: plain text has 9 points."""


class Report:
    """Makes the content of a PDF, in pieces that hold the window for a blink each.

    Parameters
    ----------
    state
        The document.
    byline
        What stands below the title, a name or a date say; may be empty.
    known
        An evaluation of which what still holds is taken over.
    """

    def __init__(self, state: State, byline: str = "", known: Evaluation | None = None) -> None:
        self._state = state
        self._byline = byline
        self._evaluation = evaluate(state, known)
        self._title = words(state.title)
        look = Look(_SCALE)
        look.wear(PRINT)
        look.use_plain_glyphs(on=True)
        self._faces = Faces(look)
        self.content = b""
        """The PDF, once all pieces are done."""

    def pieces(self) -> Iterator[float]:
        """Make it; after each piece, the share that is done."""
        yield 0.0
        with closing(Figures(self._faces, self._evaluation)) as figures:
            for _ in figures.prepare():
                yield 0.0
            blocks: list[Block] = []
            for part in self._parts(figures):
                blocks += part
                yield 0.0
            sheets = shared_out(blocks)
            buffer = QBuffer()
            buffer.open(QIODevice.OpenModeFlag.WriteOnly)
            target = lay_a4(buffer, self._title)
            with VectorPainter(target) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                for number, sheet in enumerate(sheets, start=1):
                    if number > 1:
                        target.newPage()
                    for _ in self._paint(painter, sheet):
                        yield (number - 1) / len(sheets)
                    self._number(painter, number, len(sheets))
                    yield number / len(sheets)
            self.content = with_usual_characters(bytes(buffer.data().data()))

    def _parts(self, figures: Figures) -> Iterator[list[Block]]:
        faces, evaluation = self._faces, self._evaluation
        formulas = Formulas(faces)
        yield self._head()
        yield settings(faces, evaluation)
        yield formulas.whole(evaluation)
        yield model(faces, evaluation.state)
        yield formulas.by_example(evaluation)
        yield examples(faces, evaluation)
        yield [heading(faces, tr("report.pages"))]
        if figures.large and evaluation.state.has_weights:
            yield [paragraph(faces, tr("report.pages.large"), Type.SMALL, "muted", keeps=True)]
        for figure in figures.blocks():
            yield [figure]

    def _head(self) -> list[Block]:
        title = paragraph(self._faces, self._title, Type.READOUT, keeps=True)
        if not self._byline.strip():
            return [title]
        line = paragraph(self._faces, self._byline.strip(), Type.BODY, "muted", gap=4.0)
        return [title, line]

    @staticmethod
    def _paint(painter: QPainter, sheet: Sheet) -> Iterator[None]:
        for top, block in sheet:
            yield from block.prepare()
            block.paint(painter, top)

    def _number(self, painter: QPainter, number: int, count: int) -> None:
        """The foot of a sheet."""
        role, text = Type.SMALL, f"{number} / {count}"
        room = WIDTH - self._faces.width(text, role) - 30.0
        metrics = self._faces.look.metrics(role)
        title = metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, room)
        self._faces.write(painter, [title], role, "muted", (0.0, FOOT))
        self._faces.write(painter, [text], role, "muted", (0.0, FOOT), WIDTH)
