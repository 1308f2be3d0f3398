"""Pictures as arrays: a loop over pixels in Python takes longer than the painting of them."""

import numpy as np
from PySide6.QtGui import QImage


def pixels(image):
    """The colours of a picture, (height, width, 3), whole numbers from 0 to 255."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1, 4)
    return rows[:, : image.width(), 2::-1].astype(int)


def inked(image, color, by=3, area=None):
    """Where a picture, or an area of it, has a colour to within what antialiasing may do."""
    found = pixels(image if area is None else image.copy(area & image.rect()))
    return (np.abs(found - color.getRgb()[:3]) <= by).all(axis=2)
