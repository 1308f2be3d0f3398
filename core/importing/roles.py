"""Which of several tables holds what."""

from collections.abc import Sequence

from core.importing.errors import DataError
from core.importing.guesses import Guesses, Told
from core.importing.table import Part, Table


def by_role(parts: Sequence[Part], guesses: Guesses, told: Told) -> dict[str, Table]:
    """The tables by what they hold; one list that says nothing beside a table holds labels.

    Beside examples and labels, what says nothing is left out, and so are scores beside the
    features and W that they follow from: an archive of arrays holds more than a document.
    """
    parts = _wanted(parts, told)
    known = {part.role for part in parts}
    roles: dict[str, Table] = {}
    for part in parts:
        role = part.role
        if not role and len(parts) > 1 and part.table.flat and "labels" not in known:
            role = "labels"
        if not role and "weights" in known:
            role = "features"
        if not role and guesses.numbers and len(parts) > 1:
            role = guesses.numbers
        if role in roles:
            raise DataError("role_twice" if role else "unnamed_tables", role=role)
        roles[role] = part.table
    if len(parts) == 1 and "labels" in roles and roles["labels"].shape[1] > 1:
        return {"": roles["labels"]}  # a file that is called after its label alone
    return roles


def _wanted(parts: Sequence[Part], told: Told) -> list[Part]:
    """What is not left out."""
    parts = [part for part in parts if part.role != "out"]
    known = {part.role for part in parts}
    if {"scores", "features", "weights"} <= known:
        told.say("scores_left_out")
        parts = [part for part in parts if part.role != "scores"]
    nameless = [part.name or "?" for part in parts if not part.role]
    if nameless and "labels" in known and known & {"scores", "features"}:
        told.say("tables_left_out", names=", ".join(nameless))
        parts = [part for part in parts if part.role]
    return parts
