"""How colours look to people who do not see them all, and how far apart two of them then are.

Machado, Oliveira and Fernandes, "A physiologically-based model for simulation of color vision
deficiency" (2009): their matrices at full severity, applied to linear sRGB. Distances are those of
CIE L*a*b* (1976), D65.
"""

import numpy as np

SIMULATIONS = {
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
_TO_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
_WHITE = _TO_XYZ.sum(axis=1)


def _linear(color):
    share = np.array([int(color[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    return np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)


def _lab(linear):
    ratio = _TO_XYZ @ linear / _WHITE
    f = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def distance(one, other, simulation=None):
    """How far two colours ``#rrggbb`` are apart, as all people or some see them."""
    seen = np.eye(3) if simulation is None else np.array(SIMULATIONS[simulation])
    first, second = (_lab(np.clip(seen @ _linear(color), 0, 1)) for color in (one, other))
    return float(np.linalg.norm(first - second))
