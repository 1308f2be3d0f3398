"""What core's labels and errors say in the language in force. No Qt here."""

from __future__ import annotations

import re

from core.edits import Label, subject
from core.errors import FOUND, EditError, ScenarioError
from core.state import State
from gui.words import numbers
from gui.words.number_text import NumberTextError
from gui.words.translation import catalogue, language, tr, words

_STEP = re.compile(r'\.(\w+)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]')


def edit_text(label: Label | None, state: State) -> str:
    """What an edit did, for undo and redo; empty without a label."""
    if label is None:
        return ""
    if label.params.get("again"):
        return tr("edit.load.again")
    return tr(f"edit.{label.key}", name=words(subject(label, state))).strip()


def step_text(label: Label, state: State) -> str:
    """A step as it stands in a list of them: what was done, and the number that came of it."""
    text = edit_text(label, state)
    value = label.params.get("value")
    number = f": {numbers.field(value)}" if isinstance(value, float) else ""
    first = text[:1].upper() if text[:1].isascii() else text[:1]  # no Λ for λ
    return f"{first}{text[1:]}{number}"


def typing_text(error: NumberTextError, text: str) -> str:
    """Why a typed or pasted text is no usable number, and how to write it."""
    text = " ".join(str(error.values.get("text", text)).split())
    shown = (text if len(text) <= 20 else f"{text[:19]}…").replace("-", numbers.MINUS)
    return tr(f"field.{error.key}", **{**error.values, "text": shown})


def refusal_text(error: EditError | None) -> str:
    """Why the document did not take a typed number."""
    if error is None or error.params.get("name") in {"weights", "biases"}:
        # The limit is that of numbers which nobody typed.
        return tr("field.refused")
    return error_text(error)


def error_text(error: EditError) -> str:
    """Why an edit was refused and what is accepted."""
    params = {key: _said(value) for key, value in error.params.items()}
    return tr(f"refused.{error.key}", **params)


def _said(value: object) -> object:
    if isinstance(value, float):
        return numbers.limit(value)
    return f"{value:,}" if isinstance(value, int) else value


def scenario_error_text(error: ScenarioError) -> str:
    """Why a file was refused: the place in words, what was found and what is accepted."""
    if error.found in FOUND:
        found = tr(f"found.{error.found}", **dict(error.params))
    else:
        found = tr("found.value", value=error.found)
    accepted = tr(f"accepted.{error.accepted}", **dict(error.params))
    place = place_text(error.path)
    if not place:
        return tr("refused.whole_file", found=found, accepted=accepted)
    return tr("refused.file", path=place, found=found, accepted=accepted)


_ENTRIES = {
    "examples": "example",
    "labels": "example",
    "names": "example",
    "f64": "example",
    "classes": "class_name",
    "feature_names": "feature_name",
    "scores": "score",
    "features": "feature",
    "weights": "row",
    "biases": "bias",
}
"""What the entries of a list are; of any other list they are entries."""
_COLUMNS = {"row": "column", "example": "number"}
"""What stands in such an entry if that is a list itself."""
_KEPT = {"labels": "label", "names": "name"}
"""Lists that are told with their entries: example 1, label."""


def place_text(path: str) -> str:
    """The place of a field in words, counted from 1; empty for the file as a whole.

    A field without a word of its own is called what it is called in the file.
    """
    said: list[str] = []
    before = ""
    for name, index, quoted in _STEP.findall(path):
        if index:
            entry = _ENTRIES.get(before) or _COLUMNS.get(before, "other")
            # The entry says it all: not "examples, example 1".
            if said and before in _ENTRIES:
                said.pop()
            said.append(tr(f"place.entry.{entry}", number=f"{int(index) + 1:,}"))
            if before in _KEPT:
                said.append(tr(f"place.{_KEPT[before]}"))
            before = entry
            continue
        before = name or quoted
        said.append(_field_name(before))
    return ", ".join(said)


def _field_name(name: str) -> str:
    key = f"place.{name}"
    return tr(key) if key in catalogue(language()) else name
