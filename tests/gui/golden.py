"""Pictures that are kept, and how much another one may differ from them."""

from pathlib import Path

import numpy as np
from PySide6.QtGui import QImage

from tests.gui.pixels import pixels

KEPT = Path(__file__).parents[1] / "golden"
FAILED = Path("golden-differences")
"""Where expected, found and difference are put side by side, below the present folder."""
CLOSE = 8
"""Of 255: rounding in antialiasing, which differs between processors, stays far below."""
STRAY = 4
"""Pixels that may be further off: the end of a round cap, not a line."""


def complaint(name, image):
    """What is wrong with a picture that is to look like the one kept under this name."""
    kept = QImage(str(KEPT / f"{name}.png"))
    if kept.isNull():
        return f"{name}: there is no picture yet; make golden draws it"
    expected, found = pixels(kept), pixels(image)
    if expected.shape != found.shape:
        return f"{name}: the size is {found.shape}, not {expected.shape}"
    away = np.abs(found - expected).max(axis=2)
    count = int((away > CLOSE).sum())
    if count <= STRAY:
        return None
    FAILED.mkdir(exist_ok=True)
    darkest = np.repeat(255 - away[..., None], 3, axis=2)
    rows = np.hstack([expected, found, darkest]).astype(np.uint8)
    height, width, _ = rows.shape
    sides = QImage(rows.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888)
    sides.save(str(FAILED / f"{name}.png"))
    return f"{name}: {count} pixels differ, see {FAILED / name}.png"


def keep(name, image):
    """Put a picture in the place of the one that was kept."""
    KEPT.mkdir(exist_ok=True)
    image.convertToFormat(QImage.Format.Format_RGB32).save(str(KEPT / f"{name}.png"))
