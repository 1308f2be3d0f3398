"""Copy as: what is shown, onto the clipboard in a form that another program takes."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QMimeData, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from core.computation import computation
from core.evaluation import Evaluation
from core.latex import latex
from core.numbers_out import example_table
from core.numpy_code import LARGEST, numpy_code
from core.pytorch_code import pytorch_code
from core.sharing import MAX_LETTERS, MAX_UNPACKED, link_to
from core.sklearn_code import sklearn_code
from gui.base.work import GivenUpError
from gui.controls.card import Card
from gui.controls.menu import Menu
from gui.controls.notice import Notice
from gui.files.dialogs import reason_of, tell
from gui.files.figure import NOTHING, figure, pixels
from gui.look.theme import Look
from gui.session import Session
from gui.window.front import Front
from gui.words.tips import literal
from gui.words.translation import tr, words

T = TypeVar("T")
_CODE = {"numpy": numpy_code, "pytorch": pytorch_code, "sklearn": sklearn_code}
"""Programs with every number of the document in them."""

_TWICE = 2.0
_SVG = "image/svg+xml"


class Copying(QObject):
    """Copies a figure, numbers, the computation, a program, or the document as a link."""

    def __init__(self, look: Look, session: Session, front: Front, window: QWidget) -> None:
        super().__init__(window)
        self._look = look
        self._session = session
        self._front = front
        self._window = window
        self._notice = Notice(look, front.stack, "link")

    def ask(self) -> None:
        """Open a menu of the forms there are."""
        self._session.catch_up()
        menu = Menu(self._look, "copy_as.menu", self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        fits = self._session.state.size <= LARGEST
        acts: dict[str, Callable[[], None]] = {
            "figure": self._copy_page,
            "table": partial(self._copy_text, _table),
            "text": partial(self._copy_text, partial(computation, say=words)),
            "latex": partial(self._copy_text, latex),
            **{name: partial(self._copy_text, code) for name, code in _CODE.items()},
            "link": self.copy_link,
        }
        for name, act in acts.items():
            entry = menu.addAction(tr(f"copy_as.{name}"))
            entry.setObjectName(f"copy_as.{name}")
            entry.setToolTip(literal(tr(f"copy_as.{name}.tip")))
            entry.triggered.connect(act)
            if name in _CODE and not fits:
                entry.setEnabled(False)
                entry.setToolTip(literal(tr("copy_as.numpy.large", count=f"{LARGEST:,}")))
            elif name == "sklearn" and not self._session.state.has_weights:
                entry.setEnabled(False)
                entry.setToolTip(literal(tr("copy_as.sklearn.no_weights")))
        menu.setActiveAction(menu.actions()[0])
        menu.popup(self._front.mapToGlobal(self._front.rect().topLeft()))

    def copy_card(self, card: Card) -> None:
        """As a picture and as an SVG at once: whoever pastes takes what it can."""
        self._copy_figure(card)

    def _copy_page(self) -> None:
        page = self._front.stack.currentWidget()
        if page is not None:
            self._copy_figure(page)

    def _copy_figure(self, target: QWidget) -> None:
        title = words(self._session.state.title)
        ground = NOTHING if isinstance(target, Card) else self._look.color("page")
        content = QMimeData()
        try:
            content.setImageData(pixels(target, _TWICE, ground))
            content.setData(_SVG, figure(target, ".svg", title, 1.0, ground))
        except OSError as error:
            tell(self._window, tr("figure.failed"), reason_of(error))
            return
        QGuiApplication.clipboard().setMimeData(content)

    def _copy_text(self, make: Callable[[Evaluation], str]) -> None:
        evaluation = self._session.evaluation
        with suppress(GivenUpError):
            QGuiApplication.clipboard().setText(self._made(partial(make, evaluation)))

    def _made(self, job: Callable[[], T]) -> T:
        """What `job` gives; of a million rows a table takes a while."""
        large = self._session.state.size > LARGEST
        return self._session.beside(job) if large else job()

    def copy_link(self) -> None:
        """As a text that opens as this document in another's program."""
        self._session.catch_up()
        try:
            text = self._made(partial(link_to, self._session.document.to_save))
        except GivenUpError:
            return
        if text is None:
            limits = {"most": MAX_LETTERS // 1000, "mib": MAX_UNPACKED >> 20}
            tell(self._window, tr("link.too_large"), tr("link.too_large.why", **limits))
            return
        QGuiApplication.clipboard().setText(text)
        others = (one for one in self._window.findChildren(Notice) if one is not self._notice)
        self._notice.tell(tr("link.copied", count=f"{len(text):,}"), above=others)


def _table(evaluation: Evaluation) -> str:
    return "".join(example_table(evaluation, words, "\t"))
