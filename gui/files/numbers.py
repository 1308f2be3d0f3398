"""The numbers on show as a file for other programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from core.evaluation import Evaluation
from core.numbers_out import example_table, model_table, npz
from core.report import report
from core.saving import write_file
from core.state import LinearModel
from gui.base.work import GivenUpError
from gui.files import putting
from gui.files.dialogs import tell
from gui.session import Session
from gui.words.translation import tr, words

_MARK = b"\xef\xbb\xbf"
"""Without it some spreadsheets take a CSV for one in the system's old encoding."""

_Pieces = Callable[[], Iterable[bytes]]


class Numbers(QObject):
    """Saves scores, losses and gradients, or W and b, in a form that other programs read."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window

    def save(self) -> None:
        """Ask where to and in which form, and save what is shown."""
        self._session.catch_up()
        path = self._ask((".csv", ".json", ".npz"), "")
        if path is not None:
            pieces = partial(_MAKERS[path.suffix.lower()], self._session.evaluation)
            self._put(path, pieces, self.save)

    def save_weights(self) -> None:
        """Ask where to, and save W and b."""
        self._session.catch_up()
        state = self._session.evaluation.state
        model = state.source
        if not isinstance(model, LinearModel):
            tell(self._window, tr("numbers.no_weights"), tr("numbers.no_weights.why"))
            return
        path = self._ask((".csv",), " W")
        if path is not None:
            names = [[words(one) for one in many] for many in (state.classes, state.feature_names)]
            table = [model_table(model, *names)]
            self._put(path, partial(_with_mark, table), self.save_weights)

    def _ask(self, endings: tuple[str, ...], more: str) -> Path | None:
        title = f"{words(self._session.state.title)}{more}"
        return putting.ask_where_to_put(self._window, tr("numbers.title"), title, endings)

    def _put(self, path: Path, pieces: _Pieces, again: Callable[[], None]) -> None:
        putting.put(self._window, path, partial(self._write, pieces), again)

    def _write(self, pieces: _Pieces, path: Path, overwrite: bool) -> None:
        """Beside the window: a million rows take a while."""

        def job(cancelled: Callable[[], bool]) -> None:
            write_file(path, pieces(), cancelled, overwrite=overwrite)

        try:
            self._session.seek(job, tr("files.save.going", name=path.name))
        except GivenUpError:
            return


def _with_mark(texts: Iterable[str]) -> Iterator[bytes]:
    return chain((_MARK,), (text.encode() for text in texts))


def _csv(evaluation: Evaluation) -> Iterator[bytes]:
    return _with_mark(example_table(evaluation, words))


def _json(evaluation: Evaluation) -> Iterator[bytes]:
    numbers = json.JSONEncoder(indent=2, allow_nan=False)
    return (piece.encode() for piece in numbers.iterencode(report(evaluation)))


def _npz(evaluation: Evaluation) -> Iterator[bytes]:
    yield npz(evaluation)


_MAKERS = {".csv": _csv, ".json": _json, ".npz": _npz}
