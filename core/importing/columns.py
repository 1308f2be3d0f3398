"""Which column of a table holds the label, a name, or a number."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from core.importing.errors import DataError
from core.importing.guesses import Guesses, Told
from core.importing.table import Table

_LABEL = re.compile(
    "labels?|y|class|classes|targets?|correct|category|species|answer|정답|레이블|라벨|클래스"
)
_NAMES = (
    re.compile("names?|file|filename|image|이름|파일"),
    re.compile("id|example|index"),  # numbers mostly, where there are names as well
)
_LOOKED_AT = 100_000
_SCORE = re.compile(r"(s|score|scores|logit|logits|decision|output)[ _-]?\d*", re.IGNORECASE)
_NAMED_SCORE = re.compile(r"(?:score|logit)s?[ _:.-]+(?!\d+$)(\S.*)", re.IGNORECASE)
"""As the program's own table has it: score cat."""
_FEATURE = re.compile(r"(x|f|feature|features)[ _-]?\d*|[yz]", re.IGNORECASE)


@dataclass(frozen=True)
class Columns:
    """Where things stand in a table; None where they do not."""

    label: int | None
    name: int | None
    numbers: tuple[int, ...]


def find_columns(table: Table, guesses: Guesses, told: Told, *, labelled: bool) -> Columns:
    """Tell the columns of a table apart.

    Parameters
    ----------
    labelled
        Whether the labels are there already, so that no column is one.
    """
    # What was said of a wider table, in whose place this one has come, says nothing of this one.
    asked = {j: role for j, role in guesses.columns if j < table.shape[1]}
    name = _asked_for(asked, "name")
    if name is None:
        name = _name_column(table)
        name = None if name in asked else name
    label = None if labelled else _asked_for(asked, "label")
    if label is None and not labelled:
        label = _label_column(table, guesses, told, name, frozenset(asked))
    if name == label:
        name = None
    others = [j for j in range(table.shape[1]) if j not in (label, name)]
    numbers = tuple(
        j for j in others if asked.get(j) == "number" or (j not in asked and not table.is_wordy(j))
    )
    for j in others:
        if j not in numbers:
            told.say("column_left_out", column=table.heading(j))
    named = tuple(j for j in numbers if _named_score(table, j))
    others = [j for j in numbers if j not in named and j not in asked]
    if len(named) > 1 and others:
        told.say("numbers_left_out", count=len(others))
        numbers = tuple(j for j in numbers if j not in others)
    return Columns(label, name, numbers)


def _asked_for(asked: Mapping[int, str], role: str) -> int | None:
    return next((j for j, one in asked.items() if one == role), None)


def _name_column(table: Table) -> int | None:
    """A first column of names that are all different, or one that says that it holds names."""
    for known in _NAMES:
        for j, heading in enumerate(table.headings):
            if known.fullmatch(heading.strip().lower()):
                return j
    rows, columns = table.shape
    if columns < 2:
        return None
    if table.is_wordy(0):
        found = table.words[0].values()
        return 0 if len(found) == rows > 1 and len(set(found)) == rows else None
    numbered = table.headings and table.headings[0].lower() in {"", "unnamed: 0"}
    return 0 if numbered else None


def _label_column(
    table: Table, guesses: Guesses, told: Told, name: int | None, asked: frozenset[int]
) -> int | None:
    """The column that seems to hold the label, none of those `asked` about already."""
    if guesses.label_column is not None:
        return _column_called(table, guesses.label_column)
    if guesses.all_of_class is not None:
        return None
    columns = table.shape[1]
    free = [j for j in range(columns) if j != name and j not in asked]
    wordy = [j for j in free if table.is_wordy(j)]
    called = _called_label(table, [j for j in range(columns) if j not in asked], wordy, told)
    if called is not None:
        return called
    if wordy:
        return wordy[-1]
    ends = (columns - 1, 0) if columns > 1 else ()
    fitting = [j for j in ends if j in free and _is_counted(table.values[:, j])]
    if len(fitting) == 2:
        told.doubt("label_column", taken=table.heading(fitting[0]), other=table.heading(fitting[1]))
    return fitting[0] if fitting else None


def _called_label(
    table: Table, free: Sequence[int], wordy: Sequence[int], told: Told
) -> int | None:
    """The column whose heading says that it is the label; beside an x, y is a feature as well."""
    headings = [heading.strip().lower() for heading in table.headings]
    called = [j for j in free if headings and _LABEL.fullmatch(headings[j])]
    others = [j for j in called if headings[j] != "y"]
    if "x" in headings and (others or wordy):
        return others[0] if others else None
    if others and len(others) < len(called):
        y = next(j for j in called if headings[j] == "y")
        told.doubt("label_column", taken=table.heading(others[0]), other=table.heading(y))
    return next(iter(others or called), None)


def _column_called(table: Table, asked: str) -> int:
    if asked in table.headings:
        return table.headings.index(asked)
    if asked.isdecimal() and 1 <= int(asked) <= table.shape[1]:
        return int(asked) - 1
    raise DataError("no_such_column", found=asked, columns=table.shape[1])


def _is_counted(values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> bool:
    """Whether numbers are whole, from 0 or 1 without a gap: as labels are."""
    low, high = values.min(), values.max()
    if not (low in (0, 1) and low < high < 1000 and len(values) > 1):  # NaN is none of these
        return False
    if not (values == np.floor(values)).all():
        return False
    return bool(np.bincount(values.astype(np.intp))[int(low) :].all())


def are_scores(
    table: Table, numbers: tuple[int, ...], labels: Table | None, guesses: Guesses, told: Told
) -> bool:
    """Whether the numbers are scores, by their headings and the labels (N, 1); else features."""
    if guesses.numbers is not None:
        return guesses.numbers == "scores"
    if labels is None:
        return True
    told_by_headings = _by_headings(table, numbers, labels)
    if told_by_headings is not None:
        return told_by_headings
    count = len(numbers)
    if labels.shape[1] > 1:
        fits = count == labels.shape[1]
    elif labels.is_wordy(0):
        fits = count == len(set(labels.words[0].values()))
    else:
        high = labels.values.max()
        fits = count in (high + 1, high) or (count == 1 and high == 1)
    if fits:
        told.doubt("scores_or_features", count=count)
    return fits


def class_names(table: Table, numbers: Sequence[int]) -> list[str]:
    """What columns of scores say that their classes are called: cat, or score cat."""
    if all(_named_score(table, j) for j in numbers):
        return [_named_score(table, j) for j in numbers]
    return [table.heading(j) for j in numbers]


def _named_score(table: Table, column: int) -> str:
    """The class in a heading that says that the column is its score; empty if it does not."""
    found = _NAMED_SCORE.fullmatch(table.headings[column].strip()) if table.headings else None
    return "" if found is None else found[1]


def _by_headings(table: Table, numbers: tuple[int, ...], labels: Table) -> bool | None:
    """Whether headings say that numbers are scores; None if they say nothing."""
    if not table.headings:
        return None
    headings = [table.headings[j].strip() for j in numbers]
    if all(map(_SCORE.fullmatch, headings)) or all(_named_score(table, j) for j in numbers):
        return True
    if labels.shape[1] == 1:
        present = {labels.cell(i, 0) for i in range(min(len(labels.values), _LOOKED_AT))}
        if present <= set(headings):
            return True
    return False if labels.is_wordy(0) or all(map(_FEATURE.fullmatch, headings)) else None
