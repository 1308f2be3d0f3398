"""Train the classifiers of the two scenarios of handwritten digits and write their files.

Source of the images: E. Alpaydin and C. Kaynak, "Optical Recognition of Handwritten Digits", UCI
Machine Learning Repository (1998), https://doi.org/10.24432/C50P49, licence CC BY 4.0, in the copy
that comes with scikit-learn (`sklearn.datasets.load_digits`: its test part, 1,797 images of 8 × 8
pixels from 0 to 16). Changed here: 200 of the images are taken and their pixels divided by 16.

Twenty images of each digit, drawn with a seed, are held out and become the examples; nobody picked
them. The classifier is trained on the other 1,597. scikit-learn minimises

    ½ Σ w² + C Σ Lᵢ

with the biases free. Divided by C N this is the program's own objective with softmax and L2,

    (1/N) Σ Lᵢ + λ Σ w²,    λ = 1 / (2 C N),

so C is chosen for λ = 0.01, the program's default. There the gradient with respect to W is 0 over
the training images; over the 200 examples it is not. What is left of it after the weights and
biases are rounded to three decimals is printed.

The second scenario, "200 digits to learn from", is the other way round: its W is the best one for
these 200 at the same λ, by the program's own solver, and the 1,597 follow as held-out examples.

Run: ``pip install --group data``, then ``python -m tools.digits``. The same versions of the
packages write the same files.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from core.arrays import FloatArray, IntArray
from core.fit import fitted
from core.scenario.files import dump_bytes
from core.settings import LossSettings, PenaltySettings
from core.state import LinearModel, Pair, State, View
from core.text import Text
from tools.flowers import rounded

OUT = Path("resources/scenarios/115-digits.json")
TITLE = {"en": "Handwritten digits", "ko": "손글씨 숫자"}
SECOND = Path("resources/scenarios/117-digits-held-out.json")
SECOND_TITLE = {"en": "200 digits to learn from", "ko": "숫자 200개로 배우기"}
DIGITS = 10
PER_DIGIT = 20
BRIGHTEST = 16  # a power of two: the features are exact
SEED = 1998  # the year of the data
STRENGTH = 0.01
DECIMALS = 3
# In the middle of the picture, one above the other: ink at either speaks against a 0.
PAIR: Pair = ((0, 28), (0, 36))


def held_out(labels: IntArray) -> IntArray:
    """Twenty images of each digit, in a shuffled order."""
    random = np.random.default_rng(SEED)
    drawn = [random.permutation(np.flatnonzero(labels == k))[:PER_DIGIT] for k in range(DIGITS)]
    return random.permutation(np.concatenate(drawn))


def train(features: FloatArray, labels: IntArray) -> tuple[FloatArray, FloatArray]:
    """Weights (C, D) and biases (C,) at the minimum of softmax loss and L2 penalty, rounded."""
    from sklearn.linear_model import LogisticRegression

    inverse_strength = 1 / (2 * STRENGTH * len(labels))
    model = LogisticRegression(C=inverse_strength, tol=1e-10, max_iter=10_000)
    model.fit(features, labels)
    # Adding 0 turns a rounded −0 into 0.
    return model.coef_.round(DECIMALS) + 0.0, model.intercept_.round(DECIMALS) + 0.0


def gradient(model: LinearModel, labels: IntArray) -> FloatArray:
    """The gradient of the training objective with respect to W, (C, D)."""
    scores = model.features @ model.weights.T + model.biases
    exps = np.exp(scores - scores.max(axis=1, keepdims=True))
    excess = exps / exps.sum(axis=1, keepdims=True) - np.eye(DIGITS)[labels]
    mean: FloatArray = excess.T @ model.features / len(labels)
    return mean + 2 * STRENGTH * model.weights


def names(labels: IntArray) -> tuple[Text, ...]:
    """What the examples are called: each digit's are numbered in their order."""
    counts = [0] * DIGITS
    found: list[Text] = []
    for digit in labels.tolist():
        counts[digit] += 1
        number = counts[digit]
        found.append({"en": f"digit {digit}, no. {number}", "ko": f"숫자 {digit}, {number}번"})
    return tuple(found)


def first_look(model: LinearModel, labels: IntArray) -> View:
    """The first example that is right but inside the margin, and the class that comes close."""
    scores = model.features @ model.weights.T + model.biases
    every = np.arange(len(labels))
    correct = scores[every, labels]
    scores[every, labels] = -np.inf
    lead = correct - scores.max(axis=1)
    example = int(np.flatnonzero((lead > 0) & (lead < LossSettings.margin))[0])
    return View(example, int(scores[example].argmax()), pair=PAIR)


def learnt(features: FloatArray, labels: IntArray, shown: IntArray, rest: IntArray) -> State:
    """The document of the second scenario: W fitted to the images `shown`, the `rest` held out."""
    order = np.concatenate([shown, rest])
    nothing = np.zeros((DIGITS, features.shape[1])), np.zeros(DIGITS)
    state = State(
        SECOND_TITLE,
        tuple(str(k) for k in range(DIGITS)),
        names(labels[order]),
        labels[order],
        LinearModel(features[order], *nothing),
        LossSettings("softmax"),
        PenaltySettings("l2", STRENGTH),
        View(pair=PAIR, page="batch", cards={"batch": "accuracy"}),
        held_out=np.arange(len(order)) >= len(shown),
    )
    return rounded(fitted(state)[0])


def main() -> int:
    """Train, write the scenarios and print what is left of the gradient."""
    from sklearn.datasets import load_digits

    images, labels = load_digits(return_X_y=True)
    features = images / BRIGHTEST
    shown = held_out(labels)
    rest = np.setdiff1d(np.arange(len(labels)), shown)
    weights, biases = train(features[rest], labels[rest])
    left = gradient(LinearModel(features[rest], weights, biases), labels[rest])
    model = LinearModel(features[shown], weights, biases)
    state = State(
        TITLE,
        tuple(str(k) for k in range(DIGITS)),
        names(labels[shown]),
        labels[shown],
        model,
        LossSettings("softmax"),
        PenaltySettings("l2", STRENGTH),
        first_look(model, labels[shown]),
    )
    OUT.write_bytes(dump_bytes(state))
    SECOND.write_bytes(dump_bytes(learnt(features, labels, shown, rest)))
    sys.stdout.write(f"{OUT}: the gradient over the training images is {abs(left).max():.1e}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
