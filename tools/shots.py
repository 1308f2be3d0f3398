"""Draw the pictures that a change is reviewed by, into ``shots/``."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np

from core import edits
from core.document import Document
from core.recovery import Keeper, left_overs
from core.scenario.files import builtin
from core.state import LinearModel, ScoreTable, State
from gui.look.themes import THEMES
from gui.pages import PAGES

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap

    from gui.window.window import MainWindow

os.environ["QT_QPA_PLATFORM"] = "offscreen"

OUT = Path("shots")
_MOMENT = 100
"""Milliseconds after which a dialog is there."""
_LONGEST = 60_000
"""Milliseconds that a picture waits for what is found beside the window."""
SIZES = ((960, 600), (1280, 720), (1920, 1080), (3840, 2160))
OTHER_CARDS = {
    "weights": "weights.to_comparison",
    "batch": "batch.to_accuracy",
    "fit": "fit.to_best",
}
"""The button of each page that brings its other card to the front."""
FULL = {
    "what_if": "scores",
    "stage.card.0": "scores",
    "matrix": "weights",
    "landscape": "weights",
    "tug": "weights",
    "examples": "batch",
    "losses.0": "batch",
}
"""Cards that are drawn on the whole page, and their pages."""
SHEET = """file;cat;dog;ship;car;label
img_014;2,31;-0,40;0,08;1,50;cat
img_027;0,20;3,30;-1,25;0,00;car
img_031;-2,00;0,75;0,50;4,13;ship
img_044;1,10;0,95;2,70;-0,60;ship
img_052;3,05;2,90;0,15;0,40;cat
img_060;1,15;-2,10;n/a;0,40;dog
img_061;0,25;1,90;0,35;0,40;dog
"""
"""A table with a cell that cannot be read."""
LEFT = {
    "cat-car-frog": None,
    "wide-margin": Path("second lecture, margins.losslab.json"),
    "digits": None,
    "iris-petals": Path("flowers.losslab.json"),
    "blank-scores": None,
}
"""Scenarios of which work is left, and their files."""
UNSURE = "5.1,3.5,0\n4.9,3,0\n6.3,3.3,1\n5.8,2.7,1\n"
"""Columns that could be scores as well as features."""
TEN = ("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck")
TEN_SCORES = (2.9, 0.4, 1.2, 3.1, -0.8, 4.2, -2.5, 0.7, 1.9, -1.3)


@dataclass(frozen=True)
class Shot:
    """What is drawn: a state on a page.

    With another of the cards that take turns, or after `edits` since the state was pinned; in
    another theme, zoomed, for a projector, or with one card on the whole page. Where views stand
    for themselves, each of them is drawn. With `data` it is the preview of this text, with `asks`
    the dialog that this act opens; where some work was `left` by a crash, it is what offers it.
    """

    state: State
    page: str = "scores"
    other_card: bool | str = False
    edits: tuple[edits.Edit, ...] = ()
    theme: str = "light"
    projector: bool = False
    zoom: float = 1.0
    full: str = ""
    asks: str = ""
    data: str = ""
    left: bool = False


def scenario(key: str) -> State:
    """One of the scenarios that come with the program."""
    return next(item.load() for item in builtin() if item.key == key)


def changed(state: State, *changes: edits.Edit) -> State:
    """`state` after some edits."""
    for change in changes:
        state = change.apply(state)
    return state


def ten_classes() -> State:
    """One example of ten classes, scores alone."""
    table = ScoreTable(np.array([TEN_SCORES]))
    return State("Ten classes", TEN, ("cat photo",), np.array([3]), table)


def many_features(count: int) -> State:
    """Three classes whose weights are smooth waves over `count` features."""
    place = np.linspace(0.0, 1.0, count)
    weights = np.array([np.sin(2 * np.pi * (k + 1) * place) for k in range(3)])
    features = np.array([np.cos(np.pi * place * (k + 1)) for k in range(2)])
    model = LinearModel(features.round(2), weights.round(2), np.zeros(3))
    names = ("first", "second")
    return State(f"{count} features", TEN[3:6], names, np.array([0, 1]), model)


def a_great_many(count: int) -> State:
    """So many examples of ten classes, most of them right, scores alone."""
    random = np.random.default_rng(0)
    labels = random.integers(0, len(TEN), count)
    scores = random.normal(scale=1.5, size=(count, len(TEN)))
    scores[np.arange(count), labels] += 4.0
    names = tuple(f"photo {number:,}" for number in range(1, count + 1))
    return State(f"{count:,} examples", TEN, names, labels, ScoreTable(scores.round(2)))


def shots() -> dict[str, Shot]:
    """Every view worth a look, by file name."""
    default = scenario("cat-car-frog")
    svm = changed(default, edits.choose_loss("hinge"))
    ten = ten_classes()
    push = edits.show_gradient(on=True)
    l1 = changed(svm, edits.choose_penalty("l1"))
    digits = scenario("digits")
    what_if = (edits.set_score(0, 0, 4.5), edits.set_strength(0.02))
    return {
        "softmax": Shot(default),
        "svm": Shot(svm),
        "svm-largest": Shot(changed(svm, edits.choose_loss("crammer_singer"))),
        "svm-one-vs-rest": Shot(changed(svm, edits.choose_loss("one_vs_rest"))),
        "svm-divided-beside-largest": Shot(
            changed(svm, edits.choose_divisor("all"), edits.compare_with("crammer_singer"))
        ),
        "svm-push-elastic": Shot(changed(svm, push, edits.choose_penalty("elastic_net"))),
        "ten-classes": Shot(ten),
        "ten-classes-svm-push": Shot(changed(ten, edits.choose_loss("hinge"), push)),
        **{item.key: Shot(item.load()) for item in builtin() if item.key != "cat-car-frog"},
        "weights": Shot(default, "weights"),
        "weights-svm-l1-comparison": Shot(l1, "weights", other_card=True),
        "weights-zero": Shot(scenario("a-weight-goes-to-zero"), "weights"),
        "weights-twice": Shot(scenario("twice-the-weights"), "weights"),
        "weights-12-features": Shot(many_features(12), "weights"),
        "weights-64-features": Shot(many_features(64), "weights"),
        "weights-missing": Shot(ten, "weights"),
        "weights-digits": Shot(digits, "weights"),
        "batch": Shot(default, "batch"),
        "batch-accuracy": Shot(default, "batch", other_card=True),
        "batch-sum": Shot(
            changed(svm, edits.set_loss_switch("sum_over_examples", on=True)), "batch"
        ),
        "batch-digits": Shot(digits, "batch"),
        "batch-digits-accuracy": Shot(digits, "batch", other_card=True),
        "batch-100000": Shot(a_great_many(100_000), "batch"),
        "batch-100000-accuracy": Shot(a_great_many(100_000), "batch", other_card=True),
        "fit-best": Shot(scenario("iris-halves"), "fit", other_card=True),
        "fit-best-l1": Shot(
            changed(scenario("iris-halves"), edits.choose_penalty("l1"), edits.set_strength(0.02)),
            "fit",
            other_card=True,
        ),
        "fit-best-digits": Shot(scenario("digits-held-out"), "fit", other_card=True),
        "gradient": Shot(default, "weights", other_card="weights.to_gradient"),
        "gradient-kinks": Shot(
            changed(digits, edits.choose_loss("hinge")), "weights", other_card="weights.to_gradient"
        ),
        "pinned": Shot(default, edits=what_if),
        "pinned-svm": Shot(svm, edits=what_if),
        "pinned-weights": Shot(default, "weights", edits=what_if),
        "pinned-batch": Shot(
            default, "batch", edits=(*what_if, edits.duplicate_examples([1], ["car photo 2"]))
        ),
        **{f"dark-{page}": Shot(default, page, theme="dark") for page in PAGES},
        "dark-digits": Shot(digits, "weights", theme="dark"),
        **{f"projector-{page}": Shot(default, page, projector=True) for page in PAGES},
        "projector-svm": Shot(changed(svm, push), projector=True),
        "projector-ten": Shot(ten, projector=True),
        **{
            f"zoom-{zoom:.0%}-{page}".replace("%", ""): Shot(default, page, zoom=zoom)
            for zoom in (0.8, 1.1, 1.25, 2.0)
            for page in PAGES
        },
        **{f"full-{card}": Shot(default, page, full=card) for card, page in FULL.items()},
        **{
            f"preview-{name}{'' if theme == 'light' else f'-{theme}'}": Shot(
                default, theme=theme, data=data
            )
            for theme in ("light", "dark", "projector")
            for name, data in (("bad", SHEET), ("unsure", UNSURE), ("no-label", "1.5,2\n3,4\n"))
        },
        **{
            f"recovery-{theme}": Shot(default, left=True, theme=theme)
            for theme in ("light", "dark")
        },
        "recovery-hall": Shot(default, left=True, projector=True),
        "preview-hall": Shot(default, data=SHEET, projector=True),
        "full-projector": Shot(default, projector=True, full="what_if"),
        **{
            f"dialog-{act}-{theme}".replace("_", "-"): Shot(
                default, theme=theme, projector=theme == "projector", asks=act
            )
            for act in ("save_figure", "save_report")
            for theme in THEMES
        },
    }


def pictures(window: MainWindow, shot: Shot) -> Iterator[tuple[str, QPixmap]]:
    """What is drawn of a shot, and what is added to its name."""
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtWidgets import QAbstractButton

    from gui.base.work import let_work_end
    from gui.controls.card import Card

    if shot.edits:
        window.session.pin()
        for edit in shot.edits:
            window.session.edit(edit)
        window.session.flush()
    if shot.other_card:
        name = shot.other_card if isinstance(shot.other_card, str) else OTHER_CARDS[shot.page]
        button = window.findChild(QAbstractButton, name)
        assert button is not None
        button.click()
    window.look.set_zoom(shot.zoom)
    if shot.left:
        yield "", recovery(window)
        return
    if shot.data:
        yield "", preview(window, shot.data)
        return
    if shot.full:
        card = window.findChild(Card, shot.full)
        assert card is not None
        card.fill_asked.emit(card)
    if shot.asks:
        yield "", asked(window, shot.asks)
        return
    alone = window.projector.on and window.page.views and not shot.full
    for view in window.page.views if alone else [""]:
        if view:
            window.projector.show_view(view)
        # The landscape sharpens a moment after everything else is at rest.
        rest = QEventLoop()
        QTimer.singleShot(200 if shot.page == "weights" else 0, rest.quit)
        rest.exec()
        let_work_end(_LONGEST)
        yield f"-{view}" if view else "", window.grab()


def asked(window: MainWindow, act: str) -> QPixmap:
    """The dialog that an act opens."""
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QApplication, QDialog

    found: list[QPixmap] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            found.append(dialog.grab())
            dialog.reject()

    action = window.findChild(QAction, f"act.{act}")
    assert action is not None
    QTimer.singleShot(_MOMENT, look)
    action.trigger()
    return found[0]


def preview(window: MainWindow, text: str) -> QPixmap:
    """The preview of this text."""
    from PySide6.QtWidgets import QApplication

    from core.importing.bundle import Bundle, Form
    from core.importing.trial import Present
    from gui.files.bringing.dialog import PreviewDialog
    from gui.words.translation import words

    state, bundle = window.session.state, Bundle(text=text)
    present = Present(state, tuple(map(words, state.classes)))
    parts = bundle.read(Form(), lambda: None)
    dialog = PreviewDialog(window.look, window, bundle, parts, present)
    dialog.show()
    QApplication.processEvents()
    picture = dialog.grab()
    dialog.close()
    return picture


def recovery(window: MainWindow) -> QPixmap:
    """What offers work that was left by a crash."""
    from PySide6.QtWidgets import QApplication

    from gui.files.recovery_dialog import RecoveryDialog

    with TemporaryDirectory() as folder:
        for number, (key, path) in enumerate(LEFT.items()):
            document = Document(scenario(key))
            document.mark_saved(path)
            document.apply(edits.set_margin(0.5))
            keeper = Keeper(Path(folder), partial(float, 1.8e9 - 40_000 * number))
            moment = document.memento().now
            keeper.keep({moment.origin: moment})
            keeper.end()
        found = left_overs(Path(folder))
        dialog = RecoveryDialog(window.look, window)
        dialog.show_left(found)
        dialog.show()
        QApplication.processEvents()
        picture = dialog.grab()
        dialog.close()
        for left in found:
            left.remove()
    return picture


def main(names: list[str]) -> int:
    """Draw the named shots, all of them by default, in both languages and every size."""
    from gui.app.launch import make_application, make_window
    from gui.app.options import Options

    application = make_application()
    OUT.mkdir(parents=True, exist_ok=True)
    for name, shot in shots().items():
        if names and name not in names:
            continue
        for language in ("en", "ko"):
            for size in SIZES:
                options = Options(
                    page=shot.page,
                    language=language,
                    theme=shot.theme,
                    projector=shot.projector,
                    size=size,
                    render=OUT,
                )
                window = make_window(options, shot.state)
                window.show()
                for which, picture in pictures(window, shot):
                    picture.save(str(OUT / f"{name}{which}-{language}-{size[1]}.png"))
                window.session.document.mark_saved(None)  # else closing asks what becomes of edits
                window.close()
                window.deleteLater()
                application.processEvents()
    sys.stdout.write(f"{len(list(OUT.glob('*.png')))} pictures in {OUT}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
