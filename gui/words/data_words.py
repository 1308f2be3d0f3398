"""What is said about data that are brought in. No Qt here."""

from __future__ import annotations

from core.importing import DataError, Phrase, Reading
from gui.words.translation import tr


def data_error_text(error: DataError) -> str:
    """Why data were not taken in: where, what stands there and what is accepted."""
    params = {name: _said(value) for name, value in error.params.items()}
    text = tr(f"data.refused.{error.key}", **params)
    if error.params.get("more"):
        text = tr("data.more_bad", text=text, count=params["more"])
    if error.key == "not_counted" and "line" in params:
        text = tr("data.at_line", line=params["line"], text=text)
    return tr("data.in_file", file=params["file"], text=text) if "file" in params else text


def said_texts(reading: Reading) -> list[str]:
    """What was understood, phrase by phrase."""
    return [phrase_text("said", phrase) for phrase in reading.said]


def doubt_texts(reading: Reading) -> dict[str, str]:
    """Where another reading fits, by the key of the doubt."""
    return {doubt.key: phrase_text("doubt", doubt) for doubt in reading.doubts}


def phrase_text(kind: str, phrase: Phrase) -> str:
    """Something understood, or a doubt, in words."""
    params = {name: _said(value) for name, value in phrase.params.items()}
    return tr(f"data.{kind}.{phrase.key}", **params)


def _said(value: object) -> object:
    return f"{value:,}" if isinstance(value, int) else value
