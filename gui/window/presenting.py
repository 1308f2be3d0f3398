"""Presenting: what a page has to show appears step by step, by the keys of a remote."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core import edits
from core.evaluation import Evaluation
from gui.base.access import announce
from gui.controls.card import Card
from gui.controls.veil import fade_in
from gui.look.theme import Look
from gui.pages.page import Page
from gui.session import Session
from gui.words.translation import tr


class Presenting(QObject):
    """Goes on and back, from step to step while it is on, else from example to example.

    A page that is presented by example begins anew with each; so does every page with another
    document. What has been shown once on the other pages stays, and the next examples follow.

    Parameters
    ----------
    look, session
    window
        Who is told by screen readers what has appeared.
    formulas
        What tells the loss of the example beside its page: the strip, and what stands under it.
    """

    changed = Signal()
    """It has begun or ended, or shows more or less than before."""
    switched = Signal(bool)
    """Whether it is on now."""

    def __init__(
        self,
        look: Look,
        session: Session,
        window: QWidget,
        formulas: Callable[[], tuple[QWidget, ...]],
    ) -> None:
        super().__init__(window)
        self.on = False
        self._look = look
        self._session = session
        self._window = window
        self._formulas = formulas
        self._page: Page | None = None
        self._begun: dict[Page, int] = {}  # and at which example the newest step was shown
        self._example = self._place()
        session.evaluated.connect(self._follow)

    # -- what is asked for ------------------------------------------------------------------------

    def toggle(self) -> None:
        """Begin, with everything still to come, or end."""
        if self.on:
            self.end()
        else:
            self.begin()

    def begin(self) -> None:
        """Begin, with everything still to come."""
        if not self.on:
            self.on = True
            self._begin_anew()
            self.switched.emit(True)

    def end(self) -> None:
        """Show everything."""
        if not self.on:
            return
        self.on = False
        for page in self._begun:
            page.reveal.uncover()
        self._begun.clear()
        self._show()
        self.switched.emit(False)

    def go_on(self) -> None:
        """Show the next step; after the last, the next example."""
        page = self._page
        if not self.on or page is None:
            self._choose(1)
            return
        step = page.reveal.go_on(self._look)
        if step is None:
            if self._choose(1) and page.by_example:
                page.reveal.cover()
        else:
            self._begun[page] = self._example[0]
        self._show(fade=step is not None)
        if step is not None:
            self._tell(step)

    def go_back(self) -> None:
        """Take the last step back; from the first, the example before, with all it has to show."""
        page = self._page
        if not self.on or page is None:
            self._choose(-1)
            return
        shown, steps = self.progress
        beyond = shown == steps and not page.by_example and self._example[0] > self._begun[page]
        if beyond:
            self._choose(-1)
        elif not page.reveal.go_back() and self._choose(-1):
            page.reveal.uncover()
        self._show()

    def bring(self, page: Page) -> None:
        """A page has come to the front."""
        self._page = page
        self.arrange()

    # -- what follows -----------------------------------------------------------------------------

    @property
    def progress(self) -> tuple[int, int]:
        """How many steps are shown of the page in front, and of how many."""
        return (0, 0) if self._page is None else self._page.reveal.progress

    @property
    def tells_loss(self) -> bool:
        """Whether all of the page has been shown, and with its last step the formula."""
        shown, steps = self.progress
        return shown == steps

    def arrange(self, *, fade: bool = False) -> None:
        """Hold back what is still to come of the page in front, and the formula with it."""
        page = self._page
        if page is None:
            return
        if self.on and page not in self._begun:
            self._begun[page] = self._example[0]
            page.reveal.cover()
        page.reveal.arrange()
        told = self.tells_loss
        for formula in self._formulas():
            came = told and formula.isHidden()
            formula.setVisible(told)
            if came and fade:
                fade_in(formula, self._look)
        self.changed.emit()

    def _show(self, *, fade: bool = False) -> None:
        """Arrange, and show what has come as things are now."""
        self.arrange(fade=fade)
        if self._page is not None:
            self._page.show_evaluation(self._session.evaluation)

    def _begin_anew(self) -> None:
        self._begun.clear()
        self.arrange()
        announce(self._window, tr("presenting.begun"))

    def _tell(self, step: tuple[QWidget, ...]) -> None:
        """Have it read out what has appeared."""
        shown, steps = self.progress
        cards = [card for part in step for card in (part, *part.findChildren(Card))]
        names = [one.accessibleName() for one in cards if isinstance(one, Card) and one.isVisible()]
        what = ", ".join(names)
        announce(self._window, tr("presenting.shown", number=shown, count=steps, what=what))

    def _choose(self, by: int) -> bool:
        """Look at another example; False at the first and at the last."""
        state = self._session.state
        example = state.view.example + by
        if not 0 <= example < state.example_count:
            return False
        self._session.edit(edits.choose_example(example))
        self._example = self._place()
        return True

    def _place(self) -> tuple[int, object]:
        state = self._session.state
        return state.view.example, self._session.document.original

    def _follow(self, _: Evaluation) -> None:
        """Another example, or another document, however it has come: begin anew."""
        before, self._example = self._example, self._place()
        if not self.on or before == self._example:
            return
        if before[1] is not self._example[1]:
            self._begin_anew()
            return
        for page in self._begun:
            if page.by_example:
                page.reveal.cover()
        self.arrange()
