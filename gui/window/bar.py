"""The line along the top where the window is laid out for a projector."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from core import edits
from core.evaluation import Evaluation
from gui.controls.button import Button, Kind
from gui.controls.label import Label
from gui.controls.segmented import SegmentedControl
from gui.look.theme import Change, Look, Type
from gui.losses import family_of, firsts
from gui.pages import PAGES
from gui.session import Session
from gui.words.actions import hint
from gui.words.translation import tr, words

_HEIGHT = 54.0


class Bar(QWidget):
    """What a lecturer switches: the example, the page, its view and the loss; no more than that.

    Signals
    -------
    page_chosen(key), view_chosen(name)
    """

    page_chosen = Signal(object)
    view_chosen = Signal(object)

    def __init__(self, look: Look, session: Session) -> None:
        super().__init__()
        self.setObjectName("bar")
        self.look = look
        self._session = session
        self._views: tuple[str, ...] = ()
        self.rail = Button(look, "bar.rail", Kind.FLAT, "right")
        self.name = Label(look, "bar.example", Type.LABEL)
        self.count = Label(look, "bar.count", Type.SMALL, "muted")
        self.pages = SegmentedControl(look, "bar.page", self)
        self.view = SegmentedControl(look, "bar.view", self)
        self.loss = SegmentedControl(look, "bar.loss", self)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.rail)
        self._row.addWidget(self.name)
        self._row.addWidget(self.count)
        self._row.addStretch(1)
        for control in (self.pages, self.view, self.loss):
            self._row.addWidget(control)
        self.pages.chosen.connect(self.page_chosen)
        self.view.chosen.connect(self.view_chosen)
        self.loss.chosen.connect(self._choose_loss)
        look.changed.connect(self.apply_look)
        self.apply_look()

    def _choose_loss(self, key: str) -> None:
        self._session.edit(edits.choose_loss(key))

    def show_page(self, key: str, views: tuple[str, ...], view: str | None) -> None:
        """Say which page is in front, and which view of those it has (silent)."""
        self._views = tuple(f"{key}.{name}" for name in views)
        self.pages.set_current(key)
        self._write_views()
        self.view.set_current(view)
        self.view.setVisible(bool(views))

    def _write_views(self) -> None:
        options = [
            (name.partition(".")[2], tr(f"view.{name}"), tr("bar.view.tip", key=number))
            for number, name in enumerate(self._views, start=1)
        ]
        self.view.set_options(options)
        self.view.setFixedWidth(self.view.sizeHint().width())

    def apply_look(self, what: Change = Change.ALL) -> None:
        """Take over sizes and words."""
        if what & ~Change.COLORS:
            px = self.look.px
            self._row.setContentsMargins(px(14), px(8), px(14), px(6))
            self._row.setSpacing(px(12))
            self.rail.set_words("", tr("bar.rail.tip"))
            self.pages.setAccessibleName(tr("bar.page"))
            self.view.setAccessibleName(tr("bar.view"))
            self.loss.setAccessibleName(tr("rail.loss.caption"))
            self.pages.set_options(
                [
                    (key, tr(f"page.{key}"), f"{tr(f'page.{key}.tip')} ({hint(f'page.{number}')})")
                    for number, key in enumerate(PAGES, start=1)
                ]
            )
            self.loss.set_options([(one.key, one.name, one.tip) for one in firsts()])
            self._write_views()
            for control in (self.pages, self.loss):
                control.setFixedWidth(control.sizeHint().width())
            self.updateGeometry()
            self.show_evaluation(self._session.evaluation)
        self.update()

    def show_evaluation(self, evaluation: Evaluation) -> None:
        """Show which example and which loss."""
        state = evaluation.state
        example = state.view.example
        self.name.set_text(words(state.examples[example]))
        key = "bar.count.held_out" if state.held_out[example] else "bar.count"
        self.count.set_text(tr(key, number=example + 1, count=state.example_count))
        self.loss.set_current(family_of(state.loss.active)[0])

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(960), self.look.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sheet."""
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), self.look.color("card"))
