"""From a text of the clipboard to an edit of the table's cells, or the reason why not. No Qt here.

A block of cells goes into the cells from the present one on: numbers into scores, names into names,
classes by their name or number into labels. What does not fit is refused whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core import edits
from core.edits import Block, Edit
from core.state import State
from gui.panels.examples.columns import Column, Kind, heading_of
from gui.panels.examples.model import ExamplesModel
from gui.words.labels import typing_text
from gui.words.number_text import NumberTextError, parse
from gui.words.translation import tr, words

_LISTED = re.compile(r"[\d.]\s+[-+−][\d.]")
"""In a list, 1 -2 are two numbers; typed alone it would be a difference."""
_NAMED = 5


class PasteError(ValueError):
    """Why a text cannot be pasted, in the language in force."""


@dataclass(frozen=True, slots=True)
class Place:
    """Row and column of the present cell, and the rows that one value alone goes into."""

    row: int
    column: int
    selected: Sequence[int] = ()


def pasted(model: ExamplesModel, text: str, place: Place) -> Edit:
    """The edit that writes `text` into the cells of `model` from `place` on.

    Raises
    ------
    PasteError
        If it does not fit there.
    """
    columns = model.columns
    first = columns[place.column]
    cells = _cells(text, numeric=first.kind is Kind.SCORE)
    width = len(cells[0])
    start = place.column
    if width == len(columns) > 1:
        start = 0  # whole rows, as they were copied; what is computed in them follows by itself
    elif start + width > len(columns):
        params = {"found": width, "room": len(columns) - start}
        raise PasteError(tr("examples.paste.columns", **params))
    rows: Sequence[int] = range(place.row, place.row + len(cells))
    if width == len(cells) == 1 and place.selected:
        rows, cells = place.selected, cells * len(place.selected)
    elif rows[-1] >= len(model.rows):
        found, room = (f"{count:,}" for count in (len(cells), len(model.rows) - place.row))
        raise PasteError(tr("examples.paste.rows", found=found, room=room))
    examples = model.rows[np.array(rows)].tolist()
    whole = width == len(columns)
    return edits.set_block(_block(model, columns[start : start + width], examples, cells, whole))


def class_named(state: State, text: str) -> int | None:
    """The class that a text means: by its name in either case, or by its number from 0."""
    wanted = text.strip()
    names = [words(name) for name in state.classes]
    for found in (names, [name.casefold() for name in names]):
        wanted = wanted if found is names else wanted.casefold()
        if found.count(wanted) >= 1:
            return found.index(wanted)
    if re.fullmatch(r"\d{1,4}", wanted) and int(wanted) < len(names):
        return int(wanted)
    return None


def no_class(state: State, text: str) -> str:
    """That a text is none of the classes, and what is accepted."""
    names = [words(name) for name in state.classes]
    shown = ", ".join(names if len(names) <= _NAMED else [*names[:_NAMED], "…"])
    return tr("examples.no_class", text=_short(text), names=shown, last=len(names) - 1)


def _short(text: str) -> str:
    text = text.strip()
    return text if len(text) <= 20 else f"{text[:19]}…"


def _cells(text: str, *, numeric: bool) -> list[list[str]]:
    """The text as rows of cells, all of one length."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n").split("\n")
    if not text.strip():
        raise PasteError(tr("examples.paste.nothing"))
    if any("\t" in line for line in lines):
        rows = [line.split("\t") for line in lines]
    else:
        rows = [_numbers_of(line) if numeric else [line] for line in lines]
    for number, row in enumerate(rows, start=1):
        if len(row) != len(rows[0]):
            params = {"line": f"{number:,}", "found": len(row), "first": len(rows[0])}
            raise PasteError(tr("examples.paste.ragged", **params))
    return rows


def _numbers_of(line: str) -> list[str]:
    """A line of numbers as they are printed elsewhere: [3.2, 5.1, -1.7] or 3.2 5.1 -1.7."""
    if not _LISTED.search(line):
        try:
            parse(line)
        except NumberTextError as error:
            if error.key in {"comma", "grouped"}:  # one number that could mean two
                return [line]
        else:
            return [line]
    return [part for part in re.split(r"[\s,;]+", line.strip(" \t[](),;")) if part] or [line]


def _block(
    model: ExamplesModel,
    columns: Sequence[Column],
    examples: list[int],
    cells: list[list[str]],
    whole: bool,
) -> Block:
    evaluation = model.evaluation
    names: list[str] | None = None
    labels: list[int] | None = None
    scores: dict[int, list[float]] = {}
    for number, column in enumerate(columns):
        heading = heading_of(evaluation, column)[0]
        texts = [row[number] for row in cells]
        if column.kind is Kind.NAME:
            names = [text.strip() for text in texts]
        elif column.kind is Kind.LABEL:
            labels = [_label(evaluation.state, text) for text in texts]
        elif column.kind is Kind.SCORE:
            scores[column.index] = [
                _number(text, row, heading) for row, text in enumerate(texts, start=1)
            ]
        elif not whole:
            raise PasteError(tr("examples.computed", name=heading))
    values = np.array(list(scores.values())).T if scores else None
    return Block(examples, names, labels, tuple(scores), values)


def _label(state: State, text: str) -> int:
    found = class_named(state, text)
    if found is None:
        raise PasteError(no_class(state, text))
    return found


def _number(text: str, row: int, heading: str) -> float:
    try:
        return parse(text)
    except NumberTextError as error:
        why = typing_text(error, text.strip())
        raise PasteError(tr("examples.paste.at", row=f"{row:,}", name=heading, why=why)) from None
