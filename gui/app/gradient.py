"""``losslab --check-gradient``: the gradient beside its centred difference, printed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from gui.base import streams

if TYPE_CHECKING:
    from core.evaluation import Evaluation
    from core.gradient_check import Entry
    from core.state import State

AT_MOST = 1 << 31
"""Scores that are computed for a check: half a minute or so."""


def check(state: State, scenario: Path | None, step: float | None, form: str | None) -> str | None:
    """Print the check of every weight and bias, or say what stands in the way.

    Of more than a computer does in a while some are checked, at equal distances.
    """
    from core.evaluation import evaluate
    from core.gradient_check import STEP, gradient_check
    from core.gradient_out import gradient_lines, gradient_report, gradient_table
    from gui.words.translation import words

    if not state.has_weights:
        return f"{scenario or 'the data'}: there is no W; found scores alone, accepted are features"
    evaluation, step = evaluate(state), STEP if step is None else step
    found = gradient_check(evaluation, _entries(evaluation), step)
    if form == "csv":
        streams.say(gradient_table(evaluation, found, words).removesuffix("\n"))
    elif form == "json":
        numbers = gradient_report(evaluation, found, step)
        streams.say(json.dumps(numbers, indent=2, allow_nan=False))
    else:
        streams.say(gradient_lines(evaluation, found, step, words))
    return None


def _entries(evaluation: Evaluation) -> tuple[Entry, ...]:
    from core.gradient_check import all_entries

    every = all_entries(evaluation)
    most = max(1, AT_MOST // (2 * evaluation.scores.size))
    if len(every) <= most:
        return every
    found = every[:: -(-len(every) // most)]
    streams.complain(f"checked are {len(found):,} of {len(every):,} weights and biases")
    return found
