"""Why data cannot be taken in, as keys and numbers; the words are the interface's."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from core.errors import LossLabError
from core.text import printable

SHOWN = 40


class DataError(LossLabError):
    """Data that cannot be taken in.

    Parameters
    ----------
    key : str
        Stable reason, the end of a key ``data.refused.…`` in the catalogues. With a `file` among
        the params it is about that one of several.
    params : numbers and words that belong to the reason
    """

    def __init__(self, key: str, **params: object) -> None:
        self.key = key
        self.params: Mapping[str, object] = MappingProxyType(params)
        details = ", ".join(f"{name} {value}" for name, value in params.items())
        super().__init__(f"{key}: {details}" if details else key)


@dataclass(frozen=True)
class Bad:
    """A row that cannot be read.

    Attributes
    ----------
    line : int
        Where it stands, counted from 1: a line of text, or a row of an array.
    column : str
        The column's heading, or its number counted from 1; empty for the row as a whole.
    found : str
        What stands there, shortened.
    key : str
        ``number``, ``finite``, ``size``, ``label``, ``label_number`` of one that is not whole, or
        ``cells`` of a row of another length.
    accepted : str
        What belongs into the words of what is accepted.
    """

    line: int
    column: str
    found: str
    key: str
    accepted: str = ""

    def error(self) -> DataError:
        """The complaint about this row alone."""
        return DataError(
            f"bad_{self.key}",
            line=self.line,
            column=self.column,
            found=self.found,
            accepted=self.accepted,
        )


def shortened(text: str) -> str:
    """A text on one line, not longer than fits into a sentence."""
    text = printable(text)
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
