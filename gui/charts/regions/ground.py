"""Painting of what lies below the points: areas, shades, boundaries and names."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPen, QPolygonF

from core.arrays import FloatArray
from gui.charts.regions.layout import Ground
from gui.look.classes import DEPTH, draw_class, role_of
from gui.look.mixing import mixed
from gui.look.painting import write
from gui.look.theme import Look, Type

_FIELD = 3
"""Pixels to a side of what the shade of probabilities is sampled at."""
_MOST_SHADED = 24
"""Of more classes each region has one colour."""
_PALE = 0.5
"""What an area has of its class's colour where the margin is not met, in parts of the rest."""
_STAYS = 3.0
"""Pixels around a name that let it stay where it is."""
_TRIES = 9
"""Places along each side at which a name is tried."""


Places = dict[int, tuple[float, float]]
"""Where in the unit square the names of classes stand, and that there are no areas: `_TIE`."""
_TIE = -1


def paint_ground(
    painter: QPainter,
    look: Look,
    ground: Ground,
    frame: QRectF,
    points: FloatArray,
    names: Places,
) -> None:
    """Draw it into `frame`, keeping names clear of `points` (N, 2), in pixels.

    `names` says where they stood: a name stays as long as its place is good.
    """
    painter.save()
    painter.setClipRect(frame)
    smooth = ground.smooth and len(ground.area.offsets) <= _MOST_SHADED
    if smooth:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)  # the rim ends sharply
        painter.drawImage(frame, _shade(look, ground, frame))
    else:
        _paint_areas(painter, look, ground, frame)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for place, lines in enumerate(ground.earlier):
        color = mixed(look.color("card"), look.color("muted"), 0.45 + 0.3 * place)
        painter.setPen(QPen(color, max(1.0, 1.3 * look.scale)))
        painter.drawLines(_lines(lines, frame))
    painter.setPen(look.pen("text", 2.4))
    painter.drawLines(_lines(ground.area.boundaries, frame))
    for region in ground.area.regions:
        if ground.tie and len(region.classes) == len(ground.names):
            _paint_tie(painter, look, ground.tie, region.corners, frame, points, names)
    paint_names(painter, look, ground, frame, points, names)
    painter.restore()


def _paint_tie(
    painter: QPainter,
    look: Look,
    text: str,
    corners: FloatArray,
    frame: QRectF,
    points: FloatArray,
    names: Places,
) -> None:
    """That there are no areas yet, where it hides no point and none hides it."""
    width, height = look.width(text, Type.SMALL), look.metrics(Type.SMALL).height()
    place = clear_place(corners, frame, width, height, points, names.get(_TIE))
    if place is None:
        place = QRectF(frame.left(), frame.top() + look.px(6), frame.width(), height)
    else:
        names[_TIE] = _share_of(place, frame)
    write(painter, look, place.adjusted(-4, 0, 4, 0), text, Type.SMALL, "text")


def _share_of(place: QRectF, frame: QRectF) -> tuple[float, float]:
    """Where the middle of a text is in the unit square."""
    middle = place.center() - frame.topLeft()
    return middle.x() / frame.width(), 1.0 - middle.y() / frame.height()


def _shade(look: Look, ground: Ground, frame: QRectF) -> QImage:
    """The colours of all classes mixed by their probabilities."""
    columns = max(2, round(frame.width() / _FIELD))
    rows = max(2, round(frame.height() / _FIELD))
    shares = ground.area.shares(columns, rows)
    card = look.color("card")
    colors = [card, *(look.color(role_of(index)) for index in range(len(shares)))]
    # In the order of a pixel's bytes, so that the sums are the picture once they are whole numbers.
    inks = np.array([[c.blue(), c.green(), c.red(), 255] for c in colors], dtype=np.float32)
    tint = np.tensordot(shares, DEPTH * (inks[1:] - inks[0]), (0, 0))
    tint += inks[0] + 0.5
    data = tint.astype(np.uint8)
    image = QImage(data.data, columns, rows, 4 * columns, QImage.Format.Format_RGB32)
    return image.copy()  # the bytes go when this function returns


def _paint_areas(painter: QPainter, look: Look, ground: Ground, frame: QRectF) -> None:
    card = look.color("card")
    painter.fillRect(frame, card)
    # Areas meet without a seam where their edges are not smooth; boundaries lie over these.
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(Qt.PenStyle.NoPen)
    depth = DEPTH * (_PALE if ground.met else 1.0)
    for region in ground.area.regions:
        if len(region.classes) == 1:
            painter.setBrush(mixed(card, look.color(role_of(region.classes[0])), depth))
            painter.drawPolygon(polygon(region.corners, frame))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for index, outline in enumerate(ground.met):
        if outline is None:
            continue
        corners, sides = outline
        color = look.color(role_of(index))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(mixed(card, color, DEPTH))
        painter.drawPolygon(polygon(corners, frame))
        painter.setPen(QPen(color, max(1.0, 1.6 * look.scale), Qt.PenStyle.DashLine))
        ends = np.roll(corners, -1, axis=0)
        inner = [place for place, side in enumerate(sides) if side >= 0]
        painter.drawLines(_lines(np.stack([corners, ends], axis=1)[inner], frame))


def polygon(corners: FloatArray, frame: QRectF) -> QPolygonF:
    """Corners in the unit square as a polygon of pixels."""
    return QPolygonF([_pixel(corner, frame) for corner in corners.tolist()])


def _pixel(place: Sequence[float], frame: QRectF) -> QPointF:
    return QPointF(
        frame.left() + place[0] * frame.width(), frame.bottom() - place[1] * frame.height()
    )


def _lines(ends: FloatArray, frame: QRectF) -> list[QLineF]:
    return [QLineF(_pixel(one, frame), _pixel(other, frame)) for one, other in ends.tolist()]


def paint_names(
    painter: QPainter,
    look: Look,
    ground: Ground,
    frame: QRectF,
    points: FloatArray,
    names: Places,
) -> None:
    """Write in each region whose it is, where it hides no point."""
    if not ground.names:
        return
    mark, gap = look.px(7), look.px(7)
    height = look.metrics(Type.STRONG).height()
    painter.setFont(look.font(Type.STRONG))
    for region in ground.area.regions:
        if len(region.classes) > 1:
            continue
        index = region.classes[0]
        width = look.width(ground.names[index], Type.STRONG) + 2 * mark + gap
        place = clear_place(region.corners, frame, width, height, points, names.get(index))
        if place is None:
            names.pop(index, None)
            continue
        names[index] = _share_of(place, frame)
        sheet = place.adjusted(-gap, -1, gap, 1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("card", 0.55))
        painter.drawRoundedRect(sheet, look.px(5), look.px(5))
        at = QPointF(place.left() + mark, place.center().y())
        draw_class(painter, look, index, at, mark * 0.8, halo=False)
        painter.setPen(look.color("text"))
        text = place.adjusted(2 * mark + gap, 0, 4, 0)
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, ground.names[index])


def clear_place(
    corners: FloatArray,
    frame: QRectF,
    width: float,
    height: float,
    points: FloatArray,
    known: tuple[float, float] | None = None,
) -> QRectF | None:
    """Where in a region a text of this size has most room around it; None if it has none.

    What stood at a `known` place of the unit square stays there while it has some room.
    """
    scale = np.array([frame.width(), frame.height()])
    half = np.array([width, height]) / 2 + 4
    outline = corners * scale
    seen = points[:: max(1, len(points) // 300)] - (frame.left(), frame.bottom())
    at = np.array([known or (-1.0, -1.0)]) * scale
    spare = _spare(at, outline, half, seen)
    if spare[0] <= _STAYS:  # in most frames of a drag it is not asked where else
        across = (np.arange(_TRIES) + 0.5) / _TRIES
        low, high = corners.min(axis=0), corners.max(axis=0)
        grid = np.stack(np.meshgrid(across, across), axis=-1).reshape(-1, 2)
        at = np.vstack([(low + grid * (high - low)) * scale, at])
        spare = _spare(at, outline, half, seen)
    best = int(spare.argmax())
    if spare[best] <= 0.0:
        return None
    x, y = (at[best] * (1, -1) + (frame.left(), frame.bottom())).tolist()
    return QRectF(x - width / 2, y - height / 2, width, height)


def _spare(at: FloatArray, outline: FloatArray, half: FloatArray, seen: FloatArray) -> FloatArray:
    """How much room there is around texts in the middle of `at` (M, 2), (M,).

    Parameters
    ----------
    at, outline, seen : (M, 2), (K, 2), (P, 2)
        In pixels; points lie upside down.
    half : (2,)
        Half the size of a text.
    """
    ahead = np.roll(outline, -1, axis=0) - outline
    length = np.maximum(np.hypot(*ahead.T), 1e-9)
    away = at[:, None, :] - outline
    depth = (ahead[:, 0] * away[..., 1] - ahead[:, 1] * away[..., 0]) / length
    # How far the nearest corner of the text stays inside each side.
    corner = (np.abs(ahead[:, 1]) * half[0] + np.abs(ahead[:, 0]) * half[1]) / length
    spare: FloatArray = (depth - corner).min(axis=1)
    if len(seen):
        gaps = np.abs(at[:, None, :] * (1, -1) - seen) - half
        spare = np.minimum(spare, gaps.max(axis=2).min(axis=1))
    return spare
