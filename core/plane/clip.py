"""Areas that lines cut out of the unit square: where a score is the largest, or the margin met.

Half-planes are cut off one by one (Sutherland, Hodgman, "Reentrant polygon clipping", Comm. ACM 17
(1974)). All areas are convex and nothing is sampled, so that a boundary is exact at any size.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray, sealed

Point = tuple[float, float]
HalfPlane = tuple[float, float, float, int]
"""``a u + b v + c >= 0``, and the number by which its line is called."""

_BOX: tuple[Point, ...] = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))
_EDGE = -1
_SAME = 2.0**-46
"""In parts of the largest score around: scores that differ by less everywhere are one."""
_NARROW = 1e-12
"""An area that only rounding leaves, in parts of the square."""


@dataclass(frozen=True, eq=False)
class Region:
    """Where the scores of some classes, mostly of one, are the largest.

    Attributes
    ----------
    classes : tuple of int
        More than one where their scores are the same everywhere.
    corners : (M, 2)
        Of a convex area in the unit square, counter-clockwise.
    beyond : (M,)
        For each corner the class beyond the side that leads from it to the next, -1 for the edge of
        the square.
    """

    classes: tuple[int, ...]
    corners: FloatArray
    beyond: tuple[int, ...]


def clip(half_planes: Iterable[HalfPlane]) -> tuple[list[Point], list[int]]:
    """What is left of the unit square, and which line each side of it lies on.

    Parameters
    ----------
    half_planes : iterable of (a, b, c, number)
        The largest of a, b and c about 1 in size.

    Returns
    -------
    corners : list of (u, v)
        Counter-clockwise; empty if nothing is left.
    sides : list of int
        The number of the side from each corner to the next; -1 for the edge of the square.
    """
    corners, sides = list(_BOX), [_EDGE] * 4
    for a, b, c, number in half_planes:
        above = [a * u + b * v + c for u, v in corners]
        if min(above) >= 0.0:
            continue
        if max(above) <= 0.0:
            return [], []
        kept: list[Point] = []
        along: list[int] = []
        count = len(corners)
        for index in range(count):
            here, there = above[index], above[(index + 1) % count]
            if here >= 0.0:
                kept.append(corners[index])
                # Leaving by a corner that lies on the line itself, the line is the next side.
                along.append(number if here == 0.0 and there < 0.0 else sides[index])
            if (here > 0.0 > there) or (here < 0.0 < there):
                (u, v), (next_u, next_v) = corners[index], corners[(index + 1) % count]
                share = here / (here - there)
                kept.append((u + share * (next_u - u), v + share * (next_v - v)))
                along.append(number if here > 0.0 else sides[index])
        corners, sides = kept, along
    return (corners, sides) if _area(corners) > _NARROW else ([], [])


def _area(corners: list[Point]) -> float:
    total, count = 0.0, len(corners)
    for index in range(count):
        (u, v), (next_u, next_v) = corners[index - 1], corners[index]
        total += u * next_v - next_u * v
    return 0.5 * abs(total)


def regions(slopes: FloatArray, offsets: FloatArray) -> tuple[Region, ...]:
    """Where each of several scores, ``slopes @ (u, v) + offsets``, is the largest.

    Parameters
    ----------
    slopes : (C, 2)
    offsets : (C,)

    Returns
    -------
    tuple of Region
        Of the classes that are the largest somewhere in the unit square, by class.
    """
    corner = np.array(_BOX) @ slopes.T + offsets  # (4, C)
    size = float(np.abs(corner).max())
    if size == 0.0:
        return (_everywhere(range(len(offsets))),)
    corner, slopes, offsets = corner / size, slopes / size, offsets / size
    groups = _groups(corner)
    if len(groups) == 1:
        return (_everywhere(groups[0]),)
    first = np.array([group[0] for group in groups])
    found = []
    for place, group in enumerate(groups):
        lead = corner[:, [group[0]]] - corner[:, first]
        lead[:, place] = np.inf
        least = lead.min(axis=0)
        # What cuts most comes first: of many classes most are nowhere the largest.
        cuts = np.flatnonzero(least < 0.0)
        cuts = cuts[np.argsort(least[cuts], kind="stable")]
        others = first[cuts]
        normals = (slopes[group[0]] - slopes[others]).tolist()
        rest = (offsets[group[0]] - offsets[others]).tolist()
        lines = ((*n, c, k) for n, c, k in zip(normals, rest, others.tolist(), strict=True))
        corners, beyond = clip(lines)
        if corners:
            found.append(Region(group, sealed(np.array(corners)), tuple(beyond)))
    return tuple(found)


def _everywhere(classes: Iterable[int]) -> Region:
    return Region(tuple(classes), sealed(np.array(_BOX)), (_EDGE,) * 4)


def _groups(corner: FloatArray) -> list[tuple[int, ...]]:
    """Classes by their scores at the corners (4, C): those that are the same are together."""
    left = list(range(corner.shape[1]))
    groups = []
    while left:
        away = np.abs(corner[:, left] - corner[:, [left[0]]]).max(axis=0)
        same = [one for one, far in zip(left, away.tolist(), strict=True) if far <= _SAME]
        groups.append(tuple(same))
        left = [one for one in left if one not in set(same)]
    return groups


def area_above(slopes: FloatArray, offsets: FloatArray) -> tuple[FloatArray, tuple[int, ...]]:
    """Where all of several lines, ``slopes @ (u, v) + offsets``, are at least 0.

    Parameters
    ----------
    slopes : (K, 2)
    offsets : (K,)

    Returns
    -------
    corners : (M, 2)
        Of a convex area in the unit square; (0, 2) if there is none.
    sides : tuple of int
        Which of the lines each side lies on; -1 for the edge of the square.
    """
    sizes = np.maximum(np.abs(slopes).max(axis=1, initial=0.0), np.abs(offsets))
    sizes[sizes == 0.0] = 1.0
    normals, rest = (slopes / sizes[:, None]).tolist(), (offsets / sizes).tolist()
    corners, sides = clip((*n, c, k) for k, (n, c) in enumerate(zip(normals, rest, strict=True)))
    return sealed(np.array(corners).reshape(-1, 2)), tuple(sides)
