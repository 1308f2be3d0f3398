"""Tables of text: CSV, TSV, semicolons, a spreadsheet's clipboard, Markdown, columns of spaces."""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice

import numpy as np

from core.arrays import FloatArray
from core.importing.cells import MISSING, has_decimal_comma, number
from core.importing.errors import Bad, DataError
from core.importing.table import MAX_COLUMNS, MAX_ROWS, Table, role_of

MAX_LINE = 4 << 20
_BLOCK = 4096
"""Rows turned into numbers at a time: no piece holds the interpreter for long."""
_PIECE = 1 << 18
"""Letters looked at together."""
_SAMPLE = 60
_FIELDS = 500
"""Columns beyond which a row is no row of fields but read cell by cell."""
_Block = tuple[Sequence[int], list[str]]
csv.field_size_limit(MAX_LINE)
_SPACES = " "
# Each space has one place alone to go to: else a row of blank cells is tried for ever.
_RULE = re.compile(r"\|?\s*:?-+:?\s*(\|\s*(:?-+:?\s*)?)*")


def read_table(
    data: bytes,
    encoding: str,
    header: bool | None = None,
    go_on: Callable[[], None] = lambda: None,
    *,
    decimal: str | None = None,
) -> Table:
    """The table that stands in a text.

    Parameters
    ----------
    header
        Whether the first row holds names; None to see for oneself.
    decimal
        The sign before the digits of a fraction; None to see for oneself.
    go_on
        Called between pieces; may raise to give up.

    Raises
    ------
    DataError
        With the line, for what cannot be a table.
    """
    sample = list(islice(_lines(_blocks(data, encoding)), _SAMPLE))
    if not sample:
        raise DataError("empty")
    separator = _separator([line for _, line in sample])
    head = list(_rows(iter(sample), separator))
    if not head:
        raise DataError("empty")
    width = Counter(len(cells) for _, cells in head).most_common(1)[0][0]
    if width > MAX_COLUMNS:
        raise DataError("too_many_columns", found=width, maximum=MAX_COLUMNS)
    if decimal is None:
        cells = [cell for _, row in head for cell in row]
        decimal = "," if separator != "," and has_decimal_comma(cells) else "."
    headings: tuple[str, ...] = ()
    if _is_header([cells for _, cells in head], decimal) if header is None else header:
        line, first = head.pop(0)
        if len(first) == width - 1:  # a column of row names without a name of its own
            first = ["", *first]
        if len(first) != width:
            raise DataError("ragged", line=line, found=len(first), expected=width)
        headings = tuple(name.strip() for name in first)
    reader = _Reader(width, separator, decimal, headings, [cells for _, cells in head])
    return reader.read(_blocks(data, encoding), go_on)


class _Reader:
    """Turns lines of text into a table, block by block."""

    def __init__(
        self,
        width: int,
        separator: str,
        decimal: str,
        headings: tuple[str, ...],
        sample: list[list[str]],
    ) -> None:
        self._width, self._separator = width, separator
        self._decimal, self._headings = decimal, headings
        self._values: list[FloatArray] = []
        self._words: dict[int, dict[int, str]] = {}
        self._lines: list[int] = []
        self._bad: list[Bad] = []
        full = [cells for cells in sample if len(cells) == width]
        wordy = [
            2 * sum(number(cells[j], decimal) is None for cells in full) > len(full)
            for j in range(width)
        ]
        self._wordy = [j for j in range(width) if wordy[j]]
        self._plain = [j for j in range(width) if not wordy[j]]
        self._fields = [(f"c{j}", object if wordy[j] else np.float64) for j in range(width)]

    def read(self, blocks: Iterator[_Block], go_on: Callable[[], None]) -> Table:
        headed = bool(self._headings)
        for numbers, lines in blocks:
            go_on()
            if any('"' in line for line in lines):
                # A cell in quotes may go on in the next block: from here on row by row.
                rest = chain(zip(numbers, lines, strict=True), _lines(blocks))
                self._take_rows(_rows(rest, self._separator), go_on, headed=headed)
                break
            skipped = int(headed and bool(lines))
            headed = headed and not lines
            if not self._take_at_once(numbers[skipped:], lines[skipped:]):
                rows = _rows(iter(zip(numbers, lines, strict=True)), self._separator)
                self._take_rows(islice(rows, skipped, None), go_on)
        if not self._lines:
            raise self._bad[0].error() if self._bad else DataError("empty")
        table = Table(
            np.concatenate(self._values),
            self._words,
            self._lines,
            self._headings,
            self._separator,
            self._decimal,
            tuple(self._bad),
        )
        return self._without_empty_end(table)

    def _take_at_once(self, numbers: Sequence[int], lines: list[str]) -> bool:
        """Whether numpy's own reader has read these lines, as it does where all is as it seems."""
        if not lines or self._decimal != "." or self._separator == "|":
            return not lines
        if self._wordy and self._width > _FIELDS:
            return False
        try:
            found = np.loadtxt(
                lines,
                dtype=self._fields if self._wordy else np.float64,
                comments=None,
                delimiter=None if self._separator == _SPACES else self._separator,
                ndmin=1 if self._wordy else 2,
            )
        except ValueError:
            return False
        columns = self._plain
        if len(found) != len(lines) or (not self._wordy and found.shape[1] != self._width):
            return False
        values: FloatArray = np.full((len(lines), self._width), np.nan)
        if self._wordy:
            for j in columns:
                values[:, j] = found[f"c{j}"]
        else:
            values = found
        if np.isnan(values[:, columns]).any():
            return False
        start = len(self._lines)
        for j in self._wordy:
            cells = map(str.strip, found[f"c{j}"].tolist())
            self._words.setdefault(j, {}).update(enumerate(cells, start))
        self._add(numbers, values)
        return True

    def _add(self, numbers: Sequence[int], values: FloatArray) -> None:
        self._lines += numbers
        self._values.append(values)
        if len(self._lines) > MAX_ROWS:
            raise DataError("too_many_rows", found=len(self._lines), maximum=MAX_ROWS)

    def _take_rows(
        self,
        rows: Iterator[tuple[int, list[str]]],
        go_on: Callable[[], None],
        *,
        headed: bool = False,
    ) -> None:
        if headed:
            next(rows)
        while block := list(islice(rows, _BLOCK)):
            go_on()
            self._take(block)

    def _take(self, block: list[tuple[int, list[str]]]) -> None:
        width = self._width
        fitting = [row for row in block if len(row[1]) == width]
        for line, cells in block if len(fitting) < len(block) else ():
            if len(cells) != width:
                self._bad.append(Bad(line, "", f"{len(cells)}", "cells", f"{width}"))
        if not fitting:
            return
        start = len(self._lines)
        values = np.empty((len(fitting), width))
        for j, column in enumerate(zip(*(cells for _, cells in fitting), strict=True)):
            values[:, j] = self._column(j, column, start)
        self._add([line for line, _ in fitting], values)

    def _column(self, j: int, cells: Sequence[str], start: int) -> list[float]:
        words = self._words.get(j, {})
        numbers = []
        for i, cell in enumerate(cells, start):
            value = number(cell, self._decimal)
            if value is None:
                words[i] = cell.strip()
            numbers.append(np.nan if value is None else value)
        if words:
            self._words[j] = words
        return numbers

    @staticmethod
    def _without_empty_end(table: Table) -> Table:
        """The table without last columns that are empty, as some spreadsheets write."""
        rows, width = table.shape
        while width > 1 and not (table.headings and table.headings[width - 1]):
            cells = table.words.get(width - 1, {})
            if len(cells) < rows or any(cells.values()):
                break
            width -= 1
        return table.only(range(width))


def _blocks(data: bytes, encoding: str) -> Iterator[_Block]:
    """Lines that hold something, with their numbers, many at a time; comments begin with #."""
    with io.TextIOWrapper(io.BytesIO(data), encoding=encoding) as text:
        count, rest = 0, ""
        while True:
            piece = text.read(_PIECE)
            lines = (rest + piece).split("\n")
            if piece:
                rest = lines.pop()
            if any("\0" in line for line in lines) or "\0" in rest:
                place = next((i for i, line in enumerate(lines) if "\0" in line), len(lines))
                raise DataError("nul", line=count + place + 1)
            if len(rest) > MAX_LINE:
                raise DataError("long_line", line=count + len(lines) + 1, maximum=MAX_LINE)
            numbers: Sequence[int] = range(count + 1, count + len(lines) + 1)
            count += len(lines)
            skipped = {i for i, line in enumerate(lines) if not (t := line.lstrip()) or t[0] == "#"}
            if skipped:
                numbers = [n for i, n in enumerate(numbers) if i not in skipped]
                lines = [line for i, line in enumerate(lines) if i not in skipped]
            yield numbers, lines
            if not piece:
                return


def _lines(blocks: Iterator[_Block]) -> Iterator[tuple[int, str]]:
    return ((n, line) for numbers, lines in blocks for n, line in zip(numbers, lines, strict=True))


def _rows(lines: Iterator[tuple[int, str]], separator: str) -> Iterator[tuple[int, list[str]]]:
    if separator in {"|", _SPACES}:
        for line, text in lines:
            if separator == _SPACES:
                yield line, text.split()
            elif not _RULE.fullmatch(text.strip()):
                yield line, _cells_of_markdown(text)
        return
    at = [0]

    def fed() -> Iterator[str]:
        for line, text in lines:
            at.append(line)
            yield text + "\n"

    reader = csv.reader(fed(), delimiter=separator, skipinitialspace=True)
    read = 0
    try:
        for row in reader:
            yield at[read + 1], row
            read = reader.line_num
    except csv.Error as error:
        raise DataError("csv", line=at[-1], maximum=MAX_COLUMNS) from error


def _cells_of_markdown(line: str) -> list[str]:
    line = line.strip().removeprefix("|")
    if line.endswith("|") and not line.endswith("\\|"):
        line = line[:-1]
    cells = re.split(r"(?<!\\)\|", line)
    return [cell.strip().strip("*`").replace("\\|", "|") for cell in cells]


def _separator(lines: list[str]) -> str:
    """What stands between cells: that by which most lines have the same number of two or more."""
    if sum("|" in line for line in lines) == len(lines) > 1 and any(
        _RULE.fullmatch(line.strip()) for line in lines
    ):
        return "|"
    best, separator = 0.0, ","
    for one in ("\t", ";", ",", _SPACES):
        counts = Counter(len(row) for _, row in _rows(enumerate(lines, 1), one))
        width, often = counts.most_common(1)[0]
        share = often / sum(counts.values())
        if one == _SPACES and any("," in line for line in lines):
            share /= 2  # names of several words, not columns
        if width > 1 and share > best + 1e-9:
            best, separator = share, one
    return separator


def _is_header(rows: list[list[str]], decimal: str) -> bool:
    """Whether the first row holds names: a word above numbers, or above labels the word for it."""
    first, rest = rows[0], rows[1:]
    if not rest:
        return False
    told = False
    whole: list[float] = []
    for j, cell in enumerate(first):
        value = number(cell, decimal)
        if value is not None:
            whole.append(value)
            continue
        if cell.strip().lower() in MISSING:
            continue
        below = [number(row[j], decimal) is not None for row in rest if len(row) > j]
        told = told or 2 * sum(below) > len(below) or role_of(cell) == "labels"
    # Beside names of classes that are counted there is no other number.
    return told and len(set(whole)) == len(whole) and all(n.is_integer() for n in whole)
