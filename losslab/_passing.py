"""How arrays go to the program, which is a process of its own, and numbers come back."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

from losslab._results import Evaluation, Window

if TYPE_CHECKING:
    import subprocess

    from numpy.typing import ArrayLike, NDArray

_GIVEN, _NUMBERS = "given.npz", "numbers.npz"
_THERE = "the window is there"
_REFUSED = 2
_OF_OTHERS = ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR", "QT_PLUGIN_PATH")
"""Where some packages, OpenCV among them, tell every child process to look for their own Qt."""

_windows: list[Window] = []
"""Those that were open last: Python complains of a process that runs and that nobody holds."""


def opened(given: Mapping[str, NDArray[Any]]) -> Window:
    """The window, once it is there."""
    import tempfile

    with tempfile.TemporaryDirectory(prefix="losslab-") as folder:
        process = _started("show", Path(folder), given)
        told = _told(process)
    if _THERE not in told.splitlines():
        raise _error(process.wait(), told)
    window = Window(process)
    _windows[:] = [one for one in (*_windows, window) if one.is_open]
    return window


def evaluated(given: Mapping[str, NDArray[Any]]) -> Evaluation:
    """The numbers."""
    import tempfile

    import numpy as np

    with tempfile.TemporaryDirectory(prefix="losslab-") as folder:
        process = _started("evaluate", Path(folder), given)
        told = _told(process)
        if process.wait():
            raise _error(process.returncode, told)
        with np.load(Path(folder, _NUMBERS), allow_pickle=False) as file:
            return _evaluation(dict(file))


def _started(act: str, folder: Path, given: Mapping[str, NDArray[Any]]) -> subprocess.Popen[str]:
    """The program, which finds the arrays in the folder."""
    import subprocess

    import numpy as np

    if not sys.executable:
        raise RuntimeError("Python does not say where it is itself, so Loss Lab cannot be started")
    with (folder / _GIVEN).open("wb") as file:
        np.savez(file, allow_pickle=False, **given)
    return subprocess.Popen(
        # -P: what lies in the working folder is not taken for a module of the same name.
        [sys.executable, "-P", "-m", "losslab", "--serve", act, str(folder)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        env=_environment(),
        start_new_session=True,  # an interrupt of this program is not meant for the window
    )


def _told(process: subprocess.Popen[str]) -> str:
    """All that the program says until it ends, or has its window.

    Not until its output ends: what stands between this and the program, as the `python.exe` of an
    environment on Windows does, keeps that open as long as the window is there.
    """
    told: list[str] = []
    try:
        with cast("IO[str]", process.stdout) as stream:
            for line in stream:
                told.append(line)
                if line.rstrip("\n") == _THERE:
                    break
        return "".join(told)
    except BaseException:  # an interrupt, before there is anything to keep
        process.kill()
        process.wait()
        raise


def _environment() -> dict[str, str]:
    """The environment of the program, in which it is found wherever this was imported from."""
    import sysconfig

    found = {name: value for name, value in os.environ.items() if name not in _OF_OTHERS}
    found["PYTHONIOENCODING"] = "utf-8"
    home = str(Path(__file__).resolve().parents[1])
    if home not in {sysconfig.get_path(kind) for kind in ("purelib", "platlib")}:
        before = found.get("PYTHONPATH")
        found["PYTHONPATH"] = os.pathsep.join([home, before] if before else [home])
    return found


# What goes in


def arrays_of(
    scores: ArrayLike | None,
    labels: ArrayLike | None,
    X: ArrayLike | None,
    y: ArrayLike | None,
    W: ArrayLike | None,
    b: ArrayLike | None,
) -> dict[str, Any]:
    """The arrays by name, those that were given."""
    if (scores is None) == (X is None):
        raise TypeError("give either scores, or X")
    if (labels is None) == (y is None):
        raise TypeError("give the correct classes once, as labels or y")
    if scores is not None and not (W is None and b is None):
        raise TypeError("W and b belong to X; scores stand alone")
    every = {"scores": scores, "labels": y if labels is None else labels, "X": X, "W": W, "b": b}
    return said(**every)


def said(**values: object) -> dict[str, Any]:
    """As arrays what is not None."""
    return {name: _array(name, value) for name, value in values.items() if value is not None}


def _array(name: str, value: object) -> NDArray[Any]:
    """An array that needs no pickle."""
    import numpy as np

    try:
        array = np.asarray(value)
        if array.dtype.hasobject:  # as pandas keeps texts, and numbers among which some are missing
            words = all(isinstance(item, str) for item in array.flat)
            array = array.astype(np.str_ if words else np.float64)
    except (TypeError, ValueError, RuntimeError) as error:  # the last is PyTorch's
        raise ValueError(f"{name}: it cannot be made an array: {error}") from error
    return array


# What comes back


def _evaluation(found: dict[str, Any]) -> Evaluation:
    def by_key(kind: str) -> dict[str, Any]:
        return {
            name.removeprefix(kind): array for name, array in found.items() if name.startswith(kind)
        }

    def floats(kind: str) -> dict[str, float]:
        return {key: float(value) for key, value in by_key(kind).items()}

    return Evaluation(
        tuple(found["classes"].tolist()),
        found["scores"],
        found["labels"],
        found["predicted"],
        found["probabilities"],
        by_key("loss_"),
        floats("mean_"),
        floats("R_"),
        float(found["data_loss"]),
        float(found["penalty_term"]),
        float(found["total"]),
        found["gradient_scores"],
        found.get("gradient_W"),
        found.get("gradient_b"),
    )


def _error(status: int, told: str) -> Exception:
    """What the program has said as it ended."""
    lines = [line.removeprefix("losslab: ") for line in told.splitlines() if line.strip()]
    if status == _REFUSED and lines:
        return ValueError(lines[-1])
    return RuntimeError("\n".join([f"Loss Lab ended with status {status}", *lines[-10:]]))
