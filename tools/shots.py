"""Draw the pictures that a change is reviewed by, into ``shots/``."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import numpy as np

from core import edits
from core.scenario import builtin
from core.state import ScoreTable, State

os.environ["QT_QPA_PLATFORM"] = "offscreen"

OUT = Path("shots")
SIZES = ((1280, 720), (1920, 1080), (3840, 2160))
TEN = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"]
TEN_SCORES = (2.9, 0.4, 1.2, 3.1, -0.8, 4.2, -2.5, 0.7, 1.9, -1.3)


def _scenario(key: str) -> State:
    return next(item.load() for item in builtin() if item.key == key)


def _with(state: State, *changes: edits.Edit) -> State:
    for change in changes:
        state = change.apply(state)
    return state


def ten_classes() -> State:
    """One example of ten classes, scores alone."""
    return State(
        title="Ten classes",
        classes=tuple(TEN),
        examples=("cat photo",),
        labels=np.array([3]),
        source=ScoreTable(np.array([TEN_SCORES])),
    )


def cases() -> dict[str, State]:
    """Every state worth a look, by file name."""
    default = _scenario("cat-car-frog")
    svm = _with(default, edits.choose_loss("hinge"))
    ten = ten_classes()
    return {
        "softmax": default,
        "svm": svm,
        "svm-push-elastic": _with(
            svm, edits.show_gradient(on=True), edits.choose_penalty("elastic_net")
        ),
        "ten-classes": ten,
        "ten-classes-svm-push": _with(
            ten, edits.choose_loss("hinge"), edits.show_gradient(on=True)
        ),
        **{item.key: item.load() for item in builtin() if item.key != "cat-car-frog"},
    }


def main() -> int:
    """Draw every case in both languages and every size."""
    from gui.app import Options
    from gui.launch import make_application, make_window

    application = make_application()
    OUT.mkdir(parents=True, exist_ok=True)
    for name, state in cases().items():
        for language in ("en", "ko"):
            for size in SIZES:
                options = Options(language=language, size=size, render=OUT)
                window = make_window(options, state)
                window.show()
                application.processEvents()
                window.grab().save(str(OUT / f"{name}-{language}-{size[1]}.png"))
                window.close()
                window.deleteLater()
                application.processEvents()
    sys.stdout.write(f"{len(list(OUT.glob('*.png')))} pictures in {OUT}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
