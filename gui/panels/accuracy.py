"""Right or wrong? How many predictions are right, which barely, and what is taken for what."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from core.evaluation import Evaluation
from gui.charts.confusion.chart import ConfusionTable
from gui.charts.confusion.layout import Confusions, Place
from gui.charts.curves.kept import Kept
from gui.charts.parts.division import DivisionBar
from gui.charts.parts.division_layout import Portion
from gui.charts.parts.spans import Span, Spans
from gui.controls.card import Card
from gui.look.theme import Look, Type
from gui.panels.filters import Filter
from gui.session import Session
from gui.words import numbers
from gui.words.translation import language, tr, words

_MOST_CLASSES = 20
# A large table needs the height.
_FEW_CLASSES = 5
_FACES = (Type.READOUT, Type.TOTAL, Type.STAGE, Type.STRONG)
_PORTIONS = ("right", "inside", "wrong")

Counts = dict[str, int]


class AccuracyPanel(Card):
    """The card. Its portions and cells ask for a filter; it marks the one it is told of."""

    filter_asked = Signal(object)
    """A `Filter` that the examples should be shown by."""

    def __init__(self, look: Look, session: Session) -> None:
        self._session = session
        self._evaluation = session.evaluation
        self._filter = Filter()
        self._kept: Kept[Confusions] = Kept()
        self._lines: Kept[None] = Kept()
        self._counts: Counts = dict.fromkeys(_PORTIONS, 0)
        self._then: Counts | None = None
        self.count = Spans(look, "accuracy.count", _FACES)
        self.bar = DivisionBar(look, "accuracy.bar", self._portion_tip)
        self.table = ConfusionTable(look, "accuracy.confusion", self._cell_tip)
        self.note = QLabel()
        self.note.setObjectName("accuracy.note")
        self.note.setWordWrap(True)
        self.note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lower = QStackedWidget()
        self._lower.addWidget(self.table)
        self._lower.addWidget(self.note)
        body = QWidget()
        self._rows = QVBoxLayout(body)
        self._rows.setContentsMargins(0, 0, 0, 0)
        for part, stretch in ((self.count, 0), (self.bar, 0), (self._lower, 1)):
            self._rows.addWidget(part, stretch)
        super().__init__(look, "accuracy", body)
        self.bar.chosen.connect(self._ask_portion)
        self.table.chosen.connect(self._ask_cell)

    # -- what a person does -----------------------------------------------------------------------

    def _ask_portion(self, key: str) -> None:
        again = self._filter.standing == key and self._filter.cell is None
        self.filter_asked.emit(Filter("all" if again else key, name=self._filter.name))

    def _ask_cell(self, place: Place) -> None:
        cell = None if self._filter.cell == place else place
        self.filter_asked.emit(Filter(cell=cell, name=self._filter.name))

    def show_filter(self, asked: Filter) -> None:
        """Mark the portion and the cell that are in force (silent)."""
        self._filter = replace(asked)
        self.bar.set_in_force(asked.standing)
        self.table.set_in_force(asked.cell)

    # -- what is shown ----------------------------------------------------------------------------

    def apply_look(self) -> None:
        """Take over fonts, sizes and texts."""
        super().apply_look()
        self._rows.setSpacing(self.look.px(5))
        self.note.setFont(self.look.font(Type.SMALL))
        palette = self.note.palette()
        palette.setColor(self.note.foregroundRole(), self.look.color("muted"))
        self.note.setPalette(palette)
        self.note.setText(tr("accuracy.too_many", count=_MOST_CLASSES))
        self.set_texts(tr("accuracy.heading"), tr("accuracy.hint"))
        self.bar.setAccessibleName(tr("accuracy.bar"))
        self.table.setAccessibleName(tr("accuracy.confusion"))
        self._lines.forget()
        self.show_evaluation(self._session.evaluation)

    def show_evaluation(self, evaluation: Evaluation) -> None:
        """Show `evaluation`; where none of its numbers can have changed, nothing is made anew."""
        self._evaluation = evaluation
        batch, state, pinned = evaluation.batch, evaluation.state, evaluation.pinned
        then = None if pinned is None else pinned.violating
        counted = (batch, evaluation.violating, then, language())
        self._lines.get("counts", counted, self._show_counts)
        self.count.set_faces(_FACES if state.class_count <= _FEW_CLASSES else _FACES[1:])
        few = state.class_count <= _MOST_CLASSES
        self._lower.setCurrentWidget(self.table if few else self.note)
        if few:
            before = pinned.batch if pinned is not None and self._comparable else None
            inputs = (batch, state.classes, before, language())
            self.table.show_confusions(self._kept.get("table", inputs, self._confusions))

    @property
    def _comparable(self) -> bool:
        """Whether the pinned state has as many classes, so that its cells are these."""
        pinned = self._evaluation.pinned
        return pinned is not None and pinned.state.class_count == self._evaluation.state.class_count

    def _confusions(self) -> Confusions:
        evaluation = self._evaluation
        batch, pinned = evaluation.batch, evaluation.pinned
        then = pinned.batch.confusion if pinned is not None and self._comparable else None
        names = tuple(words(name) for name in evaluation.state.classes)
        axes = tr("accuracy.correct"), tr("accuracy.predicted"), tr("accuracy.correct.short")
        return Confusions(batch.confusion, batch.confusion_shares, names, then, axes)

    def _show_counts(self) -> None:
        evaluation = self._evaluation
        pinned = evaluation.pinned
        total = evaluation.state.example_count
        counts = self._counts = _counted(evaluation)
        then = self._then = None if pinned is None else _counted(pinned)
        lengths = _lengths(counts, total)
        then_lengths = None
        if then is not None and pinned is not None:
            then_lengths = _lengths(then, pinned.state.example_count)
        self.bar.set_portions(
            tuple(
                Portion(
                    key,
                    tr(f"accuracy.{key}"),
                    counts[key],
                    lengths[key],
                    None if then_lengths is None else then_lengths[key],
                    self._change(key),
                )
                for key in _PORTIONS
            )
        )
        right = counts["right"]
        text = tr("accuracy.count", right=f"{right:,}", count=f"{total:,}")
        percent = tr("share.percent", value=numbers.percents((right / total,))[0])
        self.count.set_spans(
            (
                Span(text, _FACES[0], "text"),
                Span(self._change("right"), Type.SMALL, "pin"),  # of the count, not the percent
                Span(percent, Type.STRONG, "muted"),
            ),
            self._portion_tip("right"),
        )

    def _change(self, key: str) -> str:
        """How far a count has come since it was pinned, empty for not at all."""
        if self._then is None or self._then[key] == self._counts[key]:
            return ""
        return numbers.count_change(self._counts[key], self._then[key])

    # -- to the last digit ------------------------------------------------------------------------

    def _portion_tip(self, key: str) -> str:
        state, count = self._evaluation.state, self._counts[key]
        percent = numbers.fixed(100 * count / state.example_count, 2)
        lines = [
            tr(
                f"accuracy.{key}.tip",
                count=f"{count:,}",
                total=f"{state.example_count:,}",
                percent=percent,
                margin=numbers.field(state.loss.margin),
            )
        ]
        if self._then is not None:
            lines.append(_pinned(count, self._then[key]))
        asked = self._filter.standing == key and self._filter.cell is None
        return "\n".join([*lines, tr("accuracy.ask.all" if asked else "accuracy.ask")])

    def _cell_tip(self, place: Place) -> str:
        shown = self.table.shown
        correct, predicted = place
        lines = [
            tr("accuracy.cell", correct=shown.names[correct], predicted=shown.names[predicted]),
            tr(
                "accuracy.cell.count",
                count=f"{int(shown.counts[place]):,}",
                total=f"{int(shown.counts[correct].sum()):,}",
                name=shown.names[correct],
                percent=numbers.fixed(100 * float(shown.shares[place]), 2),
            ),
        ]
        if shown.then is not None:
            lines.append(_pinned(int(shown.counts[place]), int(shown.then[place])))
        asked = self._filter.cell == place
        return "\n".join([*lines, tr("accuracy.ask.all" if asked else "accuracy.ask")])


def prepare_accuracy(evaluation: Evaluation) -> None:
    """Ask for what the card shows, which takes long in a large document."""
    evaluation.inside_count  # noqa: B018 - computed by asking
    if evaluation.state.class_count <= _MOST_CLASSES:
        evaluation.batch.confusion_shares  # noqa: B018


def _counted(evaluation: Evaluation) -> Counts:
    batch = evaluation.batch
    return {
        "right": batch.right_count,
        "inside": evaluation.inside_count,
        "wrong": evaluation.state.example_count - batch.right_count,
    }


def _lengths(counts: Counts, total: int) -> dict[str, float]:
    """Shares of the bar: those inside the margin are among the right ones and have their own."""
    apart = {**counts, "right": counts["right"] - counts["inside"]}
    return {key: count / total for key, count in apart.items()}


def _pinned(now: int, then: int) -> str:
    return tr("pinned.reading", value=f"{then:,}", change=numbers.count_change(now, then))
