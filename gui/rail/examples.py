"""Which example is looked at."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from core import edits
from core.edits import Edit
from core.evaluation import Evaluation
from gui.base.access import spoken_as
from gui.charts.picture import ExamplePicture, pixels_of
from gui.controls.access import PressInterface
from gui.controls.button import Button, Kind
from gui.controls.inline_edit import InlineEdit
from gui.controls.label import Label
from gui.controls.number_field import NumberField
from gui.controls.segmented import SegmentedControl
from gui.controls.steps import Steps
from gui.look.theme import Look, Type
from gui.rail.section import Line, Place, Section
from gui.rail.spacing import Spacing
from gui.session import GestureLink, Session
from gui.words.actions import hint
from gui.words.translation import tr, words

_SEGMENTS = 4


@spoken_as(PressInterface)
class _Name(Label):
    """The name of one of many: a double click, F2 or an aid's press renames it."""

    rename_asked = Signal()

    def __init__(self, look: Look, name: str, role: Type, parent: QWidget) -> None:
        super().__init__(look, name, role, parent=parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def press(self) -> None:
        """Ask for another name."""
        self.rename_asked.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.press()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2:
            self.press()
        else:
            super().keyPressEvent(event)


class Examples(Section):
    """A few examples side by side; of many, the name of one, and a field for its number."""

    def __init__(self, look: Look, session: Session) -> None:
        super().__init__(look, session, "rail.example")
        self._examples = session.state.examples
        self._names: tuple[str, ...] = ()
        self._index = 0
        self._few: bool | None = None
        self._seen = False
        self.previous = Button(look, "rail.example.previous", Kind.FLAT, "left", self)
        self.next = Button(look, "rail.example.next", Kind.FLAT, "right", self)
        self.choice = SegmentedControl(look, "rail.example.choice", self)
        self.name = _Name(look, "rail.example.name", Type.STRONG, parent=self)
        self.picture = ExamplePicture(look, "rail.example.picture", self)
        self.number = NumberField(
            look, "rail.example.number", (1, 1), Steps(1, 1, 10, 1, 1), whole=True, parent=self
        )
        self.editor = InlineEdit(look, "rail.example.editor", self)
        self.previous.clicked.connect(self.go_back)
        self.next.clicked.connect(self.go_on)
        self.choice.chosen.connect(self._choose)
        self.choice.rename_asked.connect(self._rename)
        self.name.rename_asked.connect(self._rename)
        self.number.committed.connect(self._typed)
        self.editor.accepted.connect(self._renamed)
        GestureLink(self.number, session, self._edit_from)

    # -- what a person does -----------------------------------------------------------------------

    def _edit_from(self, number: object) -> Edit:
        return edits.choose_example(int(float(str(number))) - 1)

    def _typed(self, number: float) -> None:
        self.commit(self.number, self._edit_from(number))

    def _choose(self, index: int) -> None:
        self.session.edit(edits.choose_example(index))

    def go_back(self) -> None:
        """Look at the example before; at the first nothing happens."""
        self._choose(max(0, self.session.state.view.example - 1))

    def go_on(self) -> None:
        """Look at the next example; at the last nothing happens."""
        state = self.session.state
        self._choose(min(state.example_count - 1, state.view.example + 1))

    def _rename(self, index: int | None = None) -> None:
        """Open the editor over the name of the chosen example."""
        self.session.flush()  # a change still to be shown would close the editor again
        if index is not None and self._few:
            segment = self.choice.segment(index)
            area = segment.geometry().translated(self.choice.pos())
        else:
            area = self.name.geometry().adjusted(-self.look.px(9), 0, 0, 0)
        self.editor.open(area, words(self.session.state.examples[self._index]))

    def _renamed(self, name: str) -> None:
        self.session.edit(edits.rename_example(self._index, name))

    # -- what is shown ----------------------------------------------------------------------------

    def apply_look(self) -> None:
        """Take over words; names may fit in another way than before."""
        self.previous.set_words("", tr("rail.example.previous", key=hint("previous")))
        self.next.set_words("", tr("rail.example.next", key=hint("next")))
        self.number.set_words(tr("rail.example.number"), tr("rail.example.number.tip"))
        self._names = ()

    def show_evaluation(self, evaluation: Evaluation) -> None:
        """Show which example is chosen."""
        state = evaluation.state
        index, count = state.view.example, state.example_count
        if index != self._index or state.examples is not self._examples:
            self._examples = state.examples
            self.editor.give_up()  # what was typed was meant for an example of before
        self._index = index
        key = "rail.example.caption.held_out" if state.held_out[index] else "rail.example.caption"
        self.set_caption(tr(key, number=f"{index + 1:,}", count=f"{count:,}"))
        self.previous.setEnabled(index > 0)
        self.next.setEnabled(index < count - 1)
        pixels = pixels_of(state, index)
        # A picture stands beside one name.
        names = tuple(map(words, state.examples)) if count <= _SEGMENTS and pixels is None else ()
        few = bool(names) and self.choice.fits(names, self.right - self.left)
        fresh = names != self._names
        if few and fresh:
            tip = tr("rail.example.rename.tip", key=hint("rename"))
            self.choice.setAccessibleName(self.caption.text())
            self.choice.set_options([(i, name, f"{name}\n{tip}") for i, name in enumerate(names)])
        self._names = names
        self.choice.set_current(index)
        if not few:
            self.number.set_limits((1, count), Steps(1, 1, 10, 1, count))
            self.number.set_number(index + 1)
            name = words(state.examples[index])
            tip = tr("rail.example.rename.tip", key=hint("rename"))
            self.name.set_text(name, f"{name}\n{tip}")
        if pixels is not None:
            self.picture.show_pixels(
                pixels, tr("rail.example.picture", name=words(state.examples[index]))
            )
        seen = pixels is not None
        if few != self._few or fresh or seen != self._seen:
            self._few, self._seen = few, seen
            self.picture.setVisible(seen)
            self.choice.setVisible(few)
            self.name.setVisible(not few)
            self.number.setVisible(not few)
            self.reshaped.emit()

    def stops(self) -> list[QWidget]:
        """Both buttons, the choice, or name and number."""
        few = self.choice.segments()
        return [self.previous, self.next, *few, self.name, self.editor, self.number]

    def lines(self, space: Spacing) -> list[Line]:
        """Caption with the two buttons, then the choice or the name."""
        look = self.look
        side = look.target(30)
        end = self.right + look.px(6)
        caption = Line(
            space.top,
            space.caption,
            (
                Place(self.caption, self.left, end - 2 * side - self.left),
                Place(self.previous, end - 2 * side, side, look.target(0)),
                Place(self.next, end - side, side, look.target(0)),
            ),
        )
        if self._few:
            return [caption, Line(space.after_caption, space.control, (self.whole(self.choice),))]
        left = self.left + (space.control + look.px(10) if self._seen else 0)
        picture = Place(self.picture, self.left, space.control)
        name = Place(self.name, left, self.field_left - look.px(12) - left)
        number = Place(self.number, self.field_left, self.right - self.field_left, space.field)
        return [caption, Line(space.after_caption, space.control, (picture, name, number))]
