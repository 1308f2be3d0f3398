"""The line along the top where one view of a page is shown at a time."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from core import edits
from core.evaluation import Evaluation
from gui.controls.button import Button, Kind
from gui.controls.folding import FoldingChoice
from gui.controls.label import Label
from gui.look.theme import Change, Look, Type
from gui.losses import family_of, firsts
from gui.pages import PAGES
from gui.session import Session
from gui.words.actions import hint
from gui.words.translation import tr, words

_HEIGHT = 54.0
_SIDE, _ABOVE, _BELOW, _GAP = 14.0, 8.0, 6.0, 12.0
_NAME = 110.0
"""A name longer than that gives way before choices are folded."""


class Bar(QWidget):
    """What a lecturer switches: the example, the page, its view and the loss; no more than that.

    Beside the rail and under the header only the views are left to be switched.

    Where the width does not suffice, it is first not said how many examples there are, then pages,
    losses and views fold into buttons that say which one is chosen, and what has room beside those
    unfolds again; the name takes what is left.

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
        self._whole = True
        self.menu = Button(look, "bar.menu", Kind.FLAT, "menu")
        self.rail = Button(look, "bar.rail", Kind.FLAT, "right")
        self.name = Label(look, "bar.example", Type.LABEL)
        self.count = Label(look, "bar.count", Type.SMALL, "muted")
        self.pages = FoldingChoice(look, "bar.page")
        self.view = FoldingChoice(look, "bar.view")
        self.loss = FoldingChoice(look, "bar.loss")
        for part in (self.menu, self.rail, self.name, self.count):
            part.setParent(self)
        for choice in self._choices():
            choice.setParent(self)
        self.pages.chosen.connect(self.page_chosen)
        self.view.chosen.connect(self.view_chosen)
        self.loss.chosen.connect(self._choose_loss)
        look.changed.connect(self.apply_look)
        self.apply_look()

    def _choices(self) -> tuple[FoldingChoice, ...]:
        return self.pages, self.view, self.loss

    def _choose_loss(self, key: str) -> None:
        self._session.edit(edits.choose_loss(key))

    def show_only_views(self, only: bool) -> None:
        """Leave all but the views to header and rail, or be there instead of them."""
        self._whole = not only
        for part in (self.menu, self.rail, self.name, self.pages, self.loss):
            part.setVisible(not only)

    def show_page(self, key: str, views: tuple[str, ...], view: str | None) -> None:
        """Say which page is in front, and which view of those it has (silent)."""
        self._views = tuple(f"{key}.{name}" for name in views)
        self.pages.set_current(key)
        self._write_views()
        self.view.set_current(view)
        self.view.setVisible(bool(views))
        self._arrange()

    def _write_views(self) -> None:
        options = [
            (name.partition(".")[2], tr(f"view.{name}"), tr("bar.view.tip", key=number))
            for number, name in enumerate(self._views, start=1)
        ]
        self.view.set_options(tr("bar.view"), options)

    def apply_look(self, what: Change = Change.ALL) -> None:
        """Take over sizes and words."""
        if what & ~Change.COLORS:
            self.menu.set_words("", tr("header.menu.tip", key=hint("menu")))
            self.rail.set_words("", tr("bar.rail.tip", key=hint("rail")))
            self.pages.set_options(
                tr("bar.page"),
                [
                    (key, tr(f"page.{key}"), f"{tr(f'page.{key}.tip')} ({hint(f'page.{number}')})")
                    for number, key in enumerate(PAGES, start=1)
                ],
            )
            losses = [(one.key, one.name, one.tip) for one in firsts()]
            self.loss.set_options(tr("rail.loss.caption"), losses)
            self._write_views()
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
        self._arrange()

    # -- giving way -------------------------------------------------------------------------------

    def _arrange(self) -> None:
        """Put every part in its place, choices at the right end."""
        px = self.look.px
        choices = [one for one in self._choices() if not one.isHidden()]
        taken = [one.sizeHint().width() * self._whole for one in (self.menu, self.rail)]
        room = self.width() - 2 * px(_SIDE) - sum(taken) - px(_GAP) * (len(choices) + 2)
        name = (int(self.name.text_width()) + 1) * self._whole
        count = int(self.count.text_width()) + 1
        counted = px(_GAP) + count
        order = [one for one in (self.pages, self.loss, self.view) if one in choices]
        wide = {one: one.width_of(folded=False) for one in order}
        widths = dict(wide)
        folded: list[FoldingChoice] = []
        over = sum(wide.values()) + min(name, px(_NAME)) - room
        for one in order:
            if over > 0:
                folded.append(one)
                widths[one] = min(wide[one], one.width_of(folded=True))
                over -= wide[one] - widths[one]
        for one in reversed(tuple(folded)):
            if over + wide[one] - widths[one] <= 0:
                folded.remove(one)
                over += wide[one] - widths[one]
                widths[one] = wide[one]
        room -= sum(widths.values())
        self.count.setVisible(self._whole and not folded and name + counted <= room)
        left, top, height = px(_SIDE), px(_ABOVE), self.height() - px(_ABOVE) - px(_BELOW)
        for part, width in (
            (self.menu, taken[0]),
            (self.rail, taken[1]),
            (self.name, max(0, min(name, room))),
            (self.count, count),
        ):
            part.setGeometry(left, top, width, height)
            left += width + px(_GAP)
        right = self.width() - px(_SIDE)
        for choice in reversed(choices):
            choice.fold(folded=choice in folded)
            choice.setGeometry(right - widths[choice], top, widths[choice], height)
            right -= widths[choice] + px(_GAP)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give way to another width."""
        super().resizeEvent(event)
        self._arrange()

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(960), self.look.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sheet."""
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), self.look.color("card"))
