"""The numbers of an evaluation as plain data, for ``losslab --evaluate``."""

from core.evaluation import Evaluation
from core.losses.softmax import Softmax
from core.penalties import PENALTIES


def report(evaluation: Evaluation) -> dict[str, object]:
    """Numbers and lists only, ready for JSON; floats keep their full precision."""
    softmax, hinge = evaluation.loss_result("softmax"), evaluation.loss_result("hinge")
    stages = Softmax().stages(evaluation.scores, evaluation.state.labels)
    weights, biases = evaluation.weight_gradient, evaluation.bias_gradient
    return {
        "scores": evaluation.scores.tolist(),
        "softmax": {
            "per_example": softmax.per_example.tolist(),
            "mean": softmax.mean,
            "probabilities": stages.probabilities.tolist(),
        },
        "hinge": {"per_example": hinge.per_example.tolist(), "mean": hinge.mean},
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
