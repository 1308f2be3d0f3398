"""What an edit has done besides what was asked, told beside where it happened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np
from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtWidgets import QApplication, QWidget

from core.evaluation import HEAVY, Evaluation
from core.moved import Moved
from core.state import LinearModel, State
from core.text import Text
from gui.controls.error_note import ErrorNote
from gui.look.theme import Look
from gui.session import Session
from gui.words.translation import tr, words

Place = tuple[QWidget, QRect]

_NAMED = 5
"""So many names are listed."""


class Side(Protocol):
    """A part of the window in which scores are changed."""

    def isAncestorOf(self, child: QWidget, /) -> bool:
        """Whether `child` is in it."""

    def place_of_score(self, class_index: int, example: int | None = None) -> Place | None:
        """Where a score of the chosen example, or of another, stands, if it is to be seen."""


class Asides(QObject):
    """Tells what else moved, and what came or went unasked, until the next key or button.

    Parameters
    ----------
    look, session
    window
        Where the notes come up.
    sides
        The parts in which scores are changed, as they are now: the page in front first.
    place
        Where a page tells what is about the whole of it.
    """

    moved = Signal(object)
    """Other examples that have moved, (K,)."""

    def __init__(
        self,
        look: Look,
        session: Session,
        window: QWidget,
        sides: Callable[[], tuple[Side, ...]],
        place: Callable[[], Place],
    ) -> None:
        super().__init__(window)
        self._session = session
        self._sides = sides
        self._place = place
        self._state = session.evaluation.state
        self._told: Moved | None = None
        self.note = ErrorNote(look, window, plain=True)
        self.note.setObjectName("aside")
        session.evaluated.connect(self._tell)

    def _tell(self, evaluation: Evaluation) -> None:
        document, before = self._session.document, self._state
        if document.in_gesture or evaluation.state is not document.state:
            return
        self._state, moved = evaluation.state, document.moved
        if moved is not self._told:
            self._told = moved
            if moved is not None:
                self._show(moved_text(moved), self._place_of(moved))
                self.moved.emit(moved.others)
                return
        label = document.undo_label
        text = unasked_text(label.key if label else "", before, evaluation.state)
        if text:
            self._show(text, self._place())

    def _place_of(self, moved: Moved) -> Place:
        """Beside the value that was changed, in the part in which that was done."""
        focus, sides = QApplication.focusWidget(), self._sides()
        within = [side for side in sides if focus is not None and side.isAncestorOf(focus)]
        # Enter in the table goes on to the next example.
        chosen = self._session.state.view.example == moved.example
        for side in (*within, *sides):
            place = side.place_of_score(moved.class_index, None if chosen else moved.example)
            if place is not None and place[0].isVisible():
                return place
        return self._place()

    def _show(self, text: str, place: Place) -> None:
        self.note.show_beside(*place, text)
        self.note.dismiss_at_next_input()


def moved_text(moved: Moved) -> str:
    """How many other examples have moved, and by what."""
    count = len(moved.others)
    key = "bias" if moved.by_bias else "features"
    return tr(f"aside.moved.{key}.{'one' if count == 1 else 'many'}", count=f"{count:,}")


def unasked_text(key: str, before: State, after: State) -> str:
    """What an edit called `key` has made or taken away besides; empty if nothing."""
    if key == "remove_feature" and before.has_weights and not after.has_weights:
        return tr("aside.scores_alone")
    if key == "add_example" and after.feature_count == before.feature_count + 1:
        return tr("aside.own_feature", feature=words(after.feature_names[-1]))
    if key == "remove_examples" and before.has_weights:
        return _features_text(before, after)
    return ""


def _features_text(before: State, after: State) -> str:
    """Which features went with examples, or have stayed though no example is left that has them."""
    # Of ten thousand names nearly all are the same objects: those need no words.
    fresh = set(map(words, _others(after.feature_names, before.feature_names)))
    left = _others(before.feature_names, after.feature_names)
    gone = [name for name in left if words(name) not in fresh]
    if gone:
        return tr("aside.features_gone", features=_listed(gone))
    old, new = before.source, after.source
    if not (isinstance(old, LinearModel) and isinstance(new, LinearModel)) or before.size > HEAVY:
        return ""
    empty = old.features.any(axis=0) & ~new.features.any(axis=0) & new.weights.any(axis=0)
    names = [after.feature_names[index] for index in np.flatnonzero(empty).tolist()]
    return tr("aside.features_empty", features=_listed(names)) if names else ""


def _others(names: Sequence[Text], known: Sequence[Text]) -> list[Text]:
    """Those of `names` that are not among the objects of `known`."""
    if names is known:
        return []
    there = set(map(id, known))
    return [name for name in names if id(name) not in there]


def _listed(names: Sequence[Text]) -> str:
    shown = ", ".join(map(words, names[:_NAMED]))
    return f"{shown}, …" if len(names) > _NAMED else shown
