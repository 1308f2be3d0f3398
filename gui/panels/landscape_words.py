"""What the landscape says: its names, its readings and its description. No Qt here."""

from __future__ import annotations

import numpy as np

from core.evaluation import Evaluation
from core.state import LinearModel, State
from gui.charts.curves.drag_plot import Point
from gui.controls.pinned import with_pinned
from gui.panels.landscape_pin import Parts, PinnedLandscape
from gui.panels.terrain import Terrain
from gui.words import numbers
from gui.words.translation import tr, words

_DECIMALS, _MOST_DECIMALS = 2, 6


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
    # What moves W comes first: where the line is cut, it is still said.
    return " ".join(
        (
            tr("landscape.hint.drag"),
            tr(f"landscape.hint.{state.view.landscape}"),
            tr(f"landscape.hint.{lines}"),
        )
    )


def message_of(terrain: Terrain, *, flat: bool) -> str:
    """What a person should know of a landscape without a slope, or without a lowest point."""
    state = terrain.state
    assert isinstance(state.source, LinearModel)  # noqa: S101 - a terrain has weights
    columns = [feature for _, feature in state.view.pair]
    if not np.any(state.source.features[state.training][:, columns]):
        return tr("landscape.flat.features")
    if flat:
        return tr("landscape.flat")
    return tr("landscape.no_best") if terrain.has_no_best() else ""


def value_of(kind: str, parts: Parts) -> float:
    """What the shades of a kind stand for, of data loss and λ R(W)."""
    data, penalty = parts
    return {"data": data, "penalty": penalty}.get(kind, data + penalty)


def apart(now: float, best: float | None) -> tuple[int, tuple[str, ...]]:
    """Both values with as many decimals as keep them apart, and how many these are.

    What differs by less than six decimals show reads the same.
    """
    if best is None:
        return _DECIMALS, (numbers.fixed(now),)
    for decimals in range(_DECIMALS, _MOST_DECIMALS + 1):
        texts = numbers.fixed(now, decimals), numbers.fixed(best, decimals)
        shown = [text.partition(".")[2] for text in texts if "×" not in text]
        # A small one may have been given more.
        if texts[0] != texts[1] and max(map(len, shown), default=0) <= decimals:
            return decimals, texts
    return _DECIMALS, (numbers.fixed(now), numbers.fixed(best))


def reading_of(terrain: Terrain, at: Point, pinned: PinnedLandscape) -> str:
    """Everything exact about one pair of weights, and what it was when pinned.

    At the present point that is the pinned point, elsewhere what the landscape had there.
    """
    data, penalty = terrain.at(*at)
    now = float(terrain.slice.present[0]), float(terrain.slice.present[1])
    place, parts = (pinned.point, pinned.parts) if at == now else (None, pinned.parts_at(*at))
    values = [*at, data]
    before: list[float | None] = [*(place or (None, None)), None if parts is None else parts[0]]
    one, two = weight_names(terrain.state)
    lines = [
        f"{one} = {numbers.exact(at[0])}",
        f"{two} = {numbers.exact(at[1])}",
        tr("landscape.reading.data", value=numbers.exact(data)),
    ]
    if terrain.state.penalty.kind != "none":
        lines.append(tr("landscape.reading.penalty", value=numbers.exact(penalty)))
        lines.append(tr("landscape.reading.sum", value=numbers.exact(data + penalty)))
        values += penalty, data + penalty
        before += (None, None) if parts is None else (parts[1], sum(parts))
    return "\n".join(map(with_pinned, lines, values, before))


def summary_of(evaluation: Evaluation, terrain: Terrain) -> str:
    """The picture for those who do not see it."""
    pinned = evaluation.comparable_weights
    then = None if pinned is None else pinned.total
    return with_pinned(_summary_of(evaluation, terrain), evaluation.total, then)


def _summary_of(evaluation: Evaluation, terrain: Terrain) -> str:
    one, two = weight_names(terrain.state)
    now = terrain.slice.present
    parts = [
        tr(
            "landscape.summary.now",
            first=f"{one} = {numbers.plain(float(now[0]))}",
            second=f"{two} = {numbers.plain(float(now[1]))}",
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
