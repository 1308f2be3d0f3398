"""Which of several tables holds what."""

from collections.abc import Sequence

from core.importing.errors import DataError
from core.importing.guesses import Guesses
from core.importing.table import Part, Table


def by_role(parts: Sequence[Part], guesses: Guesses) -> dict[str, Table]:
    """The tables by what they hold; one list that says nothing beside a table holds labels."""
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
