"""What a person changes about data, and what has to be asked before they go in. No Qt here."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from core.importing import Guesses
from core.importing.trial import Trial
from gui.files.bringing.settings import SIDES, Settings
from gui.words.translation import words

Answer = tuple[str, str, str]
"""The end of the key of its words, the row it is about, and the value."""

_FORMS: dict[str, dict[str, Any]] = {
    "header": {"names": True, "numbers": False},
    "decimal": {"point": ".", "comma": ","},
}
_FIRST_CLASS = "0"
_ANSWERS: dict[str, tuple[Answer, ...]] = {
    "scores_or_features": (
        ("scores", "numbers", "scores"),
        ("features", "numbers", "features"),
    ),
    "labels_from": (("from_0", "labels", "from_0"), ("from_1", "labels", "from_1")),
    "probabilities": (("plain", "values", "plain"), ("p", "values", "p")),
    "square": (("row", "turned", "row"), ("turned", "turned", "column")),
    "weights_square": (
        ("class", "turn_weights", "class"),
        ("feature", "turn_weights", "feature"),
    ),
    "bias_column": (("last", "bias_column", "last"), ("first", "bias_column", "first")),
}
"""What two readings are, by the doubt about them."""


def changed(settings: Settings, key: str, value: str) -> Settings:
    """The settings once a person has chosen `value` for the row called `key`."""
    form, change = settings.form, dict[str, Any]()
    if key.startswith("role."):
        roles = {**dict(settings.roles), int(key.partition(".")[2]): value}
        return replace(settings, roles=tuple(roles.items()))
    if key == "encoding":
        return replace(settings, form=replace(form, encoding=value or None))
    if key in _FORMS:
        change[key] = _FORMS[key][value]
        return replace(settings, form=replace(form, **change))
    if key == "keep":
        guesses = replace(settings.guesses, numbers="features", classes=())
        return replace(settings, keep=value == "kept", guesses=guesses)
    guesses = _guessed(settings.guesses, key, value)
    return replace(settings, guesses=guesses, keep=settings.keep and guesses.numbers != "scores")


def _guessed(guesses: Guesses, key: str, value: str) -> Guesses:
    if key == "turned":  # what was said of columns was said of others
        turned = value == SIDES[key][1]
        return replace(guesses, turned=turned, columns=(), label_column=None)
    if key == "labels":
        if value == "none":
            return replace(guesses, labels=None, all_of_class=_FIRST_CLASS)
        return replace(guesses, labels=value, all_of_class=None)
    if key == "skip_bad":
        return replace(guesses, skip_bad=True)
    change: dict[str, Any] = {key: value}
    if key in SIDES:
        change[key] = value == SIDES[key][1]
    elif key == "classes":
        change[key] = tuple(name.strip() for name in value.split(",") if name.strip())
    return replace(guesses, **change)


def with_column(settings: Settings, column: int, role: str) -> Settings:
    """The settings once a column, counted from 0, is said to hold this; only one is the label."""
    guesses = settings.guesses
    kept = {
        other: known
        for other, known in guesses.columns
        if other != column and not (known == role and role in {"label", "name"})
    }
    columns = tuple({**kept, column: role}.items())
    none = None if role == "label" else guesses.all_of_class
    guesses = replace(guesses, columns=columns, label_column=None, all_of_class=none)
    return replace(settings, guesses=guesses)


def answers_of(trial: Trial, settings: Settings) -> tuple[str, tuple[Answer, ...]]:
    """What has to be asked before the data can go in, and the answers to choose from.

    Returns
    -------
    key
        Of a doubt, ``bad`` for rows that cannot be read, ``error`` for what cannot go in so;
        empty where nothing has to be asked.
    answers
    """
    if trial.error is not None:
        if trial.error.key == "no_labels":
            return "error", (("all_of_class", "labels", "none"),)
        return "error", ()
    for doubt in trial.doubts:
        if doubt.key == "label_column":
            names = (str(doubt.params[which]) for which in ("taken", "other"))
            return doubt.key, tuple(("column", "label_column", name) for name in names)
        if doubt.key == "word_order":
            order = "" if trial.state is None else ", ".join(map(words, trial.state.classes))
            return doubt.key, (("order", "classes", order),)
        return doubt.key, _ANSWERS[doubt.key]
    if trial.bad and not settings.guesses.skip_bad:
        return "bad", (("skip_bad", "skip_bad", ""),)
    return "", ()
