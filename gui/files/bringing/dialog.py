"""The preview: what was understood of data, their first rows, and what can be changed about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QMargins, QSize, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from core.errors import LossLabError, ScenarioError
from core.importing import DataError, Part
from core.importing.bundle import Bundle
from core.importing.trial import Present, Trial, tried
from gui.base.access import announce
from gui.base.work import Cancelled, GivenUpError, wait_for
from gui.controls.button import Button, Kind
from gui.controls.dressed import Dressed
from gui.controls.label import Label
from gui.files.bringing import sentences
from gui.files.bringing.changes import answers_of, changed, with_column
from gui.files.bringing.options import Options
from gui.files.bringing.paragraph import Paragraph
from gui.files.bringing.question import Question
from gui.files.bringing.settings import Settings, rows_of
from gui.files.bringing.sheet import sheet_of
from gui.files.bringing.sheet_view import SheetView
from gui.look.theme import Look, Type
from gui.words.labels import scenario_error_text
from gui.words.translation import tr

T = TypeVar("T")

_SIZE = (1460.0, 860.0)
_EDGE, _LEAST = 20.0, 130.0
_SIDE = 404.0
_AT_ONCE = 1 << 18
"""Bytes or numbers that are read in less than a blink."""


class PreviewDialog(QDialog):
    """Shows data as they will be and asks what is not sure.

    Parameters
    ----------
    look
        How the window looks now.
    parent
        The window.
    bundle
        Where the data come from.
    parts
        Its tables, as they were read at first; none where that failed.
    present
        The document that is there.
    error
        Why the tables could not be read.
    settings
        What has been said about them already.
    """

    def __init__(
        self,
        look: Look,
        parent: QWidget,
        bundle: Bundle,
        parts: Sequence[Part],
        present: Present,
        error: LossLabError | None = None,
        settings: Settings | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("bring")
        self.setWindowTitle(tr("bring.title"))
        self._look = look
        self._bundle, self._present = bundle, present
        self._found = tuple(parts)
        self.settings = settings or Settings()
        self._unread = error
        self._at: int | None = None
        self.trial = Trial()
        self._heading = Label(look, "bring.heading", Type.TOTAL, parent=self)
        self._understood = Paragraph(look, "bring.understood", self)
        self._caption = Label(look, "bring.caption", Type.SMALL, "muted", parent=self)
        self._sheet = SheetView(look, "bring.sheet")
        self._more = Label(look, "bring.more", Type.SMALL, "muted", parent=self)
        self.question = Question(look, "bring.ask", self)
        self._options = Options(look, "bring.options")
        self._about = Label(look, "bring.about", Type.SMALL, "muted", parent=self)
        self._cancel = Button(look, "bring.cancel", parent=self)
        self.accept_button = Button(look, "bring.accept", Kind.FILLED, parent=self)
        self.accept_button.setDefault(True)
        self._build(parent)
        self._sheet.role_chosen.connect(self._set_column)
        self._options.changed.connect(self._change)
        self.question.answered.connect(self._answer)
        self._cancel.clicked.connect(self.reject)
        self.accept_button.clicked.connect(self.accept)
        Dressed(look, self)
        self._try(self.settings)

    def _build(self, parent: QWidget) -> None:
        px = self._look.px
        left = QVBoxLayout()
        left.setSpacing(px(8))
        left.addWidget(self._caption)
        scroll = _scrolled(self._sheet, "bring.scroll")
        scroll.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        left.addWidget(scroll, 1000)  # what its rows leave over is for the stretch below
        left.addWidget(self._more)
        left.addSpacing(px(8))
        left.addWidget(self.question)
        left.addStretch(1)
        side = _scrolled(self._options, "bring.side")
        side.setFixedWidth(px(_SIDE))
        side.setWidgetResizable(True)
        self._scroll = scroll
        middle = QHBoxLayout()
        middle.setSpacing(px(36))
        middle.addLayout(left, 1)
        middle.addWidget(side)
        foot = QHBoxLayout()
        foot.setSpacing(px(14))
        foot.addWidget(self._about, 1)
        foot.addWidget(self._cancel)
        foot.addWidget(self.accept_button)
        for line in (self._heading, self._caption, self._more, self._about):
            line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        around = QVBoxLayout(self)
        around.setContentsMargins(px(40), px(32), px(40), px(28))
        around.setSpacing(px(16))
        around.addWidget(self._heading)
        around.addWidget(self._understood)
        around.addLayout(middle, 1)
        around.addLayout(foot)
        room = parent.size().shrunkBy(QMargins(*(px(_EDGE),) * 4))
        self.resize(QSize(px(_SIZE[0]), px(_SIZE[1])).boundedTo(room))

    # -- what is said about the data --------------------------------------------------------------

    def _change(self, key: str, value: str) -> None:
        self._try(changed(self.settings, key, value))

    def _set_column(self, place: int, role: str) -> None:
        self._try(with_column(self.settings, place, role))

    def _answer(self, key: str) -> None:
        """A button of the question: an answer by its number, or to look at the line."""
        if key == "line":
            self._at = self.trial.bad[0].line
            self._show()
            return
        _, answers = answers_of(self.trial, self.settings)
        _, row, value = answers[int(key)]
        self._change(row, value)
        target = self.question.first_stop() if self.question.isVisible() else self.accept_button
        (target or self._cancel).setFocus(Qt.FocusReason.TabFocusReason)

    def _try(self, settings: Settings) -> None:
        """Read the data anew, so; who gives that up keeps what is shown."""
        found, unread = self._found, self._unread
        try:
            if settings.form != self.settings.form:
                found, unread = self._reread(settings)
            trial = Trial(error=unread) if isinstance(unread, DataError) else Trial()
            if unread is None:
                trial = self._tried(found, settings)
        except GivenUpError:
            self._show()
            return
        self._found, self._unread, self.settings, self.trial = found, unread, settings, trial
        self._at = None
        self._show()

    def _reread(self, settings: Settings) -> tuple[tuple[Part, ...], LossLabError | None]:
        def read(go_on: Callable[[], None]) -> tuple[Part, ...]:
            return self._bundle.read(settings.form, go_on)

        try:
            return self._beside(self._bundle.size, read), None
        except (DataError, ScenarioError) as error:
            return (), error

    def _tried(self, found: Sequence[Part], settings: Settings) -> Trial:
        parts = settings.parts(found)
        title = self._bundle.title or tr("bring.clipboard.title")

        def work(_: Callable[[], None]) -> Trial:
            return tried(parts, title, settings.guesses, self._present, keep=settings.keep)

        return self._beside(sum(part.table.values.size for part in parts), work)

    def _beside(self, size: int, job: Callable[[Callable[[], None]], T]) -> T:
        if size < _AT_ONCE:
            return job(_nothing)
        return read_beside(self, tr("bring.going"), job)

    # -- showing it -------------------------------------------------------------------------------

    def _show(self) -> None:
        trial, settings = self.trial, self.settings
        parts = settings.parts(self._found)
        self._heading.set_text(sentences.heading(trial))
        said = sentences.understood(trial, left_out=settings.guesses.skip_bad)
        self._understood.set_text(said)
        sheet = sheet_of(trial, self._at)
        self._caption.set_text(sentences.caption(sheet))
        self._caption.setVisible(bool(sheet.columns))
        self._sheet.show_sheet(sheet, numbers=trial.kind.removesuffix("s"))
        hint = self._sheet.sizeHint()
        self._sheet.resize(hint)
        bar = self._scroll.horizontalScrollBar().sizeHint().height()
        wide = hint.width() > self._room()
        self._scroll.setMaximumHeight(hint.height() + (bar if wide else 0))
        self._scroll.setMinimumHeight(min(hint.height(), self._look.px(_LEAST)))
        self._more.set_text(_more_text(sheet.more_rows, sheet.more_columns))
        self._more.setVisible(bool(self._more.text()))
        has_weights = self._present.state.has_weights
        file = bool(self._bundle.paths)
        rows = rows_of(settings, trial, parts, has_weights=has_weights, file=file)
        self._options.show_rows(rows)
        instead = "document"
        if trial.kind == "weights" or settings.keep:
            instead = "weights" if trial.kind == "weights" else "examples"
        self._about.set_text(sentences.about(self._bundle, instead=instead))
        self._cancel.set_words(tr("bring.cancel"), tr("bring.cancel.tip"))
        self.accept_button.set_words(tr("bring.accept"), tr(f"bring.instead.{instead}"))
        self._ask()

    def _room(self) -> int:
        return self.width() - self._look.px(2 * 40 + 36 + _SIDE)

    def _ask(self) -> None:
        """Ask what is not settled, or let the data in."""
        trial = self.trial
        key, answers = answers_of(trial, self.settings)
        if self._unread is not None and trial.error is None:
            key, answers = "error", ()
        self.accept_button.setEnabled(not key and trial.state is not None)
        if not key:
            self.question.hide()
            return
        buttons = [
            (f"{i}", *self._words_of(key, word, value))
            for i, (word, _, value) in enumerate(answers)
        ]
        if key == "bad" and trial.table is not None and trial.bad[0].line in trial.table.lines:
            buttons.append(("line", tr("bring.line"), tr("bring.line.tip")))
        text = self._question_text(key)
        self.question.ask(text, buttons, wrong=key in {"bad", "error"})
        announce(self.question, text)

    def _question_text(self, key: str) -> str:
        trial = self.trial
        if isinstance(self._unread, ScenarioError):
            return scenario_error_text(self._unread)
        if trial.error is not None:
            return sentences.complaint(trial.error)
        if key == "bad":
            return sentences.bad_rows(trial.bad)
        doubt = next(one for one in trial.doubts if one.key == key)
        return tr(f"bring.ask.{key}", **doubt.params)

    def _words_of(self, key: str, word: str, value: str) -> tuple[str, str]:
        """An answer's words and its tip."""
        if word == "skip_bad":
            count = sentences.count_of(self.trial.bad)
            number = "one" if count == 1 else "many"
            return tr(f"bring.skip.{number}", count=f"{count:,}"), tr("bring.skip.tip")
        params = {"name": value} if word == "column" else {}
        return tr(f"bring.answer.{word}", **params), tr("bring.answer.tip")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        target = self.question.first_stop() if self.question.isVisible() else self.accept_button
        (target or self._cancel).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field takes what stands in it, and does not let the data in as well."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if not (enter and isinstance(self.focusWidget(), QLineEdit)):
            super().keyPressEvent(event)


def read_beside(parent: QWidget, text: str, job: Callable[[Callable[[], None]], T]) -> T:
    """Do a job beside the window; it is given what it calls between pieces, to be given up there.

    Raises
    ------
    GivenUpError
        If a person did not want to wait.
    """
    return wait_for(parent, text, lambda cancelled: job(partial(going_on, cancelled)))


def going_on(cancelled: Cancelled) -> None:
    """Give up a job in its middle once nobody waits for it any more.

    Raises
    ------
    GivenUpError
        Which ends the job.
    """
    if cancelled():
        raise GivenUpError


def _nothing() -> None:
    """Nobody gives up what takes no time."""


def _scrolled(widget: QWidget, name: str) -> QScrollArea:
    area = QScrollArea()
    area.setObjectName(name)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(widget)
    return area


def _more_text(rows: int, columns: int) -> str:
    told = []
    for count, what in ((rows, "rows"), (columns, "columns")):
        if count > 0:
            number = "one" if count == 1 else "many"
            told.append(tr(f"bring.more.{what}.{number}", count=f"{count:,}"))
    return " · ".join(told)
