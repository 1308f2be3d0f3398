"""What a gradient check says: its figures, its tool tips and the sentence at its foot."""

from __future__ import annotations

import math
from collections.abc import Sequence

from core.arrays import FloatArray
from core.evaluation import Evaluation
from core.gradient_check import Entry, GradientCheck, gradient_with_biases
from core.gradient_out import symbol, value_of
from core.state import State
from gui.charts.gradient.layout import Line
from gui.controls.pinned import with_pinned
from gui.words import numbers
from gui.words.translation import tr, words

GOOD = 1e-6
"""A relative error above this asks for a word on where it comes from."""
_DIGITS = 5
_SMALLEST, _LARGEST = 1e-5, 1e7


def lines_of(
    state: State, entries: Sequence[Entry], gradient: FloatArray, check: GradientCheck | None
) -> tuple[Line, ...]:
    """The lines of some entries; what has not been checked yet is still to come."""
    slopes = aligned([float(gradient[entry]) for entry in entries])
    waiting = (numbers.PENDING,) * len(entries)
    differences = waiting if check is None else aligned(check.numeric.tolist())
    errors = waiting if check is None else tuple(map(error_text, check.errors.tolist()))
    worst = None if check is None else check.worst
    found = []
    for place, (index, feature) in enumerate(entries):
        bias = feature == state.feature_count
        kinks = () if check is None else check.kinks[place]
        found.append(
            Line(
                (index, feature),
                words(state.classes[index]),
                "b" if bias else words(state.feature_names[feature]),
                (slopes[place], differences[place], errors[place]),
                words(state.classes[kinks[0].class_index]) if kinks else "",
                check is not None and bool(check.corners[place]),
                place == worst,
            )
        )
    return tuple(found)


def aligned(values: Sequence[float]) -> tuple[str, ...]:
    """Numbers of a column with one number of decimals, so many as give the largest six digits."""
    largest = max(map(abs, values), default=0.0)
    if largest and not _SMALLEST <= largest < _LARGEST:
        return tuple(_power(value, 3) for value in values)
    decimals = max(0, _DIGITS - math.floor(math.log10(largest))) if largest else 1
    return tuple(_plain(value, decimals) for value in values)


def _plain(value: float, decimals: int) -> str:
    text = f"{value:.{decimals}f}"
    return "0" if float(text) == 0 else text.replace("-", numbers.MINUS)


def _power(value: float, decimals: int) -> str:
    if value == 0:
        return "0"
    mantissa, exponent = f"{value:.{decimals}e}".split("e")
    return numbers.power_of_ten(float(mantissa), int(exponent), decimals)


def error_text(error: float) -> str:
    """A relative error: as a power of ten, 0.03 and more plainly."""
    return numbers.fixed(error) if error >= 0.01 else _power(error, 1)


class GradientWords:
    """Says what there is to say of the lines that are shown."""

    def __init__(self) -> None:
        self._shown: tuple[Evaluation, tuple[Entry, ...], GradientCheck | None] | None = None

    def show(
        self, evaluation: Evaluation, entries: tuple[Entry, ...], check: GradientCheck | None
    ) -> None:
        """From now on it is these that are spoken of."""
        self._shown = evaluation, entries, check

    def tip(self, entry: Entry) -> str:
        """Everything about one entry, to the last digit."""
        if self._shown is None or entry not in self._shown[1]:
            return ""
        evaluation, entries, check = self._shown
        then, value = evaluation.comparable_weights, value_of(evaluation, entry)
        kind = "w" if entry[1] < evaluation.state.feature_count else "b"
        slope = float(gradient_with_biases(evaluation)[entry])
        before = None if then is None else float(gradient_with_biases(then)[entry])
        lines = [
            f"{symbol(evaluation, entry, words)} = {numbers.exact(value)}",
            with_pinned(
                tr(f"gradient.tip.slope.{kind}", value=numbers.exact(slope)), slope, before
            ),
        ]
        if kind == "b":
            lines.append(tr("gradient.tip.pull", value=numbers.exact(0.0 - slope)))
        if check is not None:
            lines += _of_difference(evaluation, check, entries.index(entry))
        if kind == "w":
            chosen = entry in evaluation.state.view.pair
            lines.append(tr("tug.tip.chosen" if chosen else "tug.tip.choose"))
        return "\n".join(lines)

    def foot(self) -> tuple[str, str]:
        """What the check has come to, and its tool tip."""
        evaluation, entries, check = self._shown or (None, (), None)
        if evaluation is None or check is None:
            return tr("gradient.foot.waiting"), ""
        place = check.worst
        error = float(check.errors[place])
        kinks = check.kinks[place]
        rounded = bool(check.rounded[place])
        if check.bends(place) and not rounded:
            found = "kink" if kinks else "corner"
        elif not error > GOOD:
            found = "good"
        else:
            found = "rounding" if rounded else "coarse"
        name = words(evaluation.state.classes[kinks[0].class_index]) if kinks else ""
        text = tr(
            f"gradient.foot.{found}",
            error=error_text(error),
            name=symbol(evaluation, entries[place], words),
            class_name=name,
        )
        return text, f"{text}\n{tr('gradient.foot.tip')}"


def _of_difference(evaluation: Evaluation, check: GradientCheck, place: int) -> list[str]:
    """What a tool tip says of the difference, its error, and the kinks within the step."""
    state, kinks = evaluation.state, check.kinks[place]
    step, numeric, error, noise = (
        float(part[place]) for part in (check.steps, check.numeric, check.errors, check.noise)
    )
    lines = [
        tr("gradient.tip.difference", step=numbers.exact(step), value=numbers.exact(numeric)),
        tr("gradient.tip.error", value=numbers.exact(error)),
    ]
    if check.rounded[place]:
        lines.append(tr("gradient.tip.rounding", value=numbers.fixed(noise)))
    if kinks:
        name = words(state.classes[kinks[0].class_index])
        example = words(state.examples[kinks[0].example])
        lines.append(tr("gradient.tip.kink", name=name, example=example))
        if len(kinks) > 1:
            lines.append(tr("gradient.tip.kinks", count=f"{len(kinks) - 1:,}"))
    if check.corners[place]:
        lines.append(tr("gradient.tip.corner"))
    return lines
