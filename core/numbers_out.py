"""The numbers of an evaluation for other programs: a table of the examples, arrays, W and b."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from core.evaluation import Evaluation
from core.losses import LOSSES
from core.state import LinearModel
from core.text import Text

_BLOCK = 500
"""Examples written at once; another thread may go on in between."""

Say = Callable[[Text], str]
"""Says a name in the language in force."""


def example_table(evaluation: Evaluation, say: Say, between: str = ",") -> Iterator[str]:
    """A CSV, or with tabs `between` the cells a TSV, with a row for each example, in pieces.

    Index, name, class, index of the class, index of the predicted class, whether it is held out
    (0 or 1), a score for each class, and every loss under its key. Indices are counted from 0,
    numbers have all their digits.

    Parameters
    ----------
    evaluation
        What is written.
    say
        Says the names.
    between
        What parts the cells.
    """
    state = evaluation.state
    classes = [say(name) for name in state.classes]
    first = ["example", "name", "class", "label", "predicted", "held_out"]
    yield _rows([[*first, *(f"score {name}" for name in classes), *LOSSES]], between)
    losses = [evaluation.loss_result(key).per_example for key in LOSSES]
    columns = (state.labels, evaluation.batch.predicted, state.held_out.astype(int))
    for start in range(0, state.example_count, _BLOCK):
        part = slice(start, start + _BLOCK)
        labels, predicted, held_out = (column[part].tolist() for column in columns)
        values = np.column_stack([evaluation.scores[part], *(one[part] for one in losses)])
        names = map(say, state.examples[part])
        label_names = (classes[label] for label in labels)
        told = zip(names, label_names, labels, predicted, held_out, values.tolist(), strict=True)
        yield _rows(([at, *one[:-1], *one[-1]] for at, one in enumerate(told, start)), between)


def model_table(model: LinearModel, classes: Sequence[str], features: Sequence[str]) -> str:
    """A CSV of W and b: a row for each class, a column for each feature, and the biases last."""
    values = np.column_stack([model.weights, model.biases]).tolist()
    rows = ([name, *row] for name, row in zip(classes, values, strict=True))
    return _rows([["class", *features, "b"], *rows])


def arrays(evaluation: Evaluation) -> dict[str, NDArray[np.generic]]:
    """The numbers as arrays: examples are rows, W is (C, D), scores are X Wᵀ + b.

    Gradients are those of ``--evaluate``: of the data loss with respect to the scores, of the total
    with respect to W and b. Losses are those of the examples, (N,), under ``loss_KEY``. What scores
    alone lack is left out.
    """
    state, source = evaluation.state, evaluation.state.source
    found: dict[str, NDArray[np.generic]] = {
        "scores": evaluation.scores,
        "labels": state.labels,
        "held_out": state.held_out,
        "gradient_scores": evaluation.score_gradient,
    }
    for key in LOSSES:
        found[f"loss_{key}"] = evaluation.loss_result(key).per_example
    weights, biases = evaluation.weight_gradient, evaluation.bias_gradient
    if isinstance(source, LinearModel) and weights is not None and biases is not None:
        found |= {"X": source.features, "W": source.weights, "b": source.biases}
        found |= {"gradient_W": weights, "gradient_b": biases}
    return found


def npz(evaluation: Evaluation) -> bytes:
    """`arrays` as numpy keeps them in a file; read without pickle."""
    buffer = io.BytesIO()
    np.savez(buffer, allow_pickle=False, **arrays(evaluation))
    return buffer.getvalue()


def _rows(rows: Iterable[Sequence[object]], between: str = ",") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=between, lineterminator="\n").writerows(rows)
    return text.getvalue()
