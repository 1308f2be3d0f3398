"""Which loss is shown beside the one in force: a small menu where the other loss is."""

from __future__ import annotations

from core import edits
from core.state import State
from gui.controls.button import Kind
from gui.controls.choice import Choice
from gui.look.theme import Look
from gui.losses import displays
from gui.session import Session
from gui.words.translation import tr


class BesideChoice(Choice):
    """Offers every loss but the one in force. What is chosen is a look, no step to take back."""

    def __init__(self, look: Look, session: Session, name: str) -> None:
        super().__init__(look, name, Kind.FLAT)
        self._session = session
        self.chosen.connect(self._compare)

    def _compare(self, key: str) -> None:
        self._session.edit(edits.compare_with(key))

    def show_state(self, state: State) -> None:
        """Show the loss beside the one in force (silent)."""
        others = [one for key, one in displays().items() if key != state.loss.active]
        options = [(one.key, one.short, one.tip) for one in others]
        self.set_options(tr("beside"), tr("beside.tip"), options)
        self.set_current(state.compared)
