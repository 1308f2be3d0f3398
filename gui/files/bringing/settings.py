"""What a person may say about data, as it stands and as it is changed. No Qt here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from core.importing import Guesses, Part
from core.importing.bundle import Form
from core.importing.trial import Trial
from gui.words.translation import words

ROLES = ("scores", "features", "labels", "weights", "biases", "classes", "out")
ENCODINGS = ("utf-8", "utf-16", "cp949", "latin-1")
SETTLED = frozenset({"encoding", "not_in_encoding", "nul"})
"""Complaints that another encoding may settle."""
SIDES = {
    "turned": ("row", "column"),
    "turn_weights": ("class", "feature"),
}
"""Guesses that are yes or no, by the values for no and yes."""
_STARTS = ("names", "from_0", "from_1")


@dataclass(frozen=True)
class Settings:
    """All that has been said about some data.

    Attributes
    ----------
    form
        How bytes become tables.
    guesses
        How tables become a document.
    keep
        Whether W, b and names of the document that is there stay.
    roles
        What each of several tables holds, by its place among them.
    """

    form: Form = field(default_factory=Form)
    guesses: Guesses = field(default_factory=Guesses)
    keep: bool = False
    roles: tuple[tuple[int, str], ...] = ()

    def parts(self, found: Sequence[Part]) -> list[Part]:
        """The tables, as what they are said to be."""
        said = dict(self.roles)
        return [replace(part, role=said.get(i, part.role)) for i, part in enumerate(found)]


@dataclass(frozen=True)
class Row:
    """Something that can be changed.

    Attributes
    ----------
    key
        Its name; of a table's role with its place, ``role.1``.
    current
        The value in force; empty where none is.
    values
        What there is to choose from; none where a text is typed.
    title
        What it is about, where that is a name from the data.
    many
        Whether the values are chosen from a menu.
    """

    key: str
    current: str
    values: tuple[str, ...]
    title: str = ""
    many: bool = False


def rows_of(
    settings: Settings, trial: Trial, parts: Sequence[Part], *, has_weights: bool, file: bool
) -> list[Row]:
    """What can be changed about these data, most important first.

    Parameters
    ----------
    parts
        The tables, as `Settings.parts` gives them.
    has_weights
        Whether the document that is there has a W.
    file
        Whether the data come from files, and so in an encoding.
    """
    guesses = settings.guesses
    said = {phrase.key for phrase in trial.said}
    rows: list[Row] = []
    if len(parts) > 1:
        rows += [
            Row(f"role.{i}", part.role, ROLES, part.name or f"{i + 1}", many=True)
            for i, part in enumerate(parts)
        ]
    elif parts:
        kinds = ("scores", "features", "weights") if has_weights else ("scores", "features")
        rows.append(Row("numbers", guesses.numbers or trial.kind, kinds))
    examples = trial.kind != "weights"
    alone = not any(part.role in {"weights", "biases"} for part in parts)
    if has_weights and trial.kind == "features" and alone and parts:
        rows.append(Row("keep", "kept" if settings.keep else "new", ("new", "kept")))
    if trial.kind == "scores" and parts:
        rows.append(Row("values", guesses.values or "plain", ("plain", "p", "ln_p")))
    if examples and parts:
        turned = bool(guesses.turned) or "turned" in said
        rows.append(Row("turned", SIDES["turned"][turned], SIDES["turned"]))
        rows += _rows_of_labels(guesses, trial, said)
    if parts and (not examples or any(part.role == "weights" for part in parts)):
        turned = bool(guesses.turn_weights) or "weights_turned" in said
        rows.append(Row("turn_weights", SIDES["turn_weights"][turned], SIDES["turn_weights"]))
        place = next((key for key in said if key.startswith("bias_column_")), "")
        if place:
            rows.append(Row("bias_column", place.rpartition("_")[2], ("first", "last")))
    unsure = any(doubt.key == "word_order" for doubt in trial.doubts)
    if unsure or (guesses.classes and not settings.keep):
        shown = guesses.classes or (trial.state.classes if trial.state else ())
        rows.append(Row("classes", ", ".join(map(words, shown)), ()))
    return rows + _rows_of_form(settings, trial, parts, file=file)


def _rows_of_labels(guesses: Guesses, trial: Trial, said: set[str]) -> list[Row]:
    if guesses.all_of_class is not None:
        rows = [Row("labels", "none", (*_STARTS, "none"))]
        if trial.state is not None and "all_of_class" in said:  # else there are labels as well
            names = [words(name) for name in trial.state.classes]
            asked = guesses.all_of_class
            current = asked if asked in names else names[int(asked)]
            rows.append(Row("all_of_class", current, tuple(names), many=True))
        return rows
    known = {"labels_by_name": "names", "labels_from_0": "from_0", "labels_from_1": "from_1"}
    current = next((value for key, value in known.items() if key in said), "")
    current = guesses.labels or current
    if not current and (trial.error is None or trial.error.key != "no_labels"):
        return []  # one-hot rows, or signs: there is nothing to count
    return [Row("labels", current, (*_STARTS, "none"))]


def _rows_of_form(
    settings: Settings, trial: Trial, parts: Sequence[Part], *, file: bool
) -> list[Row]:
    rows = []
    texts = [part.table for part in parts if part.table.separator]
    if texts:
        headed = any(table.headings for table in texts)
        rows.append(Row("header", "names" if headed else "numbers", ("names", "numbers")))
        if any(table.separator != "," for table in texts):
            comma = any(table.decimal == "," for table in texts)
            rows.append(Row("decimal", "comma" if comma else "point", ("point", "comma")))
    unread = trial.error is not None and trial.error.key in SETTLED
    if file and (texts or unread):
        values = ("", *ENCODINGS)
        rows.append(Row("encoding", settings.form.encoding or "", values, many=True))
    return rows
