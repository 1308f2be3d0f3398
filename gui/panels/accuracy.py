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
from gui.controls.segmented import SegmentedControl
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
TRAINING, HELD_OUT = "training", "held_out"

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
        self._group = TRAINING
        self.group = SegmentedControl(look, "accuracy.group")
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
        for part, stretch in ((self.group, 0), (self.count, 0), (self.bar, 0), (self._lower, 1)):
            self._rows.addWidget(part, stretch)
        super().__init__(look, "accuracy", body)
        self.group.chosen.connect(self._show_group)
        self.bar.chosen.connect(self._ask_portion)
        self.table.chosen.connect(self._ask_cell)

    # -- what a person does -----------------------------------------------------------------------

    def _ask_portion(self, key: str) -> None:
        asked = Filter(key, name=self._filter.name, group=self._asked_group)
        self.filter_asked.emit(replace(asked, standing="all") if self._asks(asked) else asked)

    def _ask_cell(self, place: Place) -> None:
        asked = Filter(cell=place, name=self._filter.name, group=self._asked_group)
        self.filter_asked.emit(replace(asked, cell=None) if self._asks(asked) else asked)

    def _show_group(self, group: str) -> None:
        self._group = group
        self.show_evaluation(self._evaluation)
        self.show_filter(self._filter)

    @property
    def _held_out(self) -> bool:
        """Whether the numbers are those of the held-out examples."""
        return self._group == HELD_OUT and self._evaluation.state.has_held_out

    @property
    def _asked_group(self) -> str:
        """Which examples a portion or a cell counts."""
        return self._group if self._evaluation.state.has_held_out else "all"

    def _asks(self, asked: Filter) -> bool:
        """Whether this is what is shown already."""
        return replace(self._filter, name=asked.name) == asked

    def show_filter(self, asked: Filter) -> None:
        """Mark the portion and the cell that are in force (silent)."""
        self._filter = replace(asked)
        same = asked.group == self._asked_group
        self.bar.set_in_force(asked.standing if same else "all")
        self.table.set_in_force(asked.cell if same else None)

    # -- what is shown ----------------------------------------------------------------------------

    def apply_look(self) -> None:
        """Take over fonts, sizes and texts."""
        super().apply_look()
        self._rows.setSpacing(self.look.px(5))
        self.group.setFixedHeight(self.look.target(32))
        self.group.setAccessibleName(tr("accuracy.group"))
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
        self._offer_groups()
        then = None if pinned is None else pinned.violating
        counted = (batch, evaluation.violating, then, self._held_out, language())
        self._lines.get("counts", counted, self._show_counts)
        self.count.set_faces(_FACES if state.class_count <= _FEW_CLASSES else _FACES[1:])
        few = state.class_count <= _MOST_CLASSES
        self._lower.setCurrentWidget(self.table if few else self.note)
        if few:
            before = pinned.batch if pinned is not None and self._comparable else None
            inputs = (batch, state.classes, before, self._held_out, language())
            self.table.show_confusions(self._kept.get("table", inputs, self._confusions))

    def _offer_groups(self) -> None:
        """Let a person choose between the groups where there are two."""
        state = self._evaluation.state
        self.group.setVisible(state.has_held_out)
        if not state.has_held_out:
            return
        counts = {TRAINING: state.training_count}
        counts[HELD_OUT] = state.example_count - state.training_count
        options = [
            (key, tr(f"accuracy.group.{key}", count=f"{count:,}"), tr(f"accuracy.group.{key}.tip"))
            for key, count in counts.items()
        ]
        self._lines.get("groups", (*options, language()), lambda: self.group.set_options(options))
        self.group.set_current(self._group)

    @property
    def _comparable(self) -> bool:
        """Whether the pinned state has as many classes and this group: its cells are these."""
        now, pinned = self._evaluation.state, self._evaluation.pinned
        if pinned is None or pinned.state.class_count != now.class_count:
            return False
        return pinned.state.has_held_out or not self._held_out

    def _confusions(self) -> Confusions:
        evaluation = self._evaluation
        batch, pinned = evaluation.batch, evaluation.pinned
        before = pinned.batch if pinned is not None and self._comparable else None
        names = tuple(words(name) for name in evaluation.state.classes)
        axes = tr("accuracy.correct"), tr("accuracy.predicted"), tr("accuracy.correct.short")
        if self._held_out:
            then = None if before is None else before.held_out_confusion
            counts, shares = batch.held_out_confusion, batch.held_out_confusion_shares
        else:
            then = None if before is None else before.confusion
            counts, shares = batch.confusion, batch.confusion_shares
        return Confusions(counts, shares, names, then, axes)

    def _show_counts(self) -> None:
        evaluation = self._evaluation
        pinned, held_out = evaluation.pinned, self._held_out
        if pinned is not None and held_out and not pinned.state.has_held_out:
            pinned = None
        total = _total(evaluation, held_out=held_out)
        counts = self._counts = _counted(evaluation, held_out=held_out)
        then = self._then = None if pinned is None else _counted(pinned, held_out=held_out)
        lengths = _lengths(counts, total)
        then_lengths = None
        if then is not None and pinned is not None:
            then_lengths = _lengths(then, _total(pinned, held_out=held_out))
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
        total = _total(self._evaluation, held_out=self._held_out)
        percent = numbers.fixed(100 * count / total, 2)
        lines = [
            tr(
                f"accuracy.{key}.tip",
                count=f"{count:,}",
                total=f"{total:,}",
                percent=percent,
                margin=numbers.field(state.loss.margin),
            )
        ]
        if self._then is not None:
            lines.append(_pinned(count, self._then[key]))
        asked = self._asks(Filter(key, group=self._asked_group))
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
        asked = self._asks(Filter(cell=place, group=self._asked_group))
        return "\n".join([*lines, tr("accuracy.ask.all" if asked else "accuracy.ask")])


def prepare_accuracy(evaluation: Evaluation) -> None:
    """Ask for what the card shows, which takes long in a large document."""
    evaluation.inside_count  # noqa: B018 - computed by asking
    if evaluation.state.class_count <= _MOST_CLASSES:
        evaluation.batch.confusion_shares  # noqa: B018
        evaluation.batch.held_out_confusion_shares  # noqa: B018


def _total(evaluation: Evaluation, *, held_out: bool) -> int:
    """How many examples the group has."""
    state = evaluation.state
    return state.example_count - state.training_count if held_out else state.training_count


def _counted(evaluation: Evaluation, *, held_out: bool) -> Counts:
    batch, total = evaluation.batch, _total(evaluation, held_out=held_out)
    right = batch.held_out_right_count if held_out else batch.right_count
    inside = evaluation.held_out_inside_count if held_out else evaluation.inside_count
    return {"right": right, "inside": inside, "wrong": total - right}


def _lengths(counts: Counts, total: int) -> dict[str, float]:
    """Shares of the bar: those inside the margin are among the right ones and have their own."""
    apart = {**counts, "right": counts["right"] - counts["inside"]}
    return {key: count / total for key, count in apart.items()}


def _pinned(now: int, then: int) -> str:
    return tr("pinned.reading", value=f"{then:,}", change=numbers.count_change(now, then))
