"""What is guessed of data, and what is said about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True)
class Guesses:
    """How data are to be read; what is None is guessed.

    Attributes
    ----------
    numbers : {"scores", "features", "weights"}
        The last for W alone, which goes into a document that is there.
    values : {"plain", "p", "ln_p"}
        Of scores: as they are, or probabilities, of which the logarithm becomes the score, or this
        logarithm itself.
    turned : bool
        Whether an example is a column.
    turn_weights : bool
        Whether W has a column for each class.
    labels : {"names", "from_0", "from_1"}
    label_column : str
        Its heading, or its number counted from 1.
    columns : pairs of a column, counted from 0, and what it holds
        ``label``, ``name``, ``number`` or ``out``, which is left out; of the examples' table as it
        stands when an example is a row.
    all_of_class : str
        The class that all examples belong to, by name or counted from 0, where no labels are there.
    bias_column : {"first", "last"}
        Which column of W holds the biases, where it has one more than x has features.
    classes : tuple
        What the classes are called, in order.
    skip_bad : bool
        Whether rows that cannot be read are left out.
    """

    numbers: str | None = None
    values: str | None = None
    turned: bool | None = None
    turn_weights: bool | None = None
    labels: str | None = None
    label_column: str | None = None
    columns: tuple[tuple[int, str], ...] = ()
    all_of_class: str | None = None
    bias_column: str | None = None
    classes: tuple[str, ...] = ()
    skip_bad: bool = False


@dataclass(frozen=True)
class Phrase:
    """Something understood: the end of a key ``data.said.…``, and its params."""

    key: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Doubt(Phrase):
    """Where two readings fit: the end of a key ``data.doubt.…``, told with the one taken."""


class Told:
    """Collects what is said and where two readings fit."""

    def __init__(self) -> None:
        self.said: list[Phrase] = []
        self.doubts: list[Doubt] = []

    def say(self, key: str, **params: object) -> None:
        """Something understood."""
        self.said.append(Phrase(key, MappingProxyType(params)))

    def doubt(self, key: str, **params: object) -> None:
        """Another reading that fits."""
        self.doubts.append(Doubt(key, MappingProxyType(params)))
