"""How the rail spends its height: at ease where there is room, closer where there is not."""

from __future__ import annotations

from dataclasses import dataclass

from gui.look.theme import Look

MARGIN = 20.0
FIELD = 84.0
CHANGE = 54.0
"""Room left of a field for the change since the pin, while there is one."""
RAIL = 420.0


@dataclass(frozen=True, slots=True)
class Spacing:
    """Heights and gaps in whole pixels of the window."""

    top: int
    section: int
    caption: int
    after_caption: int
    control: int
    gap: int
    field: int
    check: int
    small_gap: int
    penalty_gap: int
    totals_gap: int
    totals: int
    bottom: int


# In design pixels: at ease, and as close as stays readable.
_HEIGHTS: dict[str, tuple[float, float]] = {
    "top": (15, 9),
    "section": (18, 11),
    "caption": (20, 18),
    "after_caption": (8, 4),
    "control": (41, 35),
    "gap": (10, 6),
    "field": (35, 30),
    "check": (28, 24),
    "small_gap": (6, 2),
    "penalty_gap": (14, 7),
    "totals_gap": (16, 10),
    "totals": (141, 132),
    "bottom": (16, 10),
}
ROW = (46.0, 29.0)
"""A class row's height, likewise."""


_TARGETS = {"control", "field", "check"}


def spacing(look: Look, ease: float, *, tight: bool = False) -> Spacing:
    """The spacing at `ease`: 1 is at ease, 0 is close; `tight` lets lines be hard to hit."""
    found = {}
    for name, (wide, close) in _HEIGHTS.items():
        length = close + (wide - close) * ease
        found[name] = look.target(length) if name in _TARGETS and not tight else look.px(length)
    return Spacing(**found)
