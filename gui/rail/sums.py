"""How λ is written beside the sums. No Qt here."""

from __future__ import annotations

from gui import numbers


def strength_text(strength: float) -> str:
    """λ with up to three digits."""
    if strength != 0 and not 1e-4 <= strength < 1e6:
        return numbers.fixed(strength)
    return numbers.field(float(f"{strength:.3g}"))
