"""The list of classes with their scores."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from core import edits
from core.evaluation import Evaluation
from core.state import MAX_CLASSES, MIN_CLASSES
from core.text import Text
from gui.base.access import plainly, spoken_as
from gui.controls.access import Role
from gui.controls.button import Button, Kind
from gui.controls.inline_edit import InlineEdit
from gui.controls.mapping import Linear
from gui.controls.scroll_bar import ScrollBar
from gui.controls.steps import SCORE_STEPS, Steps
from gui.look.theme import Look, Type
from gui.rail.class_row import ClassRow, Shown
from gui.rail.section import Line, Place, Section
from gui.rail.spacing import Spacing
from gui.session import Session
from gui.words.naming import following
from gui.words.translation import tr, words

_NAME_WIDTHS = (80.0, 130.0)
_DECIMALS = 2
"""So many decimals of scores are shown at the least, where others have no room for more."""


def score_range(largest: float) -> float:
    """The end of a symmetric track that holds `largest`: 10, 20, 50, 100 and so on."""
    if largest <= SCORE_STEPS.end:
        return SCORE_STEPS.end
    power = 10.0 ** math.floor(math.log10(largest))
    return next(power * lead for lead in (1.0, 2.0, 5.0, 10.0) if power * lead >= largest)


def score_steps(end: float) -> Steps:
    """Steps for a track from −`end` to `end`: those of every score, coarser on a longer track."""
    scale = 10.0 ** math.floor(math.log10(end / SCORE_STEPS.end) + 1e-9)
    base = SCORE_STEPS
    return Steps(base.step * scale, base.fine * scale, base.coarse * scale, -end, end)


@spoken_as(plainly(Role.List))
class Classes(Section):
    """A row per class. Only as many rows exist as find room; a scroll bar moves through more."""

    def __init__(self, look: Look, session: Session) -> None:
        super().__init__(look, session, "rail.classes")
        self._classes: tuple[Text, ...] = ()
        self._names: Sequence[str] = ()
        self._end = SCORE_STEPS.end
        self._pitch = look.px(46)
        self._room = 0
        self._chosen = -1
        self._renaming = 0
        self._wheel = 0
        self._tail = 0.0
        self._arranging = False
        self.rows: list[ClassRow] = []
        self.add = Button(look, "rail.classes.add", Kind.FLAT, "plus", self)
        self.scroll_bar = ScrollBar(look, "rail.classes.scroll", self)
        self.scroll_bar.hide()
        self.editor = InlineEdit(look, "rail.classes.editor", self)
        self.add.clicked.connect(self._add)
        self.scroll_bar.valueChanged.connect(self._scrolled)
        self.editor.accepted.connect(self._renamed)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    # -- what a person does -----------------------------------------------------------------------

    def _add(self) -> None:
        if self.session.edit(edits.add_class(following(self._classes, "rail.class.new"))):
            self.session.flush()
            self._reveal(len(self._classes) - 1)

    def _pick(self, index: int) -> None:
        if index != self.session.state.view.score:
            self.session.edit(edits.choose_score(index))

    def _correct(self, index: int) -> None:
        self.session.edit(edits.set_label(self.session.state.view.example, index))

    def _remove(self, index: int) -> None:
        part = self._focused_part() if any(row.has_focus() for row in self.rows) else ""
        if self.session.edit(edits.remove_class(index)) and part:
            self.session.flush()
            self._focus(min(index, len(self._classes) - 1), part)

    def _move(self, index: int, way: int) -> None:
        to = index + way
        if not 0 <= to < len(self._classes):
            return
        part = self._focused_part()
        if self.session.edit(edits.move_class(index, to)):
            self.session.flush()
            self._focus(to, part)

    def _walk(self, index: int, way: int) -> None:
        to = index + way
        if 0 <= to < len(self._classes):
            self._correct(to)
            self._focus(to, "correct")

    def _rename(self, index: int) -> None:
        self.session.flush()  # a change still to be shown would close the editor again
        row = self._row(index)
        if row is not None:
            self._renaming = index
            self.editor.open(row.name_area().translated(row.pos()), self._names[index])

    def _renamed(self, name: str) -> None:
        self.session.edit(edits.rename_class(self._renaming, name))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.scroll_bar.isHidden() or self.session.document.in_gesture:
            event.ignore()
            return
        self._wheel += event.angleDelta().y()
        clicks, self._wheel = int(self._wheel / 40), int(math.fmod(self._wheel, 40))
        self.scroll_bar.setValue(self.scroll_bar.value() - clicks)
        event.accept()

    def _scrolled(self) -> None:
        self.editor.give_up()
        for row in self.rows:
            row.field.leave()  # while the row still stands for the class it was typed for
        self._show_rows()

    # -- rows and focus ---------------------------------------------------------------------------

    def _row(self, index: int) -> ClassRow | None:
        return next((row for row in self.rows if row.index == index and not row.isHidden()), None)

    def _reveal(self, index: int) -> None:
        first, last = self.scroll_bar.value(), self.scroll_bar.value() + self._shown_count() - 1
        if index < first:
            self.scroll_bar.setValue(index)
        elif index > last:
            self.scroll_bar.setValue(index - self._shown_count() + 1)

    def _focused_part(self) -> str:
        focus = QApplication.focusWidget()
        return focus.objectName().rpartition(".")[2] if focus is not None else ""

    def _focus(self, index: int, part: str) -> None:
        self._reveal(index)
        row = self._row(index)
        if row is not None:
            widget = row.findChild(QWidget, f"{row.objectName()}.{part}") or row.radio
            widget.setFocus(Qt.FocusReason.TabFocusReason)

    def _focus_moved(self, before: QWidget | None, now: QWidget | None) -> None:
        for row in self.rows:
            for widget in (before, now):
                if widget is not None and row.isAncestorOf(widget):
                    row.light(row.underMouse() or row.has_focus())

    def _shown_count(self) -> int:
        return min(len(self._classes), self._room)

    def _grow(self) -> None:
        """Have as many rows as are to be seen."""
        while len(self.rows) < self._shown_count():
            row = ClassRow(self.look, self.session, len(self.rows), self)
            row.picked.connect(self._pick)
            row.corrected.connect(self._correct)
            row.removed.connect(self._remove)
            row.rename_asked.connect(self._rename)
            row.move_asked.connect(self._move)
            row.walked.connect(self._walk)
            row.field.fitted.connect(self._refitted)
            self.rows.append(row)

    # -- what is shown ----------------------------------------------------------------------------

    def apply_look(self) -> None:
        """Take over words; names may be of another width than before."""
        self.set_caption(tr("rail.classes.caption"))
        self.add.set_words(tr("rail.classes.add"), tr("rail.classes.add.tip"))
        self._classes = ()
        for row in self.rows:
            row.apply_look()

    def show_evaluation(self, evaluation: Evaluation) -> None:
        """Show names, the correct class and the scores of the chosen example."""
        classes = evaluation.state.classes
        if classes is not self._classes:
            changed = len(classes) != len(self._classes)
            self._classes = classes
            self._names = [words(name) for name in classes]
            self.add.setEnabled(len(classes) < MAX_CLASSES)
            self._measure()
            self.editor.give_up()  # what was typed was meant for a class of before
            if changed:
                self.reshaped.emit()
        if not self.session.document.in_gesture:
            # Held while a person drags: the track must not change under the pointer.
            both = evaluation.example, evaluation.comparable_example
            scores = [np.abs(one.scores).max() for one in both if one is not None]
            self._end = score_range(float(max(scores)))
        chosen = evaluation.state.view.score
        if chosen != self._chosen:
            self._chosen = chosen
            self._reveal(chosen)
        self._show_rows()

    def _show_rows(self) -> None:
        evaluation, first = self.session.evaluation, self.scroll_bar.value()
        state, example = evaluation.state, evaluation.example
        if state.classes is not self._classes:
            return
        mapping, steps = Linear(-self._end, self._end), score_steps(self._end)
        removable = len(self._classes) > MIN_CLASSES
        scores, pinned = example.scores, evaluation.comparable_example
        for index, row in enumerate(self.rows[: self._shown_count()], first):
            if index >= len(scores):
                break
            shown = Shown(
                index,
                self._names[index],
                correct=index == example.label,
                chosen=index == state.view.score,
                removable=removable,
                compared=evaluation.pinned is not None,
            )
            then = None if pinned is None else float(pinned.scores[index])
            row.show_class(shown, float(scores[index]), mapping, steps, then)
        self._line_up()
        said = ""
        if not self.scroll_bar.isHidden():
            last, count = first + self._shown_count(), len(self._classes)
            said = tr("rail.classes.range", first=first + 1, last=last, count=count)
        self.setAccessibleDescription(said)

    def _line_up(self) -> None:
        """Let the points of the scores stand in line; in a drag they make room, but do not jump."""
        fields = [row.field for row in self.rows[: self._shown_count()]]
        rounded = [count for count in (field.decimals() for field in fields) if count is not None]
        most = max(_DECIMALS, min(rounded)) if rounded else None
        for field in fields:
            field.show_decimals(most)
        held = self._tail if self.session.document.in_gesture else 0.0
        self._tail = max((field.tail() for field in fields), default=0.0)
        self._tail = max(self._tail, held)
        for field in fields:
            field.line_up(self._tail)

    def _refitted(self) -> None:
        # While the rows are placed all fields are, one after the other; they line up at the end.
        if not self._arranging:
            self._line_up()

    def _measure(self) -> None:
        """Make the name column as wide as the widest name, within bounds."""
        metrics = self.look.metrics(Type.STRONG)
        low, high = (self.look.px(width) for width in _NAME_WIDTHS)
        # The longest texts are the candidates; measuring a thousand names would be felt.
        longest = sorted(self._names, key=len)[-20:]
        widest = max(math.ceil(metrics.horizontalAdvance(name)) + 4 for name in longest)
        self._name_width = min(high, max(low, widest))
        for row in self.rows:
            row.set_name_width(self._name_width)

    def place_of_score(self, class_index: int) -> tuple[QWidget, QRect] | None:
        """The field of a score, if its row is to be seen."""
        row = self._row(class_index)
        return None if row is None else (row.field, row.field.rect())

    def row_count(self) -> int:
        """How many classes there are."""
        return len(self._classes)

    def stops(self) -> list[QWidget]:
        """The add button, then what holds a value in every row, from left to right."""
        stops: list[QWidget] = [self.add]
        for row in self.rows:
            stops += [row.radio, row.slider, row.field]
        return [*stops, self.editor]

    def head(self, space: Spacing) -> int:
        """The height without the rows."""
        return space.section + space.caption + space.after_caption

    def set_room(self, pitch: int, rows: int) -> None:
        """Show at most this many rows, each so high."""
        self._pitch, self._room = pitch, rows
        self._grow()
        count, shown = len(self._classes), self._shown_count()
        self.scroll_bar.setRange(0, count - shown)
        self.scroll_bar.setPageStep(max(1, shown))
        self.scroll_bar.setVisible(count > shown)
        for number, row in enumerate(self.rows):
            row.setVisible(number < shown)
        self._reveal(self._chosen)

    def lines(self, space: Spacing) -> list[Line]:
        """Caption with the add button; the rows follow."""
        add = self.add.sizeHint().width()
        end = self.right + self.look.px(6)
        places = (
            Place(self.caption, self.left, end - add - self.left),
            Place(self.add, end - add, add, self.look.target(28)),
        )
        return [
            Line(space.section, space.caption, places),
            Line(space.after_caption, self._pitch * self._shown_count(), ()),
        ]

    def arrange(self, space: Spacing) -> None:
        """Place the rows under the caption."""
        super().arrange(space)
        look = self.look
        self._arranging = True
        top = self.head(space)
        bar = look.px(12) if not self.scroll_bar.isHidden() else 0
        right = look.px(420) - 1
        for number, row in enumerate(self.rows[: self._shown_count()]):
            row.setGeometry(0, top + number * self._pitch, right - bar, self._pitch)
            row.set_name_width(self._name_width)
        height = self._pitch * self._shown_count()
        self.scroll_bar.setGeometry(right - bar - look.px(2), top, bar, height)
        self._arranging = False
        self._show_rows()
