"""Ask PyTorch and scikit-learn for SVM losses, and write what they say for the tests.

PyTorch's `multi_margin_loss` is the hinge divided by all classes; `hinge_loss` of scikit-learn is
the largest violation alone for several classes, and a binary hinge for two, here asked of each
class. All are asked in float64, PyTorch for its slopes as well.

Run: ``pip install --group data``, then ``python -m tools.references``.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np

from core.arrays import FloatArray, IntArray

OUT = Path("tests/core/data/references.json")
SEED = 1999  # the year of Weston and Watkins
EXAMPLES, CLASSES = 12, 4
MARGINS = (1.0, 0.3, 10.0)


def main() -> int:
    """Write the file."""
    random = np.random.default_rng(SEED)
    scores = np.round(random.normal(scale=3.0, size=(EXAMPLES, CLASSES)), 2)
    labels = random.integers(0, CLASSES, EXAMPLES)
    found = {
        "scores": scores.tolist(),
        "labels": labels.tolist(),
        "hinge": [asked(scores, labels, margin, power) for margin in MARGINS for power in (1, 2)],
        "crammer_singer": largest(scores, labels),
        "one_vs_rest": each(scores, labels),
    }
    OUT.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    return 0


def asked(scores: FloatArray, labels: IntArray, margin: float, power: int) -> dict[str, object]:
    """PyTorch's losses (N,) and slopes (N, C)."""
    import torch

    inputs = torch.tensor(scores, requires_grad=True)
    losses = torch.nn.functional.multi_margin_loss(
        inputs, torch.tensor(labels), p=power, margin=margin, reduction="none"
    )
    losses.sum().backward()
    assert inputs.grad is not None
    return {
        "margin": margin,
        "squared": power == 2,
        "losses": losses.tolist(),
        "slopes": inputs.grad.tolist(),
    }


def largest(scores: FloatArray, labels: IntArray) -> list[float]:
    """scikit-learn's hinge of several classes, example by example."""
    from sklearn.metrics import hinge_loss

    every = np.arange(CLASSES)
    return [
        float(hinge_loss([label], row[None, :], labels=every))
        for row, label in zip(scores, labels, strict=True)
    ]


def each(scores: FloatArray, labels: IntArray) -> list[float]:
    """scikit-learn's binary hinge, asked of each class and added up, example by example."""
    from sklearn.metrics import hinge_loss

    def of_class(score: float, right: bool) -> float:
        # It takes a single answer for a no: a second one of the other kind, far beyond its margin,
        # adds nothing to the mean of two.
        sign = 1.0 if right else -1.0
        return 2.0 * float(hinge_loss([sign, -sign], [score, -1e6 * sign]))

    return [
        sum(of_class(score, j == label) for j, score in enumerate(row))
        for row, label in zip(scores, labels, strict=True)
    ]


if __name__ == "__main__":
    sys.exit(main())
