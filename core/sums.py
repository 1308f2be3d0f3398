"""Sums of very many numbers that are rounded once."""

import math

import numpy as np

from core.arrays import FloatArray

# So many numbers stay in the processor's cache while they are taken apart.
BLOCK = 1 << 13
# 2^27 times a number below 1 is cut into a whole number and what follows it, of 26 bits more.
UPPER, LOWER = 27, 26
LARGEST = 2.0**900
"""Sizes up to this, however many there are, overflow nowhere."""


def exact_sum(values: FloatArray) -> float:
    """The sum of `values` (any shape), rounded once, as `math.fsum` has it; quicker for many.

    Mantissas of one exponent are added as whole numbers, which rounds nothing: two halves of 27 and
    26 bits, of at most `BLOCK` numbers. The few sums by exponent are then added by `math.fsum`.

    References
    ----------
    Malcolm, "On accurate floating-point summation", Comm. ACM 14 (1971).
    """
    flat = values.ravel()
    if flat.size <= BLOCK or not np.abs(flat).max() <= LARGEST:
        return math.fsum(flat.tolist())
    parts: list[float] = []
    for start in range(0, flat.size, BLOCK):
        mantissas, exponents = np.frexp(flat[start : start + BLOCK])
        scaled = np.ldexp(mantissas, UPPER)
        whole = np.trunc(scaled)
        least = int(exponents.min())
        places = exponents - least
        for halves, power in ((whole, UPPER), (np.ldexp(scaled - whole, LOWER), UPPER + LOWER)):
            sums = np.bincount(places, halves)
            parts += np.ldexp(sums, np.arange(least - power, least - power + len(sums))).tolist()
    return math.fsum(parts)
