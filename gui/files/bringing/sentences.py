"""What the preview says: what was understood, what it asks, what it is about. No Qt here."""

from __future__ import annotations

from collections.abc import Sequence

from core.importing import Bad, DataError
from core.importing.bundle import Bundle
from core.importing.trial import Trial
from gui.files.bringing.sheet import Sheet
from gui.words.data_words import data_error_text, phrase_text
from gui.words.translation import tr

_UNITS = ("B", "kB", "MB", "GB")
_NAMED = 6


def heading(trial: Trial) -> str:
    """The question as a whole."""
    if trial.state is None:
        return tr("bring.title")
    if trial.kind == "weights":
        return tr("bring.title.weights")
    count = trial.state.example_count
    return tr(f"bring.title.{'one' if count == 1 else 'many'}", count=f"{count:,}")


def understood(trial: Trial, *, left_out: bool) -> str:
    """What was understood, in one sentence; rows that are left out only where that is settled."""
    said = [
        phrase_text("said", phrase) for phrase in trial.said if left_out or phrase.key != "left_out"
    ]
    return tr("bring.understood", what="; ".join(said)) if said else tr("bring.not_understood")


def caption(sheet: Sheet) -> str:
    """What the rows are that are shown, and what stands above them."""
    rows = tr("bring.caption.raw" if sheet.raw else "bring.caption")
    changeable = any(column.place is not None for column in sheet.columns)
    return f"{rows} {tr('bring.caption.roles')}" if changeable else rows


def sentence(text: str) -> str:
    """A phrase as a sentence by itself."""
    return text[:1].upper() + text[1:]


def complaint(error: DataError) -> str:
    """Why the data cannot go in so."""
    return sentence(data_error_text(error))


def bad_rows(bad: Sequence[Bad]) -> str:
    """Which rows cannot be read: the first in full, the lines of the next."""
    first = complaint(bad[0].error())
    lines = sorted({one.line for one in bad} - {bad[0].line})
    if not lines:
        return first
    shown = ", ".join(f"{line:,}" for line in lines[:_NAMED])
    more = f"{shown}, …" if len(lines) > _NAMED else shown
    return tr("bring.bad.more", text=first, count=f"{len(lines):,}", lines=more)


def count_of(bad: Sequence[Bad]) -> int:
    """How many rows cannot be read."""
    return len({one.line for one in bad})


def about(bundle: Bundle, *, instead: str) -> str:
    """Where the data come from, how large they are and what becomes of the document."""
    names = ", ".join(path.name for path in bundle.paths[:_NAMED]) or tr("bring.clipboard")
    return " · ".join((names, size_text(bundle.size), tr(f"bring.instead.{instead}")))


def size_text(size: int) -> str:
    """A number of bytes as people say it: 61 kB."""
    number, unit = float(size), 0
    while number >= 999.5 and unit < len(_UNITS) - 1:
        number, unit = number / 1000, unit + 1
    shown = f"{number:.1f}" if unit and number < 9.95 else f"{number:.0f}"
    return f"{shown} {_UNITS[unit]}"
