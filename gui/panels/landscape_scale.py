"""What the shades of the landscape mean, and where its marks stand on that scale."""

from __future__ import annotations

from core.evaluation import Evaluation
from gui.charts.curves.drag_plot import Point
from gui.charts.shade_scale import Reading, Scale
from gui.controls.pinned import change_text, with_pinned
from gui.panels import landscape_words as say
from gui.panels.landscape_pin import PinnedLandscape, best_change
from gui.panels.terrain import Terrain
from gui.words import numbers
from gui.words.translation import tr


def scale_of(
    evaluation: Evaluation,
    terrain: Terrain,
    best: Point | None,
    pinned: PinnedLandscape,
    values: tuple[float, float],
) -> Scale:
    """The scale of shades that go from the first of `values` to the second."""
    kind = terrain.state.view.landscape
    now = say.value_of(kind, (evaluation.data_loss, evaluation.penalty_term))
    then = None if pinned.parts is None else say.value_of(kind, pinned.parts)
    lowest = None if best is None else say.value_of(kind, terrain.at(*best))
    decimals, texts = say.apart(now, lowest)
    change = change_text(now, then, decimals)
    readings = [Reading("point", tr("landscape.now"), texts[0], change)]
    exact = [_exact(readings[0], now, then)]
    shown = [*values, now]
    if lowest is not None:
        parts = pinned.best_parts
        then = None if parts is None else say.value_of(kind, parts)
        change = best_change(lowest, then, decimals, exact=terrain.is_exact)
        readings.append(Reading("diamond", tr("landscape.best.short"), texts[1], change))
        exact.append(_exact(readings[1], lowest, then))
        shown.append(lowest)
    # The grid may miss the lowest place, or what was rounded beside it be lower than its end.
    ends = numbers.fixed(min(shown), decimals), numbers.fixed(max(shown))
    caption = tr(f"landscape.scale.{kind}")
    return Scale(caption, ends, tuple(readings), "\n".join(filter(None, exact)))


def _exact(reading: Reading, now: float, then: float | None) -> str:
    """A reading that has changed since the pin to the last digit."""
    return with_pinned(f"{reading.name} {numbers.exact(now)}", now, then) if reading.change else ""
