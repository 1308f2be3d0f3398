"""One class: is it the correct one, what is it called, what does it score."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QEnterEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from core import edits
from core.edits import Edit
from core.state import SCORE_LIMIT
from gui.base.access import plainly, spoken_as
from gui.controls.access import Role
from gui.controls.button import Button, Kind
from gui.controls.label import Label
from gui.controls.mapping import Linear, Mapping
from gui.controls.menu import Menu
from gui.controls.number_field import NumberField
from gui.controls.pinned import ChangeLabel
from gui.controls.radio import Radio
from gui.controls.slider import ValueSlider
from gui.controls.steps import SCORE_STEPS, Steps
from gui.look.painting import draw_box, painter_for
from gui.look.theme import Look, Type
from gui.rail.spacing import CHANGE, FIELD, MARGIN
from gui.session import GestureLink, Session
from gui.words.actions import action, hint, key_text
from gui.words.tips import literal
from gui.words.translation import tr

_NAME_LEFT = 58.0
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_MOVING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@dataclass(frozen=True, slots=True)
class Shown:
    """What a row shows besides the score."""

    index: int
    name: str
    correct: bool
    chosen: bool
    removable: bool
    compared: bool = False
    """Whether a state is pinned: the changes then have a place of their own."""


@spoken_as(plainly(Role.ListItem))
class ClassRow(QWidget):
    """Radio, name, slider, field and a remove button that appears when the row is in use."""

    picked = Signal(object)
    """Its score is to be the one of the what-if curve; carries the class index, as all do."""
    corrected = Signal(object)
    removed = Signal(object)
    rename_asked = Signal(object)
    move_asked = Signal(object, object)
    """Class index, and -1 for up or 1 for down."""
    walked = Signal(object, object)
    """The arrow keys move on from the radio: class index, and -1 or 1."""

    def __init__(self, look: Look, session: Session, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._session = session
        self._shown = Shown(-1, "", correct=False, chosen=False, removable=True)
        self._name_width = 0
        name = f"rail.class.{number}"
        self.setObjectName(name)
        self.radio = Radio(look, f"{name}.correct", self)
        self.name = Label(look, f"{name}.name", parent=self)
        mapping = Linear(SCORE_STEPS.home, SCORE_STEPS.end)
        self.slider = ValueSlider(look, f"{name}.slider", mapping, SCORE_STEPS, parent=self)
        limits = (-SCORE_LIMIT, SCORE_LIMIT)
        self.field = NumberField(look, f"{name}.field", limits, SCORE_STEPS, parent=self)
        self.change = ChangeLabel(look, f"{name}.change", parent=self)
        self.change.hide()
        self.remove = Button(look, f"{name}.remove", Kind.FLAT, "cross", self)
        self.remove.hide()
        # For the pointer: with the keyboard Delete does it, and Tab has one stop less.
        self.remove.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.radio.chosen.connect(self._correct)
        self.remove.clicked.connect(self._remove)
        self.field.committed.connect(self._typed)
        self.field.take_columns()
        self.field.column_pasted.connect(self._pasted)
        for widget in (self.slider, self.field):
            GestureLink(widget, session, self._edit_from)

    # -- what a person does -----------------------------------------------------------------------

    @property
    def index(self) -> int:
        """Which class the row shows."""
        return self._shown.index

    def _edit_from(self, value: float) -> Edit:
        return edits.set_score(self._session.state.view.example, self.index, value)

    def _typed(self, value: float) -> None:
        self._session.take(self.field, self._edit_from(value))

    def _pasted(self, column: list[float]) -> None:
        example = self._session.state.view.example
        self._session.take(self.field, edits.set_scores(example, self.index, column))

    def _correct(self) -> None:
        self.corrected.emit(self.index)

    def _remove(self) -> None:
        if self._shown.removable:
            self.removed.emit(self.index)

    def _rename(self) -> None:
        self.rename_asked.emit(self.index)

    def _move_up(self) -> None:
        self.move_asked.emit(self.index, -1)

    def _move_down(self) -> None:
        self.move_asked.emit(self.index, 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.picked.emit(self.index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.name.geometry().contains(event.position().toPoint()):
            self._rename()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = _MOVES.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_F2:
            self._rename()
        elif event.key() == Qt.Key.Key_Delete and not event.isAutoRepeat():
            self._remove()
        elif way and event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == _MOVING:
            self.move_asked.emit(self.index, way)
        elif way and not event.modifiers() and self.radio.hasFocus():
            self.walked.emit(self.index, way)
        else:
            event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = Menu(self._look, "rail.class.menu", self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        last = self._session.state.class_count - 1
        for key, slot, able in (
            ("rename", self._rename, True),
            ("up", self._move_up, self.index > 0),
            ("down", self._move_down, self.index < last),
            ("remove", self._remove, self._shown.removable),
        ):
            action = menu.addAction(tr(f"rail.class.menu.{key}"), slot)
            action.setObjectName(f"rail.class.menu.{key}")
            action.setEnabled(able)
        menu.popup(event.globalPos())

    # -- what is shown ----------------------------------------------------------------------------

    def show_class(
        self, shown: Shown, score: float, mapping: Mapping, steps: Steps, pinned: float | None
    ) -> None:
        """Show a class, its score and what that was when it was pinned; silent."""
        if shown != self._shown:
            if shown.index != self._shown.index:
                self.field.give_up()  # what was typed was meant for another class
            moved = shown.compared != self._shown.compared
            self._shown = shown
            self._describe()
            if moved:
                self.change.setVisible(shown.compared)
                self._place()
        self.slider.set_mapping(mapping, steps)
        self.slider.set_number(score)
        self.field.set_number(score)
        self.slider.set_pinned(pinned)
        self.field.set_pinned(pinned)
        self.change.show_change(score, pinned)

    def apply_look(self) -> None:
        """Take over words and sizes."""
        self._describe()
        self._place()

    def _describe(self) -> None:
        shown = self._shown
        self.radio.setChecked(shown.correct)
        self.radio.setToolTip(literal(tr("rail.class.correct.tip", name=shown.name)))
        self.radio.setAccessibleName(tr("rail.class.correct", name=shown.name))
        self.setAccessibleName(shown.name)
        role = Type.STRONG if shown.correct else Type.BODY
        self.name.set_style(role, "text")
        up, down = map(key_text, action("move").keys)
        tip = tr("rail.class.name.tip", key=hint("rename"), up=up, down=down, remove=hint("remove"))
        self.name.set_text(shown.name, f"{shown.name}\n{tip}")
        score = tr("rail.class.score", name=shown.name)
        self.slider.set_words(score, tr("rail.class.slider.tip"))
        self.field.set_words(score, tr("rail.class.field.tip"))
        key = "remove" if shown.removable else "remove.too_few"
        self.remove.set_words("", tr(f"rail.class.{key}", name=shown.name, key=hint("remove")))
        self.remove.setEnabled(shown.removable)
        self.update()

    def name_area(self) -> QRect:
        """Where the editor of the name goes, in the row."""
        inset = self._look.px(9)
        area = self.name.geometry().adjusted(-inset, 0, 0, 0)
        area.setWidth(max(area.width() + inset, self._look.px(190)))
        height = min(self.height(), self._look.px(35))
        area.moveTop((self.height() - height) // 2)
        area.setHeight(height)
        return area

    def set_name_width(self, width: int) -> None:
        """Give the name this much room; the slider takes the rest."""
        if width != self._name_width:
            self._name_width = width
            self._place()

    def light(self, on: bool) -> None:
        """Offer the remove button while the row is pointed at or holds the keyboard focus."""
        if on == self.remove.isHidden():
            self.remove.setVisible(on)

    def has_focus(self) -> bool:
        """Whether the keyboard is in this row."""
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.light(True)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.light(self.has_focus())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        look, height = self._look, self.height()
        right = self.width() - look.px(MARGIN)
        side = look.target(30)
        self.radio.setGeometry(look.px(MARGIN + 11) - side // 2, 0, side, height)
        name_left = look.px(_NAME_LEFT)
        self.name.setGeometry(name_left, 0, self._name_width, height)
        field_left = right - look.px(FIELD)
        slider_left = name_left + self._name_width
        change_left = field_left - (look.px(CHANGE) if self._shown.compared else 0)
        self.slider.setGeometry(slider_left, 0, change_left - slider_left, height)
        self.change.setGeometry(change_left, 0, field_left - change_left - look.px(6), height)
        tall = min(look.px(35), height - max(2, look.px(3.5)))
        tall = max(tall, min(look.target(0), height))
        self.field.setGeometry(field_left, (height - tall) // 2, right - field_left, tall)
        width = look.px(MARGIN) - 1
        tall = min(height, max(20, look.px(28)))
        self.remove.setGeometry(right + 1, (height - tall) // 2, width, tall)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._shown.chosen:
            look = self._look
            tall = min(look.px(26), self.height() - 4)
            mark = QRectF(look.px(8), (self.height() - tall) / 2, max(2, look.px(4)), tall)
            with painter_for(self) as painter:
                draw_box(painter, mark, mark.width() / 2, look.color("score"))
