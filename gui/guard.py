"""Keeps an error in one frame from ending the program."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

P = ParamSpec("P")


def guarded(handler: Callable[P, None]) -> Callable[P, None]:
    """Report what `handler` raises through ``sys.excepthook`` instead of raising it.

    For handlers that Qt calls while another Python handler is still under way, as it calls
    ``drawForeground`` from pyqtgraph's ``paintEvent``: there PySide 6.11 on Python 3.11 ends the
    process when an error comes through.
    """

    @wraps(handler)
    def guarding(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            handler(*args, **kwargs)
        except Exception:  # noqa: BLE001 - whatever it is, the excepthook shows and logs it
            sys.excepthook(*sys.exc_info())

    return guarding
