"""What the table gives to the clipboard. No Qt here."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from core.evaluation import Evaluation
from gui.panels.examples.columns import Column, copied

FEW_CELLS = 5_000
"""So many are copied at once; more beside the window."""
MOST_CELLS = 250_000
"""More than these nobody would wait for."""
_SLICE = 500
_PAUSE = 0.001


def copied_text(
    evaluation: Evaluation,
    columns: Sequence[Column],
    examples: Sequence[int],
    cancelled: Callable[[], bool] = bool,
) -> str:
    """The cells of some examples, tabs between them and a line for each example.

    Texts hold the interpreter while they are made: between slices the window has its turn. Once
    `cancelled`, what is left is left out.
    """
    step = max(1, _SLICE // len(columns))
    lines: list[str] = []
    for start in range(0, len(examples), step):
        if start:
            time.sleep(_PAUSE)
        if cancelled():
            break
        lines += [
            "\t".join(copied(evaluation, column, example) for column in columns)
            for example in examples[start : start + step]
        ]
    return "\n".join(lines)
