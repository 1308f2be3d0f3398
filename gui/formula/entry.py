"""Typing a number into the formula: from the text of the field to an edit, or to a reason."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QRectF
from PySide6.QtWidgets import QWidget

from core.edits import Edit
from core.settings import MARGIN_LIMITS, STRENGTH_LIMITS
from core.state import SCORE_LIMIT
from gui.charts.formula.boxes import MARGIN, Target
from gui.controls.inline_number import InlineNumber
from gui.controls.steps import SCORE_STEPS, Steps
from gui.look.theme import Look
from gui.session import GestureLink, Session

_LIMITS = {"margin": MARGIN_LIMITS, "strength": STRENGTH_LIMITS}
_OF_SCORES = (-SCORE_LIMIT, SCORE_LIMIT)


class NumberEntry(QObject):
    """Opens a field over a number of `strip` and edits the session with what is typed."""

    def __init__(
        self,
        look: Look,
        session: Session,
        strip: QWidget,
        to_edit: Callable[[tuple[Target, float]], Edit],
    ) -> None:
        super().__init__(strip)
        self.field = InlineNumber(look, "formula.field", None, SCORE_STEPS, strip)
        self._session = session
        self._to_edit = to_edit
        self._target = MARGIN
        self.field.committed.connect(self._take)
        self.field.tabbed.connect(strip.focusNextPrevChild)
        GestureLink(self.field, session, self._edit_from)

    @property
    def target(self) -> Target | None:
        """The number being typed, while the field is open."""
        return self._target if self.field.isVisible() else None

    def open(self, target: Target, name: str, value: float, steps: Steps, over: QRectF) -> None:
        """Open the field over the number `target`, called `name`."""
        self._target = target
        limits = _LIMITS.get(target.kind, _OF_SCORES)
        self.field.set_limits(limits, steps, above=target.kind == "margin")
        self.field.set_words(name, "")
        self.field.open(over, value)

    def _edit_from(self, value: float) -> Edit:
        return self._to_edit((self._target, value))

    def _take(self, value: float) -> None:
        self._session.take(self.field, self._edit_from(value))
