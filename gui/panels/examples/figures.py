"""The numbers of the table that can be seen: short enough for their cells, their points in line."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from gui.look.text_cache import TextCache
from gui.look.theme import Look, Type
from gui.panels.examples.columns import (
    Column,
    Kind,
    is_own,
    summary_of,
    summary_value,
    text_of,
    value_of,
    values_of,
)
from gui.panels.examples.model import ExamplesModel
from gui.panels.examples.widths import TICK, pad_of
from gui.words import numbers

Width = Callable[[str], float]
_Written = tuple[list[str], tuple[str, ...], float]


class Figures:
    """Texts of the number cells in view, and for each column where its decimal points stand."""

    def __init__(self, look: Look, model: ExamplesModel, texts: TextCache) -> None:
        self._look = look
        self._model = model
        self._texts = texts
        self._inputs: tuple[object, ...] = ()
        self._written: dict[tuple[int, int], str] = {}
        self._sums: dict[tuple[int, bool], str] = {}
        self._tails: dict[int, float] = {}
        self._columns: dict[int, tuple[Hashable, _Written]] = {}

    def forget(self) -> None:
        """Words and sizes of type are others."""
        self._inputs = ()
        self._columns.clear()

    def prepare(self, rows: range, widths: dict[int, int], *, close: bool) -> bool:
        """Write out the numbers of these rows in columns of these widths.

        Returns whether a point stands elsewhere or a sum is another, so that more than what has
        changed must be drawn again.
        """
        model = self._model
        inputs = (model.evaluation, model.rows, model.columns, rows, widths, close, model.sorting)
        known = self._inputs
        if len(known) == len(inputs) and all(
            one is other or (index > 2 and one == other)
            for index, (one, other) in enumerate(zip(known, inputs, strict=True))
        ):
            return False
        self._inputs = inputs
        before = self._tails, self._sums
        self._written, self._sums, self._tails = {}, {}, {}
        known_columns, self._columns = self._columns, {}
        for number, width in widths.items():
            if model.columns[number].kind in _WORDS:
                continue
            # A drag moves the numbers of few columns: what the others say is kept.
            key = self._key(number, rows, width, close=close)
            kept = known_columns.get(number)
            if kept is None or kept[0] is None or kept[0] != key:
                kept = key, self._write(number, rows, width, close=close)
            self._columns[number] = kept
            texts, totals, self._tails[number] = kept[1]
            self._written.update(zip(((row, number) for row in rows), texts, strict=True))
            for held_out, total in enumerate(totals):
                if total:
                    self._sums[number, bool(held_out)] = total
        return (self._tails, self._sums) != before

    def _key(self, number: int, rows: range, width: int, *, close: bool) -> Hashable:
        """What the texts of a column follow from; None for one that is always written anew."""
        model, column = self._model, self._model.columns[number]
        if column.kind is Kind.CHANGE:
            return None
        evaluation, examples = model.evaluation, model.rows[rows.start : rows.stop]
        values = values_of(evaluation, column)[examples].tobytes()
        labels = evaluation.state.labels[examples].tobytes()
        totals, sorting = self._totals(column), model.sorting
        return column, rows, width, close, model.decimals, sorting, values, labels, totals

    def _totals(self, column: Column) -> tuple[str, ...]:
        """What the rows of means say: one, or two where examples are held out."""
        evaluation = self._model.evaluation
        groups = (False, True) if evaluation.state.has_held_out else (False,)
        return tuple(summary_of(evaluation, column, held_out=group) for group in groups)

    def _write(self, number: int, rows: range, width: int, *, close: bool) -> _Written:
        """The texts of a column, its sums, and how far the longest reaches behind the point."""
        model, column = self._model, self._model.columns[number]
        evaluation = model.evaluation
        room = width - 2 * pad_of(self._look, close=close) - self.tick_room(number, close=close)
        examples = [int(model.rows[row]) for row in rows]
        texts = [
            text_of(evaluation, column, example, model.decimals).removesuffix(" ✓")
            for example in examples
        ]
        roles = [
            role_of(column.kind, own=is_own(evaluation, column, example), close=close)
            for example in examples
        ]
        if model.sorting is not None and model.sorting.column == column:
            told = self._ranked(column, examples)
            if all(self._texts.width(*one) <= room for one in zip(told, roles, strict=False)):
                texts = told or texts
        tails, written = [0.0], []
        for example, whole, role in zip(examples, texts, roles, strict=True):
            text, measure = whole, self._measure(role)
            if measure(whole) > room:
                text = _shortened(whole, value_of(evaluation, column, example), room, measure)
            written.append(text)
            tails.append(measure(text) - measure(_head(text)))
        totals = []
        role = Type.LABEL if close else Type.STRONG
        measure = self._measure(Type.SMALL if column.kind is Kind.CHANGE else role)
        for held_out, total in enumerate(self._totals(column)):
            shown = total
            if measure(total) > room:
                value = summary_value(evaluation, column, held_out=bool(held_out))
                shown = _shortened(total, value, room, measure)
            totals.append(shown)
            tails.append(measure(shown) - measure(_head(shown)))
        return written, tuple(totals), max(tails)

    def _ranked(self, column: Column, examples: Sequence[int]) -> list[str]:
        """The numbers by which the rows are sorted, so that their order can be read."""
        if column.kind not in {Kind.SCORE, Kind.LEAD, Kind.LOSS}:
            return []
        values = [value_of(self._model.evaluation, column, example) for example in examples]
        return list(numbers.ranked(values, 2 if column.loss else self._model.decimals))

    def _measure(self, role: Type) -> Width:
        return lambda text: self._texts.width(text, role)

    def tick_room(self, number: int, *, close: bool) -> float:
        """What a score leaves free for the tick of the correct class, so that all end alike."""
        if close or self._model.columns[number].kind is not Kind.SCORE:
            return 0.0
        return self._texts.width(TICK, Type.STRONG)

    def text(self, row: int, number: int) -> str | None:
        """What a number cell says, without a tick; None if it holds words or is out of view."""
        return self._written.get((row, number))

    def sum(self, number: int, *, held_out: bool = False) -> str | None:
        """What a row of means says under a column of numbers."""
        return self._sums.get((number, held_out))

    def draw(
        self, painter: QPainter, room: QRectF, number: int, text: str, role: Type, ink: str
    ) -> None:
        """Write `text` into `room`, its point under those of the column, but within the room."""
        head, width = self._texts.width(_head(text), role), self._texts.width(text, role)
        point = room.right() - self._tails.get(number, 0.0)
        left = min(max(room.left(), point - head), room.right() - width)
        place = QRectF(left, room.top(), width, room.height())
        self._texts.draw(painter, place, "left", text, role, ink)


_WORDS = {Kind.NAME, Kind.LABEL, Kind.PREDICTED}


def role_of(kind: Kind, *, own: bool, close: bool) -> Type:
    """The type of a number: that of the correct class is bold."""
    if kind is Kind.CHANGE:
        return Type.SMALL
    if own:
        return Type.LABEL if close else Type.STRONG
    return Type.SMALL if close else Type.BODY


def _head(text: str) -> str:
    """What stands left of the decimal point: all of a whole number."""
    return text.partition(".")[0]


def _shortened(text: str, value: float, room: float, measure: Width) -> str:
    """A number that is too wide for its cell, with fewer digits; never a part of its text."""
    sign = text[0] if text[:1] in {"+", numbers.MINUS} and value > 0 else ""
    return sign + numbers.fitted(value, room - measure(sign), measure)[0]
