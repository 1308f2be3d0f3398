"""The cards of a page one after the other: what is still to come keeps its place, out of reach."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRect, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStackedWidget, QWidget

from gui.controls.card import Card
from gui.controls.veil import fade_in
from gui.look.painting import draw_box
from gui.look.theme import Look

Steps = Sequence[tuple[QWidget, ...]]

_RADIUS = 10.0


class Reveal:
    """Holds back parts of a page while it is presented.

    What is held back is hidden, so that neither pointer, keys nor screen readers come to it; its
    layout leaves its place as it is.

    Parameters
    ----------
    page
        The widget that they stand on.
    steps
        What appears together, step by step, of what the page shows now.
    """

    def __init__(self, page: QWidget, steps: Callable[[], Steps]) -> None:
        self._page = page
        self._steps = steps
        self._to_come: set[QWidget] = set()
        self._hidden: list[QWidget] = []

    # -- what is shown ----------------------------------------------------------------------------

    def cover(self) -> None:
        """Hold everything back, in whatever view of the page."""
        self._to_come = set(parts_of(self._page))
        self.arrange()

    def uncover(self) -> None:
        """Hold nothing back any more."""
        self._to_come.clear()
        self.arrange()

    def go_on(self, look: Look) -> tuple[QWidget, ...] | None:
        """Show the next step; what has appeared, or None if there is none."""
        step = next((one for one in self._steps() if self._to_come.intersection(one)), None)
        if step is not None:
            self._to_come.difference_update(step)
            self.arrange()
            for part in step:
                fade_in(part, look)
        return step

    def go_back(self) -> bool:
        """Hold the last step back again; whether there was one."""
        shown = [one for one in self._steps() if not self._to_come.intersection(one)]
        if shown:
            self._to_come.update(shown[-1])
            self.arrange()
        return bool(shown)

    @property
    def progress(self) -> tuple[int, int]:
        """How many steps are shown, and of how many."""
        steps = self._steps()
        return sum(not self._to_come.intersection(one) for one in steps), len(steps)

    # -- how it is done ---------------------------------------------------------------------------

    def arrange(self) -> None:
        """Hide what is to come of the steps there are now, and nothing else."""
        if not self._to_come and not self._hidden:
            return
        wanted = {part for step in self._steps() for part in step} & self._to_come
        for part in [one for one in self._hidden if one not in wanted]:
            self._hidden.remove(part)
            _keep_place(part, kept=False)
            part.show()
        for part in wanted.difference(self._hidden):
            if not part.isHidden():
                _keep_place(part, kept=True)
                part.hide()
                self._hidden.append(part)
        self._page.update()

    def lift(self) -> None:
        """Show everything until the next `arrange`, so that the page can put away parts itself."""
        for part in self._hidden:
            _keep_place(part, kept=False)
            part.show()
        self._hidden.clear()

    def is_there(self, part: QWidget) -> bool:
        """Whether the page shows this part now, or would if it were not held back."""
        own = part in self._hidden or not part.isHidden()
        around = part.parentWidget()
        return (
            own and around is not None and (around is self._page or around.isVisibleTo(self._page))
        )

    def paint(self, painter: QPainter, look: Look) -> None:
        """Draw the outline of what is held back."""
        for part in self._hidden:
            if self.is_there(part):
                area = QRectF(_place_on(self._page, part))
                draw_box(painter, area, look.px(_RADIUS), None, look.color("border"))


def parts_of(page: QWidget) -> list[QWidget]:
    """The cards of a page; where several take turns in one place, what holds them."""
    found: dict[QWidget, None] = {}
    for card in page.findChildren(Card):
        part: QWidget = card
        while isinstance(around := part.parentWidget(), QStackedWidget):
            part = around
        found[part] = None
    return list(found)


def in_reading_order(page: QWidget, parts: Sequence[QWidget], tolerance: float) -> list[QWidget]:
    """Parts of a page from row to row, each from left to right.

    Tops that differ by no more than `tolerance` pixels belong to one row.
    """
    rows: list[list[tuple[int, QWidget]]] = []
    placed = [(_place_on(page, part), part) for part in parts]
    top = -1
    for area, part in sorted(placed, key=lambda one: one[0].top()):
        if not rows or area.top() > top + tolerance:
            rows.append([])
            top = area.top()
        rows[-1].append((area.left(), part))
    return [part for row in rows for _, part in sorted(row, key=lambda one: one[0])]


def _place_on(page: QWidget, part: QWidget) -> QRect:
    return QRect(part.mapTo(page, QPoint(0, 0)), part.size())


def _keep_place(part: QWidget, *, kept: bool) -> None:
    policy = part.sizePolicy()
    policy.setRetainSizeWhenHidden(kept)
    part.setSizePolicy(policy)
