"""What must hold whatever a monkey did."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from core.scenario.files import dump_bytes, load_bytes
from core.state import LinearModel, State
from gui.pages.fit import FitPage
from gui.window.window import MainWindow
from tools.faults import settle


def plain_losses(state: State) -> tuple[float, float]:
    """Data loss in extended precision by the textbook's formulas, and how far rounding may go."""
    source, loss = state.source, state.loss
    if isinstance(source, LinearModel):
        x, w, b = (
            a.astype(np.longdouble) for a in (source.features, source.weights, source.biases)
        )
        scores, size = x @ w.T + b, np.abs(x) @ np.abs(w).T + np.abs(b)
    else:
        scores = source.scores.astype(np.longdouble)
        size = np.abs(scores)
    counted = ~state.held_out
    scores, size, labels = scores[counted], size[counted], state.labels[counted]
    rows = np.arange(len(scores))
    apart = scores - scores[rows, labels][:, None]
    noise = float(size.max()) * 2.0**-46 * scores.shape[1]
    with np.errstate(all="ignore"):
        if loss.active == "softmax":
            top = apart.max(axis=1)
            losses = top + np.log(np.exp(apart - top[:, None]).sum(axis=1))
        else:
            correct = rows, labels
            margins = apart + np.longdouble(loss.margin)
            margins[correct] = 0
            if loss.active == "hinge" and loss.include_correct_class:
                margins[correct] = loss.margin
            if loss.active == "one_vs_rest":
                margins = scores + np.longdouble(loss.margin)
                margins[correct] = loss.margin - scores[correct]
            margins = np.maximum(0, margins)
            slope = 2 * float(margins.max()) + noise if loss.squared else 1.0
            terms = margins**2 if loss.squared else margins
            losses = terms.max(axis=1) if loss.active == "crammer_singer" else terms.sum(axis=1)
            noise *= slope
            if loss.active == "hinge":
                count = scores.shape[1]
                losses = losses / {"none": 1, "wrong": count - 1, "all": count}[loss.class_divisor]
        total = losses.sum() if loss.sum_over_examples else losses.mean()
    return float(total), noise * (len(scores) if loss.sum_over_examples else 1)


def complaints(window: MainWindow) -> Iterator[str]:
    """What is wrong with what is shown now."""
    _wait_for_a_walk(window)
    state, evaluation = window.session.state, window.session.evaluation
    if evaluation.state != state:
        yield "what is shown is not what is set"
        return
    if len(set(state.identities.tolist())) != state.example_count:
        yield "two examples have one identity"
    wanted, room = plain_losses(state)
    shown = evaluation.data_loss
    if math.isfinite(wanted) and not abs(shown - wanted) <= 1e-9 * abs(wanted) + room + 1e-12:
        yield f"the data loss is {shown!r}, by the textbook {wanted!r}"
    for name in ("data", "term", "total"):
        text = getattr(window.rail.totals, name).text().lower()
        if "nan" in text or "inf" in text:
            yield f"the rail shows {text}"
    for row in window.rail.classes.rows:
        if row.isHidden() or row.index >= state.class_count:
            continue
        if row.field.number != evaluation.example.scores[row.index]:
            yield "a field of the rail holds another number than is shown"
        if row.radio.isChecked() != (row.index == evaluation.example.label):
            yield "the rail marks another class than the label's"


def _wait_for_a_walk(window: MainWindow) -> None:
    """Have the last step of a run shown, which takes them between two events of the monkey's."""
    page = window.pages.get("fit")
    if isinstance(page, FitPage) and page.walk.walker.running:
        window.session.flush()


def history_complaints(window: MainWindow) -> Iterator[str]:
    """What is wrong with undo, redo, saving and reading; the state is what it was afterwards."""
    session, document = window.session, window.session.document
    document.commit()
    session.flush()
    last, pinned, steps = document.state, document.pinned, 0
    while document.undo_label is not None:
        session.undo()
        steps += 1
    settle()
    yield from complaints(window)
    for _ in range(steps):
        session.redo()
    settle()
    yield from complaints(window)
    if document.state != last:
        yield "all undone and made again, the state is another one"
    if document.pinned != pinned:
        yield "all undone and made again, another state is pinned"
    if load_bytes(dump_bytes(last)) != last:
        yield "saved and read again, the state is another one"
