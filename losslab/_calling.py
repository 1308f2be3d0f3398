"""What a Python program asks Loss Lab for: a window on its arrays, or their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from losslab._passing import arrays_of, evaluated, opened, said
from losslab._results import Evaluation, Window

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

Loss = Literal["softmax", "hinge", "crammer_singer", "one_vs_rest"]
Penalty = Literal["none", "l1", "l2", "elastic_net"]


def show(
    scores: ArrayLike | None = None,
    labels: ArrayLike | None = None,
    *,
    X: ArrayLike | None = None,
    y: ArrayLike | None = None,
    W: ArrayLike | None = None,
    b: ArrayLike | None = None,
    loss: Loss = "softmax",
    margin: float = 1.0,
    penalty: Penalty = "none",
    strength: float | None = None,
    classes: Sequence[str] | None = None,
    feature_names: Sequence[str] | None = None,
    title: str | None = None,
) -> Window:
    """Open Loss Lab on arrays, and go on as soon as its window is there.

    The window has copies: what is changed there changes nothing here, and the other way round. It
    stays open when the notebook or the script ends; `Window.wait` waits for it to be closed.

    Parameters
    ----------
    scores : (N, C)
        In place of X, W and b: scores alone. One example may be (C,), with a single label.
    labels, y : (N,)
        The correct classes: indices from 0, names, or one-hot rows (N, C). One of the two.
    X : (N, D)
        Features, an example a row.
    W : (C, D)
        Weights, a class a row; 0 if left out. Scores are X Wᵀ + b.
    b : (C,)
        Biases; 0 if left out.
    loss : {"softmax", "hinge", "crammer_singer", "one_vs_rest"}
        The loss in force.
    margin : float
        Of every SVM.
    penalty : {"none", "l1", "l2", "elastic_net"}
    strength : float
        λ, what the penalty is multiplied by; 0.01 if left out.
    classes : C names
        In the order of the indices. Left out, labels that are names are the classes, in the order
        of the alphabet.
    feature_names : D names
    title : str
        Of the document.

    Returns
    -------
    Window

    Raises
    ------
    TypeError
        If neither `scores` nor `X` is given or both are, or no labels.
    ValueError
        If the arrays do not fit together or hold what the program does not take.
    RuntimeError
        If no window could be opened, for instance without a display.

    Examples
    --------
    >>> window = losslab.show([[3.2, 5.1, -1.7]], ["cat"], classes=["cat", "car", "frog"])
    >>> losslab.show(X=X, y=y, W=model.coef_, b=model.intercept_, penalty="l2", strength=0.1)
    """
    return opened(
        arrays_of(scores, labels, X, y, W, b)
        | said(
            loss=loss,
            margin=margin,
            penalty=penalty,
            strength=strength,
            classes=classes,
            feature_names=feature_names,
            title=title,
        )
    )


def evaluate(
    scores: ArrayLike | None = None,
    labels: ArrayLike | None = None,
    *,
    X: ArrayLike | None = None,
    y: ArrayLike | None = None,
    W: ArrayLike | None = None,
    b: ArrayLike | None = None,
    loss: Loss = "softmax",
    margin: float = 1.0,
    penalty: Penalty = "none",
    strength: float | None = None,
    classes: Sequence[str] | None = None,
) -> Evaluation:
    """All numbers that Loss Lab shows of arrays, with full precision.

    Parameters are those of `show`.

    Returns
    -------
    Evaluation
        Of every loss; `loss` is the one that `Evaluation.total` and the gradients are of.

    Raises
    ------
    TypeError
        If neither `scores` nor `X` is given or both are, or no labels.
    ValueError
        If the arrays do not fit together or hold what the program does not take.
    RuntimeError
        If the program failed.

    Examples
    --------
    >>> losslab.evaluate([[3.2, 5.1, -1.7]], [0]).losses["hinge"]
    array([2.9])
    """
    return evaluated(
        arrays_of(scores, labels, X, y, W, b)
        | said(loss=loss, margin=margin, penalty=penalty, strength=strength, classes=classes)
    )
