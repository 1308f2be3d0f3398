"""The numbers of an evaluation as plain data, for ``losslab --evaluate``."""

import numpy as np

from core.evaluation import Evaluation
from core.losses import LOSSES
from core.penalties import PENALTIES


def report(evaluation: Evaluation) -> dict[str, object]:
    """Numbers and lists only, ready for JSON; floats keep their full precision.

    Every loss stands under its key, beside what is told of the scores, the penalties and the sums.
    Means, sums and gradients are of the training examples; ``held_out`` are the indices of others,
    ``held_out_mean`` the mean of the loss in force over these.
    """
    weights, biases = evaluation.weight_gradient, evaluation.bias_gradient
    return {
        "scores": evaluation.scores.tolist(),
        **{key: _loss(evaluation, key) for key in LOSSES},
        "held_out": np.flatnonzero(evaluation.state.held_out).tolist(),
        "held_out_mean": evaluation.active.held_out_mean,
        "penalty": {kind: evaluation.penalty_value(kind) for kind in PENALTIES},
        "data_loss": evaluation.data_loss,
        "penalty_term": evaluation.penalty_term,
        "total": evaluation.total,
        "gradient": {
            "scores": evaluation.score_gradient.tolist(),
            "weights": None if weights is None else weights.tolist(),
            "biases": None if biases is None else biases.tolist(),
        },
    }


def _loss(evaluation: Evaluation, key: str) -> dict[str, object]:
    result, state = evaluation.loss_result(key), evaluation.state
    loss = LOSSES[key].from_settings(state.loss)
    details = loss.details(evaluation.scores, state.labels)
    return {
        "per_example": result.per_example.tolist(),
        "mean": result.mean,
        "held_out_mean": result.held_out_mean,
        **{name: values.tolist() for name, values in details.items()},
    }
