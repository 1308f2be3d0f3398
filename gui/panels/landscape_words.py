"""What the landscape says: its names, its readings and its description. No Qt here."""

from __future__ import annotations

import numpy as np

from core.evaluation import Evaluation
from core.state import LinearModel, State
from gui import numbers
from gui.panels.terrain import Terrain
from gui.translation import tr, words


def weight_names(state: State) -> tuple[str, str]:
    """The two weights of the axes, as W[cat, x₁]."""
    first, second = (
        tr("weight.name", of=words(state.classes[c]), feature=words(state.feature_names[d]))
        for c, d in state.view.pair
    )
    return first, second


def hint_of(state: State) -> str:
    """What the shades and the lines are, and what to do."""
    if not state.has_weights:
        return tr("landscape.hint.no_weights")
    lines = "none" if state.penalty.kind == "none" else "lines"
    return " ".join(
        (
            tr(f"landscape.hint.{state.view.landscape}"),
            tr(f"landscape.hint.{lines}"),
            tr("landscape.hint.drag"),
        )
    )


def message_of(terrain: Terrain, *, flat: bool) -> str:
    """What a person should know of a landscape without a slope, or without a lowest point."""
    state = terrain.state
    assert isinstance(state.source, LinearModel)  # noqa: S101 - a terrain has weights
    columns = [feature for _, feature in state.view.pair]
    if not np.any(state.source.features[:, columns]):
        return tr("landscape.flat.features")
    if flat:
        return tr("landscape.flat")
    return tr("landscape.no_best") if terrain.has_no_best() else ""


def value_now(evaluation: Evaluation) -> float:
    """What the shades stand for, at the present weights."""
    shown = {"data": evaluation.data_loss, "penalty": evaluation.penalty_term}
    return shown.get(evaluation.state.view.landscape, evaluation.total)


def value_of(terrain: Terrain, first: float, second: float) -> float:
    """What the shades stand for, at a pair of weights."""
    data, penalty = terrain.at(first, second)
    return {"data": data, "penalty": penalty}.get(terrain.state.view.landscape, data + penalty)


def reading_of(terrain: Terrain, first: float, second: float) -> str:
    """Everything exact about one pair of weights."""
    data, penalty = terrain.at(first, second)
    one, two = weight_names(terrain.state)
    lines = [
        f"{one} = {numbers.full(first)}",
        f"{two} = {numbers.full(second)}",
        tr("landscape.reading.data", value=numbers.full(data)),
    ]
    if terrain.state.penalty.kind != "none":
        lines.append(tr("landscape.reading.penalty", value=numbers.full(penalty)))
        lines.append(tr("landscape.reading.sum", value=numbers.full(data + penalty)))
    return "\n".join(lines)


def summary_of(evaluation: Evaluation, terrain: Terrain) -> str:
    """The picture for those who do not see it."""
    one, two = weight_names(terrain.state)
    now = terrain.slice.present
    parts = [
        tr(
            "landscape.summary.now",
            first=f"{one} {numbers.plain(float(now[0]))}",
            second=f"{two} {numbers.plain(float(now[1]))}",
            data=numbers.plain(evaluation.data_loss),
            penalty=numbers.plain(evaluation.penalty_term),
            total=numbers.plain(evaluation.total),
        )
    ]
    best = terrain.best
    if best is not None:
        parts.append(
            tr(
                "landscape.summary.best",
                first=numbers.plain(float(best[0])),
                second=numbers.plain(float(best[1])),
                total=numbers.plain(sum(terrain.at(float(best[0]), float(best[1])))),
            )
        )
    elif terrain.has_no_best():
        parts.append(tr("landscape.no_best"))
    return " ".join(parts)
