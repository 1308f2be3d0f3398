"""What the person is looking at, and which two weights the landscape spans."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

from core.checks import require_choice
from core.errors import EditError

Weight = tuple[int, int]  # class, feature
Pair = tuple[Weight, Weight]
Plane = tuple[int, int]  # two features

DEFAULT_PAIR: Final[Pair] = ((0, 0), (0, 1))
DEFAULT_PLANE: Final[Plane] = (0, 1)
LANDSCAPE_KEYS = ("data", "penalty", "sum")
THROUGH_KEYS = ("mean", "example")
CARDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "scores": (),
        "weights": ("tug", "comparison", "gradient"),
        "batch": ("carriers", "accuracy"),
        "fit": ("walk", "best"),
    }
)
"""The pages, and the cards that take turns on each; the first is in front until one is turned."""
PAGE_KEYS = tuple(CARDS)


@dataclass(frozen=True)
class View:
    """What the person is looking at: an example, the score that is swept, and what is drawn.

    Parameters
    ----------
    example, score : int
        The chosen example, and the class whose score the what-if curve sweeps.
    compare_losses, gradient_arrows : bool
    compare_with : key of a loss, or None
        Which loss is shown beside the one in force; None is the first other one. No part of the
        value, and no step of its own: whatever is undone, it stays.
    pair : two different weights, each (class, feature)
        What the landscape spans. With scores alone it waits for the weights that may come.
    landscape : {"data", "penalty", "sum"}
        What the landscape shows.
    plane : two features
        What a map of the examples has to the right and upwards: two different ones where there are
        two.
    through : {"mean", "example"}
        Where that map holds all other features: at the mean of the training examples or at the
        chosen example.
    page : one of `PAGE_KEYS`, or None
        The page to open on; None leaves that to whoever opens. Like `cards` no part of the value:
        turning to another page is no change of the document.
    cards : mapping from page to card
        The card in front on each page, of those in `CARDS`; a page left out keeps its own.
    """

    example: int = 0
    score: int = 0
    compare_losses: bool = True
    gradient_arrows: bool = False
    pair: Pair = DEFAULT_PAIR
    landscape: str = "sum"
    plane: Plane = DEFAULT_PLANE
    through: str = "mean"
    compare_with: str | None = field(default=None, compare=False)
    page: str | None = field(default=None, compare=False)
    cards: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), compare=False)

    def __post_init__(self) -> None:
        require_choice("landscape", self.landscape, LANDSCAPE_KEYS)
        require_choice("through", self.through, THROUGH_KEYS)
        if self.page is not None:
            require_choice("page", self.page, PAGE_KEYS)
        for page, card in self.cards.items():
            require_choice("cards", card, CARDS.get(page, ()))
        object.__setattr__(self, "cards", MappingProxyType(dict(self.cards)))
        first, second = self.pair
        if first == second:
            raise EditError("same_weight")

    def of_example(self, example: int, label: int) -> View:
        """The same view of another example: the score of its correct class is swept at first."""
        return replace(self, example=example, score=label)


def fitting_pair(pair: Pair, classes: int, features: int) -> Pair:
    """The nearest pair of two different weights of W (classes, features).

    Where both weights come to be the same, the second goes on to the next feature, or with a single
    feature to the next class; at the end to the previous one.
    """
    first, second = ((min(max(c, 0), classes - 1), min(max(d, 0), features - 1)) for c, d in pair)
    if first == second:
        c, d = second
        if features > 1:
            second = c, d + 1 if d + 1 < features else d - 1
        else:
            second = c + 1 if c + 1 < classes else c - 1, d
    return first, second


def fitting_plane(plane: Plane, features: int) -> Plane:
    """The nearest two features there are; where they come to be the same, the second goes on."""
    first, second = (min(max(d, 0), features - 1) for d in plane)
    if first == second and features > 1:
        second = second + 1 if second + 1 < features else second - 1
    return first, second


def moved_pair(pair: Pair, move: Callable[[Weight], Weight], classes: int, features: int) -> Pair:
    """The pair after its weights have moved into another W (classes, features)."""
    first, second = map(move, pair)
    return fitting_pair((first, second), classes, features)
