"""Loss and gradient in float64, beside torch, scipy and one bare pass of ``np.exp``.

Run with ``python -m benchmarks.engine``. Each figure is the best of many runs: what the machine
can do when nothing else disturbs it.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from core.losses import LOSSES

SIZES = ((3, 3), (1000, 10), (100_000, 10), (1000, 1000))
SECONDS = 0.6  # for each figure

Job = Callable[[], object]


@dataclass(frozen=True)
class Row:
    """Times of one loss at one size, in seconds; None where the library is not installed.

    scipy has no gradient and no hinge, so its figure is log_softmax and softmax, the same
    information as the softmax loss and gradient.
    """

    loss: str
    shape: tuple[int, int]
    ours: float
    torch: float | None
    scipy: float | None
    exp: float

    @property
    def to_torch(self) -> float | None:
        """Our time over torch's; at most 1 is wanted."""
        return None if self.torch is None else self.ours / self.torch


def rows() -> list[Row]:
    """Measure every loss at every size."""
    rng = np.random.default_rng(7)
    result = []
    for shape in SIZES:
        scores = rng.normal(scale=3.0, size=shape)
        labels = rng.integers(0, shape[1], size=shape[0])
        for key, kind in LOSSES.items():
            jobs: dict[str, Job | None] = {
                "ours": partial(kind().with_gradient, scores, labels),
                "torch": _torch_job(key, scores, labels),
                "scipy": _scipy_job(scores) if key == "softmax" else None,
                "exp": partial(np.exp, scores),
            }
            times = _best({name: job for name, job in jobs.items() if job is not None})
            result.append(
                Row(key, shape, times["ours"], times.get("torch"), times.get("scipy"), times["exp"])
            )
    return result


def _torch_job(key: str, scores: np.ndarray[Any, Any], labels: np.ndarray[Any, Any]) -> Job | None:
    try:
        import torch
    except ImportError:
        return None
    inputs = torch.tensor(scores, requires_grad=True)
    targets = torch.tensor(labels)
    # Torch's hinge is the sum over the number of classes, which is the same work.
    functions = torch.nn.functional
    losses: dict[str, Any] = {
        "softmax": functions.cross_entropy,
        "hinge": functions.multi_margin_loss,
    }
    ones = torch.ones(len(labels), dtype=inputs.dtype)

    def job() -> object:
        inputs.grad = None
        losses[key](inputs, targets, reduction="none").backward(ones)
        return inputs.grad

    return job


def _scipy_job(scores: np.ndarray[Any, Any]) -> Job | None:
    try:
        from scipy.special import log_softmax, softmax  # type: ignore[import-untyped] # scipy
    except ImportError:
        return None
    return lambda: (log_softmax(scores, axis=1), softmax(scores, axis=1))


def _best(jobs: dict[str, Job]) -> dict[str, float]:
    """Shortest time of each job; they take turns, so that a busy moment hits all alike."""
    best = dict.fromkeys(jobs, float("inf"))
    repeats = {name: _repeats(job) for name, job in jobs.items()}
    end = time.perf_counter() + SECONDS * len(jobs)
    while time.perf_counter() < end:
        for name, job in jobs.items():
            start = time.perf_counter()
            for _ in range(repeats[name]):
                job()
            best[name] = min(best[name], (time.perf_counter() - start) / repeats[name])
    return best


def _repeats(job: Job) -> int:
    """How many calls last about 2 ms, so that the clock's own cost does not show."""
    job()
    start = time.perf_counter()
    job()
    return max(1, round(0.002 / (time.perf_counter() - start)))


def main() -> None:
    """Print the table."""
    measured = rows()
    print("Engine: loss and gradient, float64, best time in microseconds")
    print(f"{'loss':8} {'N':>7} {'C':>5} {'ours':>10} {'torch':>10} {'scipy':>10} {'np.exp':>10}"
          f" {'to torch':>9} {'to scipy':>9} {'to exp':>7}")  # fmt: skip
    for row in measured:
        n, c = row.shape
        print(f"{row.loss:8} {n:7} {c:5} {_micro(row.ours)} {_micro(row.torch)} {_micro(row.scipy)}"
              f" {_micro(row.exp)} {_ratio(row.ours, row.torch):>9}"
              f" {_ratio(row.ours, row.scipy):>9} {_ratio(row.ours, row.exp):>7}")  # fmt: skip
    if all(row.torch is None for row in measured):
        print("torch is not installed: nothing to compare with in its column")


def _micro(seconds: float | None) -> str:
    return f"{'—':>10}" if seconds is None else f"{seconds * 1e6:10.1f}"


def _ratio(ours: float, other: float | None) -> str:
    return "—" if other is None else f"{ours / other:.2f}"


if __name__ == "__main__":
    main()
