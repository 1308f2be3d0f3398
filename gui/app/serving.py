"""What ``import losslab`` asks of the program, in a process of its own.

A folder holds what was given, as `core.exchange` says. The numbers go into the same folder; a
window says that it is there, and then has nothing to do with whoever asked for it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from gui.base import streams

if TYPE_CHECKING:
    from core.state import State

GIVEN, NUMBERS = "given.npz", "numbers.npz"
THERE = "the window is there"


def serve(act: str, folder: Path) -> int:
    """Show or evaluate; the exit status, 2 where what was given was refused."""
    from core.errors import LossLabError

    try:
        state = _state(folder)
    except LossLabError as error:
        streams.complain(_told(error))
        return 2
    if act == "show":
        return _show(state)
    from core.evaluation import evaluate
    from core.exchange import numbers_of

    (folder / NUMBERS).write_bytes(numbers_of(evaluate(state)))
    return 0


def _state(folder: Path) -> State:
    import numpy as np

    from core.exchange import state_of

    with np.load(folder / GIVEN, allow_pickle=False) as file:
        return state_of(dict(file))


def _told(error: Exception) -> str:
    """In words where the engine has keys."""
    from core.errors import EditError
    from gui.words.labels import error_text

    if not isinstance(error, EditError):
        return str(error)
    name = error.params.get("name")
    return f"{name}: {error_text(error)}" if name else error_text(error)


def _show(state: State) -> int:
    from gui.app.display import reachable

    if not reachable():
        streams.complain("there is no display here to open a window on")
        return 1
    from gui.app.launch import open_window
    from gui.app.options import Options

    return open_window(Options(), state, _say_it_is_there)


def _say_it_is_there() -> None:
    streams.say(THERE)
    streams.let_go()
