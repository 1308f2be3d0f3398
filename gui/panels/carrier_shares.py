"""The shares that the card of carriers shows. No Qt here."""

from __future__ import annotations

import numpy as np

from core.evaluation import Evaluation
from gui.charts.parts.share_layout import Share, Shares
from gui.losses import display_of
from gui.words.translation import words

# As many parts as a bar could tell apart.
_MOST = 24


def prepare_shares(evaluation: Evaluation) -> None:
    """Ask for what the card shows, which takes long in a large document."""
    evaluation.active.carriers(_MOST)
    evaluation.active.shares_of([evaluation.state.view.example])
    evaluation.counterparts  # noqa: B018 - computed by asking


def example_shares(evaluation: Evaluation) -> Shares:
    """Who has which part of the data loss, and had when pinned."""
    found, names = evaluation.active.carriers(_MOST), evaluation.state.examples
    then: list[float | None] = [None] * len(found.indices)
    rest_then: float | None = None
    pinned, counterparts = evaluation.pinned, evaluation.counterparts
    if pinned is not None and counterparts is not None:
        before = pinned.active.shares_of(counterparts[found.indices])
        then = before.tolist()
        rest_then = max(0.0, 1.0 - float(before.sum())) if pinned.active.largest > 0 else 0.0
    parts = tuple(
        Share(index, words(names[index]), share, before_it)
        for index, share, before_it in zip(
            found.indices.tolist(), found.shares.tolist(), then, strict=True
        )
    )
    return Shares(parts, found.rest, rest_then, found.others)


def class_shares(evaluation: Evaluation) -> Shares:
    """Which wrong class has which part of the chosen example's loss, and had when pinned."""
    example, pinned = evaluation.example, evaluation.pinned
    shares = example.wrong_shares(evaluation.state.loss.active)
    order = np.argsort(-shares, kind="stable")
    order = order[shares[order] > 0]
    shown, others = order[:_MOST], order[_MOST:]
    before, was = None, evaluation.pinned_example
    if was is not None and pinned is not None and len(was.scores) == len(shares):
        before = was.wrong_shares(pinned.state.loss.active)
    parts = tuple(
        Share(
            index,
            _class_name(evaluation, index),
            float(shares[index]),
            None if before is None else float(before[index]),
        )
        for index in shown.tolist()
    )
    rest_then = None
    if before is not None:
        rest_then = max(0.0, float(before.sum() - before[shown].sum()))
    return Shares(parts, float(shares[others].sum()), rest_then, len(others))


def _class_name(evaluation: Evaluation, index: int) -> str:
    name = words(evaluation.state.classes[index])
    if index != evaluation.example.label:
        return name
    return display_of(evaluation.state.loss.active).own_share(name)
