"""What the cards over log λ have in common: a line that sets λ, and ranges that hold in a drag."""

from __future__ import annotations

from core import edits
from core.evaluation import Evaluation
from core.fit.course import Course, Worth
from core.fit.known import course_of, worth_of
from core.fit.table import Table
from core.state import State
from gui.charts.curves.axis import Axis
from gui.charts.curves.over_strength import OverStrength
from gui.controls.button import Button
from gui.controls.card import Card
from gui.look.theme import Look
from gui.session import GestureLink, Session
from gui.words.translation import tr


class OverStrengthCard(Card):
    """Shows a course; the λ that was pinned stands as a thin line, with what was best there.

    Parameters
    ----------
    look, session
        As those of every card.
    name
        Its object name, and what its words begin with.
    over
        The plot.
    button
        What stands in its corner.
    """

    def __init__(
        self, look: Look, session: Session, name: str, over: OverStrength, button: Button
    ) -> None:
        self._session = session
        self._name = name
        self._over = over
        self._button = button
        self._evaluation = session.evaluation
        self._table: Table | None = None
        self._worth: Worth | None = None
        self._then: Worth | None = None
        self._y_axis: Axis | None = None
        self._drawn: tuple[object, ...] = ()
        super().__init__(look, name, over)
        self.add_corner(button)
        GestureLink(over, session, edits.set_strength)

    def apply_look(self) -> None:
        """Take over fonts, sizes and texts."""
        super().apply_look()
        self._button.setFixedHeight(self.look.px(32))
        self._over.setAccessibleName(tr(f"{self._name}.heading"))
        self._drawn = ()
        self.show_evaluation(self._session.evaluation)

    def show_evaluation(self, evaluation: Evaluation) -> None:
        """Show `evaluation`; ranges hold while a gesture is under way."""
        self._evaluation = evaluation
        course = course_of(evaluation)
        if evaluation.pending or course is None:
            return
        state = evaluation.state
        self._worth, self._table = worth_of(evaluation), course.table()
        pinned = evaluation.pinned
        self._then = None if pinned is None else _found(worth_of(pinned))
        self._over.setEnabled(course.priced)
        self._over.set_ends(*course.ends)
        self._over.show_pinned(self._pinned_strength(evaluation))
        self.show_course(state, course, self._table)

    def show_course(self, state: State, course: Course, table: Table) -> None:
        """Show what the card is for; the line stands where the plot is told."""
        raise NotImplementedError

    def natural_axis(self, table: Table) -> Axis:
        """The range of the losses, or the weights, that are to be seen."""
        raise NotImplementedError

    def _axis_for(self, table: Table) -> Axis:
        """The same, or the one that is there while something is in the hand."""
        if self._y_axis is None or not self._session.document.in_gesture:
            return self.natural_axis(table)
        return self._y_axis

    def _pinned_strength(self, evaluation: Evaluation) -> float | None:
        """The pinned λ, if it was another, W had a price then, and it has a place on the axis."""
        pinned = evaluation.pinned
        if pinned is None or not pinned.state.has_weights:
            return None
        penalty = pinned.state.penalty
        moved = penalty.strength != evaluation.state.penalty.strength
        seen = penalty.kind != "none" and not self._over.beyond(penalty.strength)
        return penalty.strength if moved and seen else None

    @property
    def best_now(self) -> Worth | None:
        """The best W at the line; None where there is none, or λ lies beyond the axis."""
        beyond = self._over.beyond(self._evaluation.state.penalty.strength)
        return None if beyond else _found(self._worth)


def _found(worth: Worth | None) -> Worth | None:
    return worth if worth is not None and worth.fit.minimum else None
