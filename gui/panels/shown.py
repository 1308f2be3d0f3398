"""Which classes a chart shows when there are more than fit. No Qt here."""

from __future__ import annotations

import numpy as np

from core.arrays import FloatArray

AT_MOST = 10


def shown_classes(scores: FloatArray, label: int, chosen: int) -> tuple[int, ...]:
    """All classes up to `AT_MOST`; else the correct, the chosen and the highest-scoring others.

    Parameters
    ----------
    scores : (C,)
    label, chosen : int
        Correct class, and the class whose score the what-if curve sweeps.

    Returns
    -------
    tuple of int
        Class indices, ascending. With more than `AT_MOST` classes one place is left free for the
        bar that stands for the rest.
    """
    count = len(scores)
    if count <= AT_MOST:
        return tuple(range(count))
    kept = dict.fromkeys((label, chosen))
    for index in np.argsort(-scores, kind="stable"):
        if len(kept) == AT_MOST - 1:
            break
        kept.setdefault(int(index))
    return tuple(sorted(kept))
