"""Whether softmax has a minimum over two weights without a penalty."""

import numpy as np

from core.landscape.forms import Forms

AS_GOOD_AS = 1e-12  # radians


def attained(forms: Forms) -> bool:
    """Whether some point has the lowest loss, rather than the loss falling for ever.

    ``ln(1 + e^A + e^B)`` falls for ever along a direction in which no line rises and some line
    falls. There is none exactly if the lines' slopes, as vectors, span a plane, a line or nothing
    by non-negative combinations (Gordan's theorem). In the plane that shows in the angles between
    neighbours.

    References
    ----------
    Albert, Anderson, "On the existence of maximum likelihood estimates in logistic regression
    models", Biometrika 71 (1984), for the same condition as separation of the examples.
    """
    u, v = forms.first.ravel(), forms.second.ravel()
    some = (u != 0.0) | (v != 0.0)
    if not some.any():
        return True
    angles = np.sort(np.arctan2(v[some], u[some]))
    gaps = np.append(np.diff(angles), angles[0] + 2.0 * np.pi - angles[-1])
    widest = float(gaps.max())
    if widest < np.pi - AS_GOOD_AS:
        return True
    # A line: all gaps are 0 or half a turn, and there are two of the latter.
    half_turns = np.abs(gaps - np.pi) <= AS_GOOD_AS
    return bool(half_turns.sum() == 2)
