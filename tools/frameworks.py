"""Run the programs for PyTorch and scikit-learn, and write what they print for the tests.

Of each variant of a document the file has the program's digest, so that a test notices one that
has been changed and never run.

Run: ``pip install --group data``, then ``python -m tools.frameworks``.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from core import edits
from core.evaluation import evaluate
from core.pytorch_code import pytorch_code
from core.scenario.files import builtin
from core.settings import LossSettings, PenaltySettings
from core.sklearn_code import estimator, sklearn_code
from core.state import LinearModel, State

OUT = Path("tests/core/data/frameworks.json")
NONE, L1, L2, ELASTIC = "none", "l1", "l2", "elastic_net"
EACH = 9
"""Points of a class."""


def digest(program: str) -> str:
    """What tells one program from another."""
    return sha256(program.encode()).hexdigest()


def for_pytorch() -> Iterator[tuple[str, State]]:
    """Documents whose losses and slopes PyTorch is asked for, by name."""
    lecture = next(item for item in builtin() if item.key == "cat-car-frog").load()
    for loss in ("softmax", "hinge", "crammer_singer", "one_vs_rest"):
        for squared in (False, True)[: 1 if loss == "softmax" else 2]:
            settings = LossSettings(loss, 0.75, squared, sum_over_examples=squared)
            kind, half = (L1, False) if squared else (L2, True)
            penalty = PenaltySettings(kind, 0.3, 0.4, half)
            yield f"{loss}, {squared}", replace(lecture, loss=settings, penalty=penalty)
    for divisor in ("none", "wrong", "all"):
        settings = LossSettings("hinge", 1.5, True, True, divisor)
        state = replace(lecture, loss=settings, penalty=PenaltySettings(ELASTIC, 0.2, 0.25))
        yield f"hinge by {divisor}", edits.hold_out([1], on=True).apply(state)
    yield "scores", next(item for item in builtin() if item.key == "same-svm-loss").load()


def turned(classes: int) -> State:
    """Points of each class around a place of its own, each class those of the first turned round.

    By symmetry all best biases are equal, so that it does not matter whether they are penalized.
    """
    random = np.random.default_rng(2001)
    first = random.normal(scale=1.2, size=(EACH, 2)).round(2) + np.array([0.8, 0.0])
    angles = 2.0 * np.pi * np.arange(classes) / classes
    turns = [np.array([[np.cos(a), -np.sin(a)], [np.sin(a), np.cos(a)]]) for a in angles]
    features = np.concatenate([first @ turn.T for turn in turns])
    labels = np.repeat(np.arange(classes), EACH)
    model = LinearModel(features, np.zeros((classes, 2)), np.zeros(classes))
    names = tuple(f"class {index}" for index in range(classes))
    return State("turned", names, tuple(map(str, range(len(labels)))), labels, model)


def for_sklearn() -> Iterator[tuple[str, State]]:
    """Documents whose best W scikit-learn is asked for, by name."""
    iris = next(item for item in builtin() if item.key == "iris-petals").load()
    softmax = LossSettings("softmax")
    for kind, half in ((L2, False), (L2, True), (L1, False), (ELASTIC, False), (ELASTIC, True)):
        penalty = PenaltySettings(kind, 0.02, 0.3, half)
        yield f"softmax, {kind}, {half}", replace(iris, loss=softmax, penalty=penalty)
    summed = replace(softmax, sum_over_examples=True)
    some = replace(iris, loss=summed, penalty=PenaltySettings(L2, 3.0))
    yield "softmax, sum, held out", edits.hold_out(range(0, 150, 7), on=True).apply(some)
    for kind in (NONE, L1, L2, ELASTIC):
        penalty = PenaltySettings(kind, 0.05, 0.3)
        yield f"softmax, two classes, {kind}", replace(turned(2), loss=softmax, penalty=penalty)
    for margin in (1.0, 2.5):
        loss, penalty = LossSettings("crammer_singer", margin), PenaltySettings(L2, 0.05)
        yield f"largest, {margin}", replace(turned(3), loss=loss, penalty=penalty)
        for squared in (False, True):
            loss = LossSettings("one_vs_rest", margin, squared)
            yield f"rest, {margin}, {squared}", replace(turned(2), loss=loss, penalty=penalty)
            for kind in (L1, ELASTIC):
                price = PenaltySettings(kind, 0.05, 0.3, half=True)
                name = f"rest, {margin}, {squared}, {kind}"
                yield name, replace(turned(2), loss=loss, penalty=price)


def main() -> int:
    """Write the file."""
    torch = {name: asked(pytorch_code(evaluate(state))) for name, state in for_pytorch()}
    sklearn = {name: fitted(state) for name, state in for_sklearn()}
    OUT.write_text(json.dumps({"torch": torch, "sklearn": sklearn}, indent=1) + "\n", "utf-8")
    return 0


def run(program: str) -> dict[str, Any]:
    """The names that a program has made; what it prints is not wanted."""
    names: dict[str, Any] = {}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(program, names)
    return names


def asked(program: str) -> dict[str, object]:
    """The losses, L and slopes that PyTorch finds."""
    names = run(program)
    parts = ("W", "b") if "W" in names else ("scores",)
    return {
        "program": digest(program),
        "losses": names["losses"].tolist(),
        "data_loss": names["data_loss"].item(),
        "total": names["total"].item(),
        "slopes": [names[part].grad.tolist() for part in parts],
    }


def fitted(state: State) -> dict[str, object]:
    """The W and b that scikit-learn finds, in the document's units and with a row a class."""
    program = sklearn_code(evaluate(state))
    model, scale = run(program)["model"], estimator(state).scale
    weights, biases = scale * model.coef_, scale * model.intercept_
    if len(weights) < state.class_count:
        # One row for two classes: split evenly, or for one against the rest both ways.
        half = 1.0 if state.loss.active == "one_vs_rest" else 0.5
        weights, biases = (np.concatenate([-half * a, half * a]) for a in (weights, biases))
    return {"program": digest(program), "W": weights.tolist(), "b": biases.tolist()}


if __name__ == "__main__":
    sys.exit(main())
