"""What the parts of the rail share: lines of widgets from top to bottom."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.edits import Edit
from core.evaluation import Evaluation
from gui.controls.label import Label
from gui.controls.number_field import NumberField
from gui.look.theme import Look, Type
from gui.rail.spacing import FIELD, MARGIN, RAIL, Spacing
from gui.session import Session


@dataclass(frozen=True, slots=True)
class Place:
    """A widget of a line: left edge and width in pixels; a height of 0 is the line's."""

    widget: QWidget
    left: int
    width: int
    height: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """Widgets side by side: the space above them, their height, and where they stand."""

    above: int
    height: int
    places: tuple[Place, ...]


def height_of(lines: list[Line]) -> int:
    """The height of lines, one under the other."""
    return sum(line.above + line.height for line in lines)


class Section(QWidget):
    """A part of the rail. It lists its lines; the rail decides how much room they get."""

    reshaped = Signal()
    """It needs another height than before."""

    def __init__(self, look: Look, session: Session, name: str) -> None:
        super().__init__()
        self.look = look
        self.session = session
        self.setObjectName(name)
        self.caption = Label(look, f"{name}.caption", Type.LABEL, "muted", parent=self)

    def apply_look(self) -> None:
        """Take over words; the rail asks for it, and shows the evaluation after."""
        raise NotImplementedError

    def show_evaluation(self, evaluation: Evaluation) -> None:
        """Show `evaluation`."""
        raise NotImplementedError

    def lines(self, space: Spacing) -> list[Line]:
        """What stands in this part, from top to bottom."""
        raise NotImplementedError

    def stops(self) -> list[QWidget]:
        """Where Tab stops in this part, in order."""
        raise NotImplementedError

    def needed(self, space: Spacing) -> int:
        """The height of all lines."""
        return height_of(self.lines(space))

    def most(self, space: Spacing) -> int:
        """The height that is kept for it, so that a choice made in it moves nothing above."""
        return self.needed(space)

    def arrange(self, space: Spacing) -> None:
        """Put every widget of every line in its place."""
        top = 0
        for line in self.lines(space):
            top += line.above
            for place in line.places:
                height = place.height or line.height
                offset = (line.height - height) // 2
                place.widget.setGeometry(place.left, top + offset, place.width, height)
            top += line.height

    # -- the columns ------------------------------------------------------------------------------

    @property
    def left(self) -> int:
        """Where the content begins."""
        return self.look.px(MARGIN)

    @property
    def right(self) -> int:
        """Where the content ends."""
        return self.look.px(RAIL) - 1 - self.look.px(MARGIN)

    @property
    def field_left(self) -> int:
        """Where the number fields begin."""
        return self.right - self.look.px(FIELD)

    def whole(self, widget: QWidget) -> Place:
        """`widget` over the full width of the content."""
        return Place(widget, self.left, self.right - self.left)

    def field(self, widget: QWidget) -> Place:
        """`widget` in the column of the number fields."""
        return Place(widget, self.field_left, self.right - self.field_left)

    def commit(self, field: NumberField, edit: Edit) -> None:
        """Make the edit that a field asks for; if it is refused, the field says so."""
        self.session.take(field, edit)
