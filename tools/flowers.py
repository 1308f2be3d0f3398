"""Write the scenarios of Fisher's irises, "Iris petals" and "Irises, half of them held out".

Source: R. A. Fisher, "The use of multiple measurements in taxonomic problems", Annals of Eugenics 7
(1936), in the UCI Machine Learning Repository, https://doi.org/10.24432/C56C76, licence CC BY 4.0.
The file in `tests/core/data` has the 150 flowers in cm, with the 35th and the 38th as in Fisher's
article.

W begins at 0 for the petals, where it is to walk, and is the best one at the program's own λ for
the training half of the others, rounded to twelve decimals.

Run: ``python -m tools.flowers``. It writes the same files again.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from core.arrays import FloatArray, IntArray
from core.edits import set_model, split
from core.edits.base import model_of
from core.fit import fitted
from core.scenario.files import dump_bytes
from core.settings import DescentSettings, PenaltySettings
from core.state import LinearModel, Plane, State, View
from core.text import Text

DATA = Path("tests/core/data/iris.csv")
FOLDER = Path("resources/scenarios")
KINDS: tuple[Text, ...] = (
    {"en": "setosa", "ko": "세토사"},
    {"en": "versicolor", "ko": "버시컬러"},
    {"en": "virginica", "ko": "버지니카"},
)
FEATURES: tuple[Text, ...] = (
    {"en": "sepal length (cm)", "ko": "꽃받침 길이(cm)"},
    {"en": "sepal width (cm)", "ko": "꽃받침 너비(cm)"},
    {"en": "petal length (cm)", "ko": "꽃잎 길이(cm)"},
    {"en": "petal width (cm)", "ko": "꽃잎 너비(cm)"},
)
STRENGTH = 0.01
STEP = 0.1
SEED = 1936  # the year of the article
DECIMALS = 12


def flowers() -> tuple[FloatArray, IntArray]:
    """The four measures of the flowers (150, 4) and their kinds (150,)."""
    table = np.loadtxt(DATA, delimiter=",")
    return table[:, :4], table[:, 4].astype(np.intp)


def document(title: Text, columns: slice, plane: Plane, page: str, card: str = "") -> State:
    """The flowers with some of their measures and W = 0."""
    features, labels = flowers()
    features = features[:, columns]
    names = tuple(
        {"en": f"{KINDS[kind]['en']} {number}", "ko": f"{KINDS[kind]['ko']} {number}"}
        for kind, number in zip(labels.tolist(), (np.arange(150) % 50 + 1).tolist(), strict=True)
    )
    return State(
        title,
        KINDS,
        names,
        labels,
        LinearModel(features, np.zeros((3, features.shape[1])), np.zeros(3)),
        penalty=PenaltySettings("l2", STRENGTH),
        view=View(page=page, cards={page: card} if card else {}, plane=plane),
        feature_names=FEATURES[columns],
        descent=DescentSettings(STEP),
    )


def petals() -> State:
    """Two measures and W = 0, to walk downhill from."""
    title = {"en": "Iris petals", "ko": "붓꽃의 꽃잎"}
    return document(title, slice(2, 4), (0, 1), "fit", "walk")


def halves() -> State:
    """Four measures; half of the flowers are held out, and W is the best for the others."""
    title = {"en": "Irises, half of them held out", "ko": "붓꽃, 절반은 떼어 두기"}
    state = document(title, slice(0, 4), (2, 3), "batch", "accuracy")
    return rounded(fitted(split(0.5, SEED).apply(state))[0])


def rounded(state: State) -> State:
    """The same with the digits of W and b that a file need not have left out."""
    model = model_of(state)
    weights, biases = model.weights.round(DECIMALS), model.biases.round(DECIMALS)
    return set_model("rounded", weights, biases).apply(state)


def main() -> int:
    """Write both."""
    for name, state in (("120-iris-petals", petals()), ("125-iris-halves", halves())):
        (FOLDER / f"{name}.json").write_bytes(dump_bytes(state))
        sys.stdout.write(f"{name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
