"""What a person has chosen, dropped or pasted, and how it is to be read."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path

from core.importing.errors import DataError
from core.importing.sources import MAX_BYTES, read_bytes, read_text
from core.importing.table import Part, role_of
from core.saving import stamp_of
from core.scenario.files import read_file

_PARTED = re.compile(r"[\s_.-]+")


@dataclass(frozen=True)
class Form:
    """How bytes become tables; what is None is seen from the bytes.

    Attributes
    ----------
    header : bool
        Whether the first row of a table of text holds names.
    decimal : {".", ","}
    encoding : str
    """

    header: bool | None = None
    decimal: str | None = None
    encoding: str | None = None


@dataclass(frozen=True)
class Bundle:
    """Files that belong together, or one text."""

    paths: tuple[Path, ...] = ()
    text: str = ""

    @property
    def name(self) -> str:
        """The first file's name; empty for a text."""
        return self.paths[0].name if self.paths else ""

    @property
    def title(self) -> str:
        """What a document of these data is called: the words that all files' names begin with.

        Without such words the first file's name; empty for a text.
        """
        if len(self.paths) < 2:
            return self.paths[0].stem if self.paths else ""
        columns = zip(*(_PARTED.split(path.stem) for path in self.paths), strict=False)
        common = takewhile(lambda words: len(set(words)) == 1, columns)
        return " ".join(words[0] for words in common) or self.paths[0].stem

    @property
    def size(self) -> int:
        """Bytes of the files there are, or letters of the text."""
        stamps = filter(None, map(stamp_of, self.paths))
        return sum(size for _, _, size, _ in stamps) or len(self.text)

    def read(self, form: Form, go_on: Callable[[], None]) -> tuple[Part, ...]:
        """The tables, with what their names say that they hold.

        Raises
        ------
        ScenarioError
            For a file that cannot be read.
        DataError
            For what is in it; it names the file where there are several.
        """
        found: list[Part] = []
        several = len(self.paths) > 1
        for path in self.paths:
            parts = tables_of(path, form, go_on, named=several)
            found += [_with_role(parts[0])] if several and len(parts) == 1 else parts
        if not self.paths:
            found = read_text(self.text, header=form.header, decimal=form.decimal, go_on=go_on)
        return tuple(found)


def tables_of(path: Path, form: Form, go_on: Callable[[], None], *, named: bool) -> list[Part]:
    """The tables of one file.

    Raises
    ------
    ScenarioError
        If it cannot be read.
    DataError
        For what is in it; one of several is `named` there.
    """
    try:
        return read_bytes(
            read_file(path, MAX_BYTES),
            path.stem,
            header=form.header,
            encoding=form.encoding,
            decimal=form.decimal,
            go_on=go_on,
        )
    except DataError as error:
        if not named:
            raise
        raise DataError(error.key, **error.params, file=path.name) from error
    except MemoryError as error:
        raise DataError("too_large", maximum=MAX_BYTES >> 30) from error


def _with_role(part: Part) -> Part:
    """Of several files, one may say by the last word of its name what it holds: digits_labels."""
    return part if part.role else replace(part, role=role_of(_PARTED.split(part.name)[-1]))
