"""The pages of the program on paper, as shapes and text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QElapsedTimer, QPoint, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from core.evaluation import HEAVY, Evaluation
from core.losses import LOSSES
from gui.base.work import Work, let_work_end
from gui.look.theme import Look, Type
from gui.look.themes import PRINT
from gui.pages import PAGES, make_page, page_kind
from gui.pages.page import Page
from gui.report.paper import WIDTH, Block
from gui.report.text import Faces, paragraph
from gui.session import Session
from gui.words.translation import tr, words

_MARGIN = 12
"""Of a page around its cards, which stand as wide as the text."""
_HEIGHT = 632
"""So high that two stand on a sheet."""
_WINDOW = (1280, 720)
_ZOOM = 1.1
"""Here cards do without their hints: nothing can be dragged on paper."""
_SLICE, _LONGEST = 100, 10_000
"""Milliseconds to wait at a time, and altogether, for what is found beside the window."""


class Figures:
    """Makes the pages of a document where nobody sees them, at rest and in the colours of paper."""

    def __init__(self, faces: Faces, evaluation: Evaluation) -> None:
        self._faces = faces
        self._evaluation = evaluation
        self._look = Look()
        self._look.wear(PRINT)
        self._look.use_plain_glyphs(on=True)
        self._look.set_zoom(_ZOOM)
        self._look.fit(*_WINDOW)
        self._around = QWidget()
        self._around.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        self._around.setPalette(self._look.palette())
        self._around.setFont(self._look.font(Type.BODY))
        self._around.resize(int(WIDTH) + 2 * _MARGIN, _HEIGHT)
        self._around.show()
        self._session = Session(evaluation.state)
        self._session.evaluation = evaluation
        self._pages: dict[str, Page] = {}
        self._unfinished: set[tuple[str, str | None]] = set()
        self.large = evaluation.state.size > HEAVY
        """Whether pages on which something is searched for would take too long."""

    def prepare(self) -> Iterator[None]:
        """Ask beside the window for what takes long in a large document."""
        kinds = [page_kind(key) for key in self._keys()]
        evaluation = self._evaluation

        def ask(_: object) -> None:
            for loss in LOSSES:
                evaluation.loss_result(loss).per_example  # noqa: B018 - computed by asking
            evaluation.batch.predicted  # noqa: B018 - as above
            for kind in kinds:
                kind.prepare(evaluation)

        yield from done_beside(Work(ask))

    def blocks(self) -> Iterator[Block]:
        """Each page, with each of the cards in front that take turns on it."""
        for key in self._keys():
            turns = self._page(key).turns
            for card in (None,) if turns is None else turns.keys:
                yield self._figure(key, card)

    def _keys(self) -> list[str]:
        weights = self._evaluation.state.has_weights
        kinds = {key: page_kind(key) for key in PAGES}
        return [
            key
            for key, kind in kinds.items()
            if (weights or not kind.needs_weights) and not (self.large and kind.searches)
        ]

    def _page(self, key: str) -> Page:
        if key not in self._pages:
            page = self._pages[key] = make_page(key, self._look.follower(), self._session)
            page.setParent(self._around)
            page.setGeometry(self._around.rect())
        return self._pages[key]

    def _figure(self, key: str, card: str | None) -> Block:
        state = self._evaluation.state
        name = tr(f"page.{key}")
        if page_kind(key).by_example:
            at = state.view.example
            example = tr("report.example", number=at + 1, name=words(state.examples[at]))
            name = f"{name} – {example}"
        caption, cut_short = (
            paragraph(self._faces, text, Type.STRONG, keeps=True)
            for text in (name, tr("report.unfinished", name=name))
        )
        height = caption.height + 4.0

        def paint(painter: QPainter, top: float) -> None:
            (cut_short if (key, card) in self._unfinished else caption).paint(painter, top)
            painter.save()
            painter.translate(-_MARGIN, top + height)
            flags = QWidget.RenderFlag.DrawChildren
            self._page(key).render(painter, QPoint(), renderFlags=flags)
            painter.restore()
            self._page(key).hide()

        show = partial(self._show, key, card)
        return Block(height + _HEIGHT, paint, 18.0, prepare=show)

    def _show(self, key: str, card: str | None) -> Iterator[None]:
        """Bring a page to where it is to be painted, and to rest."""
        page = self._page(key)
        if card is not None and page.turns is not None:
            page.turns.turn_to(card)
        page.show()
        page.show_evaluation(self._evaluation)
        waited = QElapsedTimer()
        waited.start()
        while not let_work_end(_SLICE):
            if waited.elapsed() >= _LONGEST:
                self._unfinished.add((key, card))
                break
            yield

    def close(self) -> None:
        """Let go of the pages."""
        self._around.hide()
        self._around.deleteLater()
        self._session.deleteLater()


def done_beside(work: Work[None]) -> Iterator[None]:
    """Wait for work in pieces; who waits no longer leaves it to itself."""
    work.start()
    try:
        while not work.wait(_SLICE):
            yield
    finally:
        if not work.done:
            work.leave()
    if work.error is not None:
        raise work.error
