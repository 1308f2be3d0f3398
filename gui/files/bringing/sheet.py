"""The first rows of data as they will be, column by column. No Qt here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.arrays import FloatArray
from core.importing import Table
from core.importing.columns import Columns
from core.importing.trial import Trial
from core.state import LinearModel, State
from gui.words import numbers
from gui.words.translation import tr, words

ROWS = 5
MOST_COLUMNS = 32
"""Of others it is told how many there are; label and name are shown wherever they stand."""
_DECIMALS = 6
_LONGEST = 60
"""Letters of a cell."""


@dataclass(frozen=True)
class Cell:
    """What stands in a cell, and whether it cannot be read."""

    text: str
    bad: bool = False


@dataclass(frozen=True)
class Column:
    """A column of the preview.

    Attributes
    ----------
    role : {"score", "feature", "weight", "bias", "label", "name", "out"}
    heading
    cells
    place
        Where it stands in the table, if what it holds can be changed there.
    """

    role: str
    heading: str
    cells: tuple[Cell, ...]
    place: int | None = None

    @property
    def numeric(self) -> bool:
        """Whether it holds numbers."""
        return self.role not in {"label", "name", "out"}


@dataclass(frozen=True)
class Sheet:
    """What the preview shows.

    Attributes
    ----------
    columns
    more_rows, more_columns
        How many there are besides.
    raw
        Whether it is what stands in the source rather than what will be.
    """

    columns: tuple[Column, ...] = ()
    more_rows: int = 0
    more_columns: int = 0
    raw: bool = False

    @property
    def row_count(self) -> int:
        """How many rows are shown."""
        return max((len(column.cells) for column in self.columns), default=0)


def sheet_of(trial: Trial, at: int | None = None) -> Sheet:
    """The first rows as they will be, or the rows around line `at` as they stand in the source."""
    table, columns = trial.table, trial.columns
    if trial.kind == "weights" and trial.state is not None:
        return _of_weights(trial.state)
    if table is None:
        return Sheet()
    if columns is None:
        columns = Columns(None, None, tuple(range(table.shape[1])))
    if trial.state is None or at is not None:
        return _raw(trial, table, columns, at)
    return _as_it_will_be(trial, trial.state, table, columns)


def _as_it_will_be(trial: Trial, state: State, table: Table, columns: Columns) -> Sheet:
    shown = range(min(ROWS, state.example_count))
    source = state.source
    scores = not isinstance(source, LinearModel)
    values = source.features if isinstance(source, LinearModel) else source.scores
    headings = [words(name) for name in (state.classes if scores else state.feature_names)]
    role = "score" if scores else "feature"
    rows = trial.rows if trial.rows is not None else range(len(table.values))

    def number(k: int, place: int | None) -> Column:
        return Column(role, headings[k], _numbers(values[: len(shown), k]), place)

    found: list[Column] = []
    made = values.shape[1] - len(columns.numbers)  # of one score, that of the other class
    found += [number(k, None) for k in range(max(0, made))]
    chosen, more = _chosen(table.shape[1], columns)
    for j in chosen:
        if j == columns.label:
            found.append(_labels(state, shown, _heading(table, j), j))
        elif j == columns.name:
            cells = tuple(Cell(_short(words(state.examples[i]))) for i in shown)
            found.append(Column("name", _heading(table, j), cells, j))
        elif j in columns.numbers:
            found.append(number(made + columns.numbers.index(j), j))
        else:
            cells = tuple(Cell(_short(table.cell(int(rows[i]), j))) for i in shown)
            found.append(Column("out", _heading(table, j), cells, j))
    if columns.label is None:
        found.append(_labels(state, shown, "", None))
    return Sheet(tuple(found), state.example_count - len(shown), more)


def _labels(state: State, shown: Sequence[int], heading: str, place: int | None) -> Column:
    names = (words(state.classes[int(state.labels[i])]) for i in shown)
    return Column("label", heading, tuple(Cell(f"{_short(name)} ✓") for name in names), place)


def _raw(trial: Trial, table: Table, columns: Columns, at: int | None) -> Sheet:
    count = len(table.values)
    lines = list(table.lines)
    first = 0
    if at is not None and at in lines:
        first = max(0, min(lines.index(at) - ROWS // 2, count - ROWS))
    shown = range(first, min(first + ROWS, count))
    wrong = {(bad.line, bad.column) for bad in trial.bad}
    chosen, more = _chosen(table.shape[1], columns)
    found = []
    for j in chosen:
        cells = tuple(
            Cell(_short(table.cell(i, j)), (lines[i], table.heading(j)) in wrong) for i in shown
        )
        found.append(Column(_role(j, columns, trial.kind), _heading(table, j), cells, j))
    return Sheet(tuple(found), count - len(shown), more, raw=True)


def _role(j: int, columns: Columns, kind: str) -> str:
    if j == columns.label:
        return "label"
    if j == columns.name:
        return "name"
    if j not in columns.numbers:
        return "out"
    return {"weights": "weight", "features": "feature"}.get(kind, "score")


def _chosen(width: int, columns: Columns) -> tuple[list[int], int]:
    """The places of the columns that are shown, and how many are not."""
    if width <= MOST_COLUMNS:
        return list(range(width)), 0
    needed = {j for j in (columns.label, columns.name) if j is not None}
    chosen = sorted(needed | set(range(MOST_COLUMNS - len(needed))))
    return chosen, width - len(chosen)


def _of_weights(state: State) -> Sheet:
    source = state.source
    if not isinstance(source, LinearModel):
        return Sheet()
    shown = range(min(ROWS, state.class_count))
    width = min(MOST_COLUMNS, state.feature_count)

    def column(role: str, heading: str, values: FloatArray) -> Column:
        return Column(role, heading, _numbers(values[: len(shown)]))

    names = tuple(Cell(_short(words(state.classes[i]))) for i in shown)
    found = [Column("name", tr("bring.class"), names)]
    headings = map(words, state.feature_names[:width])
    found += [column("weight", name, source.weights[:, k]) for k, name in enumerate(headings)]
    found.append(column("bias", "b", source.biases))
    more = state.feature_count - width
    return Sheet(tuple(found), state.class_count - len(shown), more)


def _numbers(values: FloatArray) -> tuple[Cell, ...]:
    """Numbers with all their digits, and as many decimals each where that is not too long."""
    texts = [numbers.field(value) for value in values.tolist()]
    decimals = max((len(text.partition(".")[2]) for text in texts), default=0)
    if decimals <= _DECIMALS and not any("e" in text for text in texts):
        texts = [numbers.fixed(value, decimals) for value in values.tolist()]
    texts = [
        numbers.limit(value) if "×" in text else text
        for text, value in zip(texts, values.tolist(), strict=True)
    ]
    return tuple(map(Cell, texts))


def _heading(table: Table, column: int) -> str:
    return _short(table.heading(column))


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
