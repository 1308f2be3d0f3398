"""A gradient check for other programs and for people: a table, plain data, lines of text."""

from __future__ import annotations

import csv
import io
import unicodedata

from core.errors import EditError
from core.evaluation import Evaluation
from core.gradient_check import Entry, GradientCheck
from core.numbers_out import Say
from core.state import LinearModel
from core.text import printable

HEADS = ("class", "feature", "value", "gradient", "difference", "relative_error", "h", "kinks")


def symbol(evaluation: Evaluation, entry: Entry, say: Say) -> str:
    """``W[cat, x₁]`` or ``b[cat]``."""
    state, (index, feature) = evaluation.state, entry
    name = say(state.classes[index])
    if feature == state.feature_count:
        return f"b[{name}]"
    return f"W[{name}, {say(state.feature_names[feature])}]"


def gradient_table(
    evaluation: Evaluation, check: GradientCheck, say: Say, between: str = ","
) -> str:
    """A CSV, or with tabs `between` the cells a TSV: a row for each entry, all digits.

    A bias has no feature. Kinks are told as ``example: class``, where w = 0 lies within the step
    and weights pay by their size as ``|w|``.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=between, lineterminator="\n")
    writer.writerow(HEADS)
    state = evaluation.state
    for place, (index, feature) in enumerate(check.entries):
        name = say(state.feature_names[feature]) if feature < state.feature_count else ""
        numbers = [
            value_of(evaluation, (index, feature)),
            *(
                float(one[place])
                for one in (check.analytic, check.numeric, check.errors, check.steps)
            ),
        ]
        bends = [
            f"{say(state.examples[kink.example])}: {say(state.classes[kink.class_index])}"
            for kink in check.kinks[place]
        ]
        bends += ["|w|"] if check.corners[place] else []
        writer.writerow([say(state.classes[index]), name, *numbers, "; ".join(bends)])
    return text.getvalue()


def gradient_report(evaluation: Evaluation, check: GradientCheck, step: float) -> dict[str, object]:
    """Numbers and lists only, ready for JSON; indices from 0, the feature of a bias is None."""
    state = evaluation.state
    entries: list[dict[str, object]] = []
    for place, (index, feature) in enumerate(check.entries):
        entries.append(
            {
                "class": index,
                "feature": feature if feature < state.feature_count else None,
                "value": value_of(evaluation, (index, feature)),
                "gradient": float(check.analytic[place]),
                "difference": float(check.numeric[place]),
                "relative_error": float(check.errors[place]),
                "h": float(check.steps[place]),
                "rounding": float(check.noise[place]),
                "kinks": [
                    {"example": kink.example, "class": kink.class_index}
                    for kink in check.kinks[place]
                ],
                "corner": bool(check.corners[place]),
            }
        )
    count = state.class_count * (state.feature_count + 1)
    return {"h": step, "checked": len(entries), "of": count, "entries": entries}


def gradient_lines(evaluation: Evaluation, check: GradientCheck, step: float, say: Say) -> str:
    """A line for each entry, as an assignment prints it, and one on all of them."""
    names = [printable(symbol(evaluation, entry, say)) for entry in check.entries]
    wide = max(map(_width, names))
    lines = [f"{'':{wide}}  {'gradient':>23}  {'difference':>23}  relative error"]
    for place, name in enumerate(names):
        analytic, numeric = float(check.analytic[place]), float(check.numeric[place])
        space = " " * (wide - _width(name))
        line = f"{name}{space}  {analytic!r:>23}  {numeric!r:>23}  {check.errors[place]:14.3g}"
        lines.append(line + _bend(evaluation, check, place, say))
    worst = check.worst
    lines.append(
        f"largest relative error {check.errors[worst]:.3g} at {names[worst]}, h = {step:g}"
    )
    if check.rounded.all():
        lines.append("no difference is larger than rounding may make it")
    return "\n".join(lines)


def value_of(evaluation: Evaluation, entry: Entry) -> float:
    """A weight or a bias."""
    source, (index, feature) = evaluation.state.source, entry
    if not isinstance(source, LinearModel):
        raise EditError("no_weights")
    if feature == source.weights.shape[1]:
        return float(source.biases[index])
    return float(source.weights[entry])


def _width(text: str) -> int:
    """How many columns of a terminal a text takes: a syllable of Hangul is two wide."""
    return sum(1 + (unicodedata.east_asian_width(letter) in "WF") for letter in text)


def _bend(evaluation: Evaluation, check: GradientCheck, place: int, say: Say) -> str:
    state, kinks = evaluation.state, check.kinks[place]
    found = ""
    if kinks:
        first, more = kinks[0], len(kinks) - 1
        name = printable(say(state.classes[first.class_index]))
        example = printable(say(state.examples[first.example]))
        found = f"  h crosses the kink of max(0, .) of {name} in {example}"
        found += f" and {more:,} more" if more else ""
    return found + ("  h crosses the corner of |w|" if check.corners[place] else "")
