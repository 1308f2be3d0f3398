"""What the report says of a document, in words and numbers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from core.arrays import FloatArray
from core.evaluation import Evaluation
from core.losses import LOSSES
from core.state import LinearModel, State
from gui.look.theme import Type
from gui.losses import display_of, family_of
from gui.report.paper import Block
from gui.report.table import Column, table
from gui.report.text import Faces, heading, pair, paragraph
from gui.words import numbers
from gui.words.translation import tr, words

ROWS = 500
"""Examples that stand in the table, some ten sheets."""
CLASSES = 20
"""Classes whose scores do."""
WEIGHTS = 1000
"""As many weights are written at most: beyond them a file is what one reads W from."""
_NAMED = 12
_DECIMALS = 4


def settings(faces: Faces, evaluation: Evaluation) -> list[Block]:
    """What the loss is made of, and of how much."""
    pairs = _loss(evaluation.state) + _penalty(evaluation.state) + _sizes(evaluation)
    return [heading(faces, tr("report.settings")), *(pair(faces, *one) for one in pairs)]


def _loss(state: State) -> list[tuple[str, str]]:
    loss, display = state.loss, display_of(state.loss.active)
    kin = len(family_of(display.key)) > 1
    name = f"{display.name} – {display.variant}" if kin else display.name
    found = [(tr("rail.loss.caption"), name), ("", display.tip)]
    if "margin" in display.settings:
        found.append((tr("rail.margin"), numbers.shortest(loss.margin)))
    switches = {"squared": loss.squared, "include_correct_class": loss.include_correct_class}
    variants = [
        tr(f"rail.loss.{key}") for key, on in switches.items() if on and key in display.settings
    ]
    if loss.class_divisor != "none" and "class_divisor" in display.settings:
        by = "C − 1" if loss.class_divisor == "wrong" else "C"
        variants.append(f"{tr('rail.loss.class_divisor')} {by}")
    if variants:
        found.append((tr("report.variants"), ", ".join(variants)))
    kind = "sum" if loss.sum_over_examples else "mean"
    count = f"{state.training_count:,}"
    return [*found, (tr("report.data"), tr(f"report.data.{kind}", count=count))]


def _penalty(state: State) -> list[tuple[str, str]]:
    caption, penalty = tr("rail.penalty.caption"), state.penalty
    if not state.has_weights:
        return [(caption, tr("rail.totals.no_weights"))]
    if penalty.kind == "none":
        return [(caption, tr("rail.totals.no_penalty"))]
    shape = tr(f"rail.totals.{penalty.kind}.{'half' if penalty.half else 'plain'}")
    found = [(caption, f"{tr(f'rail.penalty.{penalty.kind}')}: R(W) = {shape}")]
    if penalty.kind == "elastic_net":
        found.append((tr("rail.rho"), numbers.shortest(penalty.l1_share)))
    return [*found, (tr("rail.lambda"), numbers.shortest(penalty.strength))]


def _sizes(evaluation: Evaluation) -> list[tuple[str, str]]:
    state = evaluation.state
    names = ", ".join(words(name) for name in state.classes[:_NAMED])
    more = ", …" if state.class_count > _NAMED else ""
    examples = f"{state.example_count:,}"
    if state.has_held_out:
        apart = f"{state.example_count - state.training_count:,}"
        examples = tr("report.examples.held_out", count=examples, held_out=apart)
    right = tr(
        "report.right.of",
        count=f"{evaluation.batch.right_count:,}",
        total=f"{state.training_count:,}",
    )
    found = [
        (tr("report.classes"), f"{state.class_count:,}: {names}{more}"),
        (tr("report.examples"), examples),
    ]
    if state.has_weights:
        found.append((tr("report.features"), f"{state.feature_count:,}"))
    return [*found, (tr("report.right"), right)]


def model(faces: Faces, state: State) -> list[Block]:
    """W and b as a table, unless they are more than one reads."""
    source = state.source
    if not isinstance(source, LinearModel):
        return []
    title = heading(faces, tr("report.weights"))
    rows, count = source.weights.shape
    if source.weights.size > WEIGHTS:
        told = tr("report.weights.many", rows=f"{rows:,}", columns=f"{count:,}")
        return [title, paragraph(faces, told, Type.BODY, "muted")]
    columns = [
        Column("", [words(name) for name in state.classes]),
        *(
            _figures(words(name), values)
            for name, values in zip(state.feature_names, source.weights.T, strict=True)
        ),
        _figures("b", source.biases),
    ]
    return [title, *table(faces, columns, 1)]


def examples(faces: Faces, evaluation: Evaluation) -> list[Block]:
    """Classes, losses and scores of the examples as a table."""
    state = evaluation.state
    count = min(ROWS, state.example_count)
    blocks = [heading(faces, tr("report.table"))]
    for shown, total, told in (
        (count, state.example_count, "report.table.rows"),
        (min(CLASSES, state.class_count), state.class_count, "report.table.classes"),
    ):
        if shown < total:
            text = tr(told, count=f"{shown:,}", total=f"{total:,}")
            blocks.append(paragraph(faces, text, Type.SMALL, "muted", keeps=True))
    return [*blocks, *table(faces, _columns(evaluation, count), 2)]


def _columns(evaluation: Evaluation, count: int) -> list[Column]:
    state, batch = evaluation.state, evaluation.batch
    labels, predicted = state.labels[:count], batch.predicted[:count]
    classes = [words(name) for name in state.classes]
    wrong = frozenset(np.flatnonzero(~batch.right[:count]).tolist())
    columns = [
        Column("", [f"{at:,}" for at in range(1, count + 1)], figures=True),
        Column(tr("examples.name"), [words(name) for name in state.examples[:count]]),
        Column(tr("examples.label"), [classes[at] for at in labels]),
        Column(tr("examples.predicted"), [classes[at] for at in predicted], marked=wrong),
    ]
    if state.has_held_out:
        mark = tr("examples.held_out.mark")
        held_out = state.held_out[:count].tolist()
        columns.append(Column("", [mark if one else "" for one in held_out]))
    for key in LOSSES:
        losses = evaluation.loss_result(key).per_example[:count]
        strong = key == state.loss.active
        columns.append(_figures(f"L, {display_of(key).short}", losses, strong=strong))
    scores = evaluation.scores[:count, :CLASSES]
    names = (tr("report.score", name=name) for name in classes)
    return [*columns, *(_figures(name, one) for name, one in zip(names, scores.T, strict=False))]


def _figures(name: str, values: Sequence[float] | FloatArray, *, strong: bool = False) -> Column:
    cells = [numbers.plain(float(value), _DECIMALS) for value in values]
    return Column(name, cells, figures=True, strong=strong)
