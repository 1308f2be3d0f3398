"""From tables to a document, and what was understood on the way."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from core.arrays import FloatArray, IntArray, Mask, sealed
from core.errors import EditError
from core.importing.called import feature_names_of, names_of, title_of
from core.importing.columns import Columns, are_scores, class_names, find_columns
from core.importing.errors import Bad, DataError, shortened
from core.importing.guesses import Doubt, Guesses, Phrase, Told
from core.importing.labels import Labels, find_labels, numbered
from core.importing.roles import by_role
from core.importing.scores import MASKED, as_scores
from core.importing.table import Part, Table, plain
from core.importing.weights import find_biases, find_weights
from core.names import Names
from core.settings import PenaltySettings
from core.state import PARAMETER_LIMIT, SCORE_LIMIT, LinearModel, ScoreTable, State
from core.text import MAX_NAME

__all__ = ["Doubt", "Guesses", "Phrase", "Reading", "understand"]

MAX_FEATURES = 10_000


@dataclass(frozen=True)
class Reading:
    """A document that data were read as.

    Attributes
    ----------
    state : State
    said : what was understood
    doubts : where another reading fits
    bad : rows that were left out
    """

    state: State
    said: tuple[Phrase, ...]
    doubts: tuple[Doubt, ...]
    bad: tuple[Bad, ...]


def understand(parts: Sequence[Part], title: str, guesses: Guesses | None = None) -> Reading:
    """What tables mean together.

    Parameters
    ----------
    parts
        One table with everything, or several with a role each.
    title
        Of the document.
    guesses
        What a person has said about it.

    Raises
    ------
    DataError
        For what does not fit together, for a row that cannot be read unless those are left out,
        and for what has no labels.
    """
    return Understanding(parts, guesses or Guesses()).read(title)


class Understanding:
    """One way to read tables, and how far one got on it.

    Attributes
    ----------
    told : what was understood
    bad : rows that cannot be read
    table : the examples, each of them a row; None before they are found
    columns : what the columns of this table hold
    kept : which of its rows become examples
    """

    def __init__(self, parts: Sequence[Part], guesses: Guesses) -> None:
        self._guesses = guesses
        self.told = Told()
        self._roles = by_role(parts, guesses, self.told)
        self.bad: list[Bad] = []
        self._bad_rows: set[int] = set()
        self.table: Table | None = None
        self.columns: Columns | None = None
        self.kept: Mask | None = None

    def read(self, title: str) -> Reading:
        """The document, as `understand`."""
        guesses, told, roles = self._guesses, self.told, self._roles
        table, labels = self._data(), roles.get("labels")
        if labels is not None:
            labels = self._column_of_labels(labels, table.shape)
            table = self._turned(table, len(labels.values))
        elif guesses.turned:
            table = table.turned()
        self.table = table
        self.columns = columns = find_columns(table, guesses, told, labelled=labels is not None)
        if not columns.numbers:
            raise DataError("no_numbers")
        self.bad += table.bad
        self._tell_table(table)
        if columns.label is not None:
            told.say("label_column", column=table.heading(columns.label))
            labels = table.only([columns.label])
        if labels is not None and len(labels.values) != len(table.values):
            given, expected = len(labels.values), len(table.values)
            raise DataError("labels_count", found=given, expected=expected)
        scores = "weights" not in roles and (
            "scores" in roles
            or (
                "features" not in roles
                and are_scores(table, columns.numbers, labels, guesses, told)
            )
        )
        values = self._values(table, columns, scores=scores)
        if scores:
            values = as_scores(values, guesses, told, whole=not table.words)
        found, weights, biases = self._model(table, columns, labels, values, scores=scores)
        self.kept = kept = self._kept(table)
        names = names_of(table, columns, kept)
        self._tell_shape(int(kept.sum()), values.shape[1], len(found.classes), scores=scores)
        source: ScoreTable | LinearModel
        if not kept.all():
            values = values[kept]
        if scores:
            source = ScoreTable(values)
        else:
            source = LinearModel(sealed(np.ascontiguousarray(values)), weights, biases)
        state = _state(title_of(title), found.classes, names, found.indices[kept], source)
        if not scores:
            state = replace(state, feature_names=feature_names_of(table, columns))
        return Reading(state, tuple(told.said), tuple(told.doubts), tuple(self.bad))

    def _data(self) -> Table:
        roles = self._roles
        given = [role for role in ("scores", "features", "") if role in roles]
        if len(given) != 1 or {"scores", "weights"} <= roles.keys():
            raise DataError("both_kinds" if given else "no_examples")
        return roles[given[0]]

    def _column_of_labels(self, table: Table, data: tuple[int, int]) -> Table:
        """Labels as a column, or one-hot rows; a row of labels is one too, and row names go."""
        if table.bad:  # without it, those after it would be other examples' labels
            raise table.bad[0].error()
        rows, columns = table.shape
        if rows == 1 < columns and data[0] != 1:
            return table.turned()
        if columns > 1 and table.headings:
            guesses = replace(self._guesses, columns=())  # which are those of the examples' table
            found = find_columns(table, guesses, Told(), labelled=False)
            if found.label is not None:
                return table.only([found.label])
            return table.only(found.numbers)
        return table

    def _turned(self, table: Table, examples: int) -> Table:
        rows, columns = table.shape
        asked = self._guesses.turned
        if asked is None:
            asked = rows != examples == columns
            if rows == examples == columns and not table.headings:
                self.told.doubt("square", count=rows)
        if not asked:
            return table
        self.told.say("turned")
        return table.turned()

    # -- numbers ----------------------------------------------------------------------------------

    def _values(self, table: Table, columns: Columns, *, scores: bool) -> FloatArray:
        """The numbers (N, M); rows with others are noted as bad."""
        numbers = columns.numbers
        everything = numbers == tuple(range(table.shape[1]))
        values = table.values if everything else table.values[:, numbers]
        for j in numbers:
            for row, text in table.words.get(j, {}).items():
                self._note(table, row, j, text, "finite" if text.lower() == "nan" else "number")
        limit = SCORE_LIMIT if scores else PARAMETER_LIMIT
        with np.errstate(invalid="ignore"):
            within = (values.max() <= limit) and (values.min() >= -limit)
        if within:
            return values
        masked = np.isneginf(values) if scores else np.zeros(values.shape, bool)
        if masked.any():
            self.told.say("masked", count=int(masked.sum()))
            values = np.where(masked, MASKED, values)
        beyond = ~(np.abs(values) <= limit) & ~np.isnan(values)
        for row, j in np.argwhere(beyond).tolist():
            key = "finite" if np.isinf(values[row, j]) else "size"
            column = numbers[j]
            self._note(table, row, column, table.cell(row, column), key, f"{limit:g}")
        return values

    def _note(
        self, table: Table, row: int, column: int, text: str, key: str, accepted: str = ""
    ) -> None:
        self._bad_rows.add(row)
        self.bad.append(
            Bad(table.lines[row], table.heading(column), shortened(text), key, accepted)
        )

    # -- labels, W and b --------------------------------------------------------------------------

    def _model(
        self,
        table: Table,
        columns: Columns,
        labels: Table | None,
        values: FloatArray,
        *,
        scores: bool,
    ) -> tuple[Labels, FloatArray, FloatArray]:
        classes = self._classes(table, columns, scores=scores)
        count = values.shape[1] if scores else len(classes)
        if scores:
            return self._labels(labels, classes, count, len(values)), values[:0], values[:0, 0]
        if values.shape[1] > MAX_FEATURES:
            raise DataError("too_many_features", found=values.shape[1], maximum=MAX_FEATURES)
        roles, told = self._roles, self.told
        given, depth = roles.get("weights"), values.shape[1]
        if not count and "biases" in roles and roles["biases"].values.size > 1:
            count = roles["biases"].values.size
        if given is None:
            found = self._labels(labels, classes, count, len(values))
            weights, moved = np.zeros((len(found.classes), depth)), None
            told.say("weights_zero")
        else:
            if not count and labels is not None:
                count = self._counted(labels, given, depth)
            weights, moved = find_weights(given, count, depth, self._guesses, told)
            found = self._labels(labels, classes, len(weights), len(values))
        biases = roles.get("biases")
        if biases is not None and moved is not None:
            raise DataError("biases_twice")
        if biases is not None:
            return found, weights, find_biases(biases, len(found.classes), told)
        return found, weights, np.zeros(len(found.classes)) if moved is None else moved

    def _counted(self, labels: Table, given: Table, depth: int) -> int:
        """How many classes there are, where the labels and only one way to turn W say the same."""
        fitting = [
            rows
            for rows, columns in (given.shape, given.shape[::-1])
            if columns in (depth, depth + 1)
        ]
        if len(set(fitting)) != 1:
            found = find_labels(labels, (), 0, self._guesses, Told())
            return len(found.classes) if len(found.classes) in fitting else 0
        return 0 if fitting[0] == 1 else fitting[0]

    def _classes(self, table: Table, columns: Columns, *, scores: bool) -> tuple[str, ...]:
        if self._guesses.classes:
            return self._guesses.classes
        given = self._roles.get("classes")
        if given is not None:
            return tuple(given.cell(i, 0) for i in range(len(given.values)))
        if not scores or not table.headings or len(columns.numbers) == 1:
            return ()
        return tuple(name[:MAX_NAME] for name in class_names(table, columns.numbers))

    def _labels(
        self, labels: Table | None, classes: tuple[str, ...], count: int, examples: int
    ) -> Labels:
        asked = self._guesses.all_of_class
        if labels is not None:
            found = find_labels(labels, classes, count, self._guesses, self.told)
            # Labels in a file of their own may stand on other lines than their examples.
            lines = [bad.line for bad in found.bad]
            self._bad_rows.update(np.searchsorted(np.asarray(labels.lines), lines).tolist())
        elif asked is None:
            raise DataError("no_labels")
        else:
            names = classes or numbered(count or 2, 0)
            if asked not in names and not (asked.isdecimal() and int(asked) < len(names)):
                raise DataError("no_such_class", found=asked, accepted=", ".join(names[:10]))
            index = names.index(asked) if asked in names else int(asked)
            self.told.say("all_of_class", name=names[index])
            found = Labels(np.full(examples, index, dtype=np.intp), names)
        if len(found.classes) < 2:
            raise DataError("one_class")
        if count and len(found.classes) != count:
            raise DataError("classes_count", found=len(found.classes), count=count)
        self.bad += found.bad
        return found

    # -- rows -------------------------------------------------------------------------------------

    def _kept(self, table: Table) -> Mask:
        """Which rows become examples; a bad one is refused unless those are to be left out."""
        self.bad.sort(key=lambda bad: bad.line)
        if self.bad and not self._guesses.skip_bad:
            first = self.bad[0].error()
            lines = len({bad.line for bad in self.bad})
            raise DataError(first.key, **first.params, more=lines - 1)
        kept = np.ones(len(table.values), dtype=bool)
        if self.bad:
            kept[list(self._bad_rows)] = False
            self.told.say("left_out", count=len({bad.line for bad in self.bad}))
        if not kept.any():
            raise DataError("all_bad")
        return kept

    def _tell_table(self, table: Table) -> None:
        if table.headings:
            self.told.say("headings")
        if table.decimal == ",":
            self.told.say("decimal_comma")

    def _tell_shape(self, examples: int, width: int, classes: int, *, scores: bool) -> None:
        if scores:
            self.told.said.insert(0, Phrase("scores", {"examples": examples, "classes": classes}))
        else:
            params = {"examples": examples, "features": width, "classes": classes}
            self.told.said.insert(0, Phrase("features", params))


def _state(
    title: str,
    classes: tuple[str, ...],
    names: Names,
    labels: IntArray,
    source: ScoreTable | LinearModel,
) -> State:
    try:
        none = PenaltySettings(kind="none")  # nobody has said that weights cost something
        shown = tuple(name.strip()[:MAX_NAME] or plain(float(i)) for i, name in enumerate(classes))
        return State(title, shown, names, labels, source, penalty=none)
    except EditError as error:
        raise DataError("limits", found=str(error)) from error
