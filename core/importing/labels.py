"""Which class is correct: words, numbers from 0 or from 1, one-hot rows."""

from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray, IntArray
from core.importing.errors import Bad, DataError, shortened
from core.importing.guesses import Guesses, Told
from core.importing.table import Table, plain
from core.state import MAX_CLASSES

_IGNORED = (-1.0, -100.0)
"""What frameworks call the label of an example that does not count."""


@dataclass(frozen=True)
class Labels:
    """Class indices (N,), -1 where a row has none, and what the classes are called."""

    indices: IntArray
    classes: tuple[str, ...]
    bad: tuple[Bad, ...] = ()


def find_labels(
    table: Table, classes: tuple[str, ...], count: int, guesses: Guesses, told: Told
) -> Labels:
    """Read labels from a table of one column, or of one-hot rows.

    Parameters
    ----------
    classes
        What the classes are called, where that is known.
    count
        How many there are, 0 where nothing tells.
    """
    if table.shape[1] > 1:
        return _one_hot(table, classes, told)
    if table.is_wordy(0) or (table.words.get(0) and guesses.labels == "names"):
        return _by_name(table, classes, count, told)
    values = table.values[:, 0]
    missing = table.words.get(0, {})
    empty = [row for row, text in missing.items() if text in {"", "null"}]
    if empty:
        row = min(empty)
        raise DataError("not_counted", line=table.lines[row], found="")
    bad = [
        Bad(table.lines[i], table.heading(0), shortened(table.cell(i, 0)), "label_number")
        for i in np.flatnonzero(~(values == np.floor(values)) | np.isinf(values)).tolist()
    ]
    whole = values[np.isfinite(values) & (values == np.floor(values))]
    if not len(whole):
        raise bad[0].error()
    found = _counted(table, values, whole, classes, count, guesses, told)
    return Labels(found.indices, found.classes, tuple(bad) + found.bad)


def _one_hot(table: Table, classes: tuple[str, ...], told: Told) -> Labels:
    values = table.values
    if ((values == 0) | (values == 1)).all() and (values.sum(axis=1) == 1).all():
        told.say("one_hot")
        names = classes or table.headings or numbered(values.shape[1], 0)
        return Labels(values.argmax(axis=1), names)
    sums = values.sum(axis=1)
    if (values >= 0).all() and (np.abs(sums - 1) < 1e-6).all():
        raise DataError("soft_labels")
    if (values == 0).all(axis=1).any():
        row = int((values == 0).all(axis=1).argmax())
        raise DataError("not_counted", line=table.lines[row], found="0, 0, …")
    raise DataError("label_rows", columns=values.shape[1])


def _by_name(table: Table, classes: tuple[str, ...], count: int, told: Told) -> Labels:
    texts = [table.cell(i, 0) for i in range(len(table.values))]
    for i, text in enumerate(texts):
        if text.lower() in {"", "null", "none", "nan"}:
            raise DataError("not_counted", line=table.lines[i], found=text)
    present = sorted(set(texts))
    if not (classes and set(present) <= set(classes)):
        if count and len(present) > count:
            raise DataError("too_many_words", found=len(present), count=count)
        if classes or (count and len(present) < count):
            known = set(classes)
            row = next(i for i, text in enumerate(texts) if text not in known)
            accepted = ", ".join(classes)
            raise Bad(
                table.lines[row], table.heading(0), shortened(texts[row]), "label", accepted
            ).error()
        classes = tuple(present)
        if count:
            told.doubt("word_order", classes=", ".join(present[:6]))
    if len(classes) > MAX_CLASSES:
        raise DataError("too_many_classes", found=len(classes), maximum=MAX_CLASSES)
    told.say("labels_by_name")
    places = {name: i for i, name in enumerate(classes)}
    return Labels(np.array([places[text] for text in texts], dtype=np.intp), classes)


def _counted(
    table: Table,
    values: FloatArray,
    whole: FloatArray,
    classes: tuple[str, ...],
    count: int,
    guesses: Guesses,
    told: Told,
) -> Labels:
    low, high = float(whole.min()), float(whole.max())
    if low == -1 and high == 1 and not (whole == 0).any() and count in (0, 2):
        told.say("labels_of_sign")
        indices = (values > 0).astype(np.intp)
        return Labels(np.where(np.isnan(values), -1, indices), classes or ("−1", "+1"))
    if low in _IGNORED:
        row = int((values == low).argmax())
        raise DataError("not_counted", line=table.lines[row], found=plain(low))
    named = bool(classes) and {plain(value) for value in _distinct(whole)} <= set(classes)
    if guesses.labels == "names" or named:
        return _numbers_by_name(values, whole, classes, count, told)
    start = {"from_0": 0, "from_1": 1}.get(guesses.labels or "")
    if start is None:
        start = _start(low, high, count, len(whole), told)
    if start is None:
        return _numbers_by_name(values, whole, (), count, told)
    count = count or int(high) - start + 1
    if count > MAX_CLASSES:
        raise DataError("too_many_classes", found=count, maximum=MAX_CLASSES)
    told.say(f"labels_from_{start}")
    shifted = values - start
    fits = (shifted >= 0) & (shifted < count)
    accepted = f"{start} … {count - 1 + start}"
    bad = [
        Bad(table.lines[i], table.heading(0), table.cell(i, 0), "label", accepted)
        for i in np.flatnonzero(~fits & ~np.isnan(values)).tolist()
    ]
    indices = np.where(fits, shifted, -1).astype(np.intp)
    return Labels(indices, classes or numbered(count, start), tuple(bad))


def _start(low: float, high: float, count: int, labels: int, told: Told) -> int | None:
    """From where the labels are counted, None where they are not."""
    if count:
        if low >= 1 and high == count:
            return 1
        if low >= 1 and high < count and labels > 1:
            told.doubt("labels_from", low=int(low), high=int(high), count=count)
        return 0
    if low in (0, 1) and high < MAX_CLASSES:
        return int(low)
    return None


def _numbers_by_name(
    values: FloatArray, whole: FloatArray, classes: tuple[str, ...], count: int, told: Told
) -> Labels:
    names = classes or tuple(map(plain, _distinct(whole)))
    if len(names) > MAX_CLASSES or (count and len(names) != count):
        raise DataError("too_many_words", found=len(names), count=count or MAX_CLASSES)
    told.say("labels_by_name")
    places = {name: i for i, name in enumerate(names)}
    found = [places.get(plain(value), -1) for value in values.tolist()]
    return Labels(np.array(found, dtype=np.intp), names)


def _distinct(values: FloatArray) -> list[float]:
    ordered = np.sort(values)
    found: list[float] = ordered[np.append(True, ordered[1:] != ordered[:-1])].tolist()
    return found


def numbered(count: int, start: int) -> tuple[str, ...]:
    """What classes are called where nothing says it."""
    return tuple(f"class {i}" for i in range(start, start + count))
