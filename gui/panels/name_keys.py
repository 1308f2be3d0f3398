"""Very many names as one array, upper and lower case alike: to search and to sort. No Qt here."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.dtypes import StringDType
from numpy.typing import NDArray

from core.text import Text, localize
from gui.charts.curves.kept import Kept
from gui.words.translation import language

_SLICE = 4000
_PAUSE = 0.001
_KIND = StringDType()
_kept: Kept[NDArray[Any]] = Kept()


def name_keys(names: Sequence[Text]) -> NDArray[Any]:
    """The names (N,) in the language of the window, casefolded."""
    code = language()
    return _kept.get("", (names, code), lambda: _folded(names, code))


def _folded(names: Sequence[Text], code: str) -> NDArray[Any]:
    parts: list[NDArray[Any]] = [np.empty(0, dtype=_KIND)]
    for start in range(0, len(names), _SLICE):
        if start:
            # Numbers are handled beside the window, strings hold the interpreter meanwhile: with
            # slices this short, and pauses between them, the window is painted all the same.
            time.sleep(_PAUSE)
        some = names[start : start + _SLICE]
        words = (name if isinstance(name, str) else localize(name, code) for name in some)
        # What cannot be encoded, half a surrogate pair, is searched for by nobody.
        keys = [word.casefold().encode("utf-8", "replace").decode() for word in words]
        parts.append(np.array(keys, dtype=_KIND))
    return np.concatenate(parts)
