"""What core's labels and errors say in the language in force. No Qt here."""

from __future__ import annotations

from core.edits import Label
from core.errors import FOUND, EditError, ScenarioError
from core.state import State
from gui import numbers
from gui.number_text import NumberTextError
from gui.translation import tr, words


def edit_text(label: Label | None, state: State) -> str:
    """What an edit did, for undo and redo; empty without a label."""
    if label is None:
        return ""
    params = dict(label.params)
    index = params.get("index")
    name = ""
    if label.key in {"set_score", "set_label"} and isinstance(index, int):
        name = words(state.classes[index]) if index < state.class_count else ""
    return tr(f"edit.{label.key}", name=name).strip()


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
    """Why a file was refused: the path of the field, what was found and what is accepted."""
    if error.found in FOUND:
        found = tr(f"found.{error.found}", **dict(error.params))
    else:
        found = tr("found.value", value=error.found)
    accepted = tr(f"accepted.{error.accepted}", **dict(error.params))
    return tr("refused.file", path=error.path, found=found, accepted=accepted)
