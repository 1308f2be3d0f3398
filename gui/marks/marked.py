"""What a chart says of its marks. A mark is named by its key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QAccessible, QKeyEvent

from gui.controls.walking import ALONG, place_after

K = TypeVar("K")


class Marked(Generic[K]):
    """Mixed into a chart: which marks with keys K it has, where they are, and what they say.

    Attributes
    ----------
    steps, far
        How many marks each arrow goes, and Ctrl+Page Down.
    mark_role
        What screen readers take a mark for.
    current : K or None
        The mark to which keys or a click came last.
    """

    steps: Mapping[Qt.Key, int] = ALONG
    far = 10
    mark_role = QAccessible.Role.ListItem
    current: K | None = None

    def keys(self) -> Sequence[K]:
        """The marks in the order in which keys walk them."""
        raise NotImplementedError

    def mark_at(self, point: QPointF) -> K | None:
        """The mark at a place."""
        raise NotImplementedError

    def place_of(self, key: K) -> QRectF:
        """Where a mark is."""
        raise NotImplementedError

    def tip_of(self, key: K) -> str:
        """All that a mark says, to the last digit."""
        raise NotImplementedError

    def name_of(self, key: K) -> str:
        """What a mark is called."""
        raise NotImplementedError

    def value_of(self, key: K) -> str:
        """The number of a mark, as shown."""
        raise NotImplementedError

    # -- unless it says otherwise -----------------------------------------------------------------

    def told(self) -> Sequence[K]:
        """The marks that screen readers can go to one by one."""
        return self.keys()

    def has(self, key: K) -> bool:
        """Whether there is such a mark."""
        return key in self.keys()

    def start(self) -> K | None:
        """The mark on which keys act before any was walked to or chosen."""
        return next(iter(self.keys()), None)

    def step_from(self, key: K, event: QKeyEvent) -> K | None:
        """The mark to which a key press leads; None if it means nothing here."""
        keys = self.keys()
        to = place_after(event, keys.index(key), len(keys), self.steps, self.far)
        return None if to is None else keys[to]

    def is_choosable(self, key: K) -> bool:
        """Whether a click on this mark does anything."""
        return True

    def meant_by(self, key: K) -> object:
        """What `hovered` says of a mark; None if no more than beside all marks."""
        return key

    @property
    def here(self) -> K | None:
        """The mark on which keys act."""
        return self.start() if self.current is None else self.current

    def choose(self, key: K) -> None:
        """A person asks for this mark."""
        raise NotImplementedError

    def go_to(self, key: K) -> None:
        """Bring the keyboard to a mark."""
        raise NotImplementedError
