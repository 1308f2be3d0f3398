"""The losses once more, written from their definitions with 50 digits, and how to compare."""

import numpy as np
from hypothesis import strategies as st
from mpmath import mp, mpf

mp.dps = 50

TINY = mpf("2.3e-308")  # below the smallest normal number float64 has fewer digits to be right in


def agrees(found, exact, relative="1e-12"):
    """Whether a float is the exact number up to a relative error."""
    return abs(mpf(float(found)) - exact) <= mpf(relative) * abs(exact) + TINY


def softmax(scores, label):
    """Loss, probabilities and gradient of one example."""
    scores = [mpf(float(s)) for s in scores]
    largest = max(scores)
    weights = [mp.exp(s - largest) for s in scores]
    total = mp.fsum(weights)
    probabilities = [w / total for w in weights]
    others = [w for j, w in enumerate(weights) if j != label]
    if weights[label] == 1:
        loss = mp.log1p(mp.fsum(others))
    else:
        loss = mp.log(total) + largest - scores[label]
    gradient = list(probabilities)
    gradient[label] = -mp.fsum(others) / total
    return loss, probabilities, gradient


@mp.workdps(700)  # a score of 1e-300 beside one of 1e150 counts where the larger cancels
def hinge(scores, label, margin=1.0, squared=False, include=False, divisor="none"):
    """Loss and gradient of one example."""
    scores = [mpf(float(s)) for s in scores]
    loss, gradient = mpf(0), [mpf(0)] * len(scores)
    for j, score in enumerate(scores):
        if j == label and not include:
            continue
        over = max(mpf(0), score - scores[label] + mpf(margin))
        loss += over**2 if squared else over
        if j != label and over > 0:
            slope = 2 * over if squared else mpf(1)
            gradient[j] += slope
            gradient[label] -= slope
    count = {"none": 1, "wrong": len(scores) - 1, "all": len(scores)}[divisor]
    return loss / count, [g / count for g in gradient]


@mp.workdps(700)
def crammer_singer(scores, label, margin=1.0, squared=False):
    """Loss and gradient of one example: the largest violation, shared by those that tie for it."""
    scores = [mpf(float(s)) for s in scores]
    wrong = [j for j in range(len(scores)) if j != label]
    top = max(scores[j] for j in wrong)
    over = max(mpf(0), top - scores[label] + mpf(margin))
    slope = (2 * over if squared else mpf(1)) if over > 0 else mpf(0)
    tied = [j for j in wrong if scores[j] == top]
    gradient = [mpf(0)] * len(scores)
    for j in tied:
        gradient[j] = slope / len(tied)
    gradient[label] = -slope
    return over**2 if squared else over, gradient


@mp.workdps(700)
def one_vs_rest(scores, label, margin=1.0, squared=False):
    """Loss and gradient of one example: a binary hinge for each class."""
    loss, gradient = mpf(0), []
    for j, score in enumerate(scores):
        sign = 1 if j == label else -1
        over = max(mpf(0), mpf(margin) - sign * mpf(float(score)))
        loss += over**2 if squared else over
        slope = (2 * over if squared else mpf(1)) if over > 0 else mpf(0)
        gradient.append(-sign * slope)
    return loss, gradient


def same_bits(one, other):
    """Whether two arrays hold the very same numbers."""
    return np.array_equal(one, other) and np.array_equal(np.signbit(one), np.signbit(other))


def has_negative_zero(array):
    """Whether some entry is -0.0."""
    array = np.asarray(array)
    return bool((np.signbit(array) & (array == 0)).any())


def rows(limit=1e300, most=8):
    """One example's scores: ordinary, extreme, tied, or close to each other."""
    ordinary = st.floats(-50, 50)
    extreme = st.floats(-limit, limit)
    grid = st.integers(-3, 3).map(float)
    near = st.floats(-1e-9, 1e-9)
    edge = st.sampled_from([0.0, -0.0, limit, -limit, 350.0, -350.0, 700.0, 710.0, -745.0, 1e-300])
    kinds = [ordinary, extreme, grid, near, edge, st.one_of(ordinary, extreme, edge)]
    return st.one_of(*(st.lists(kind, min_size=2, max_size=most) for kind in kinds))


@st.composite
def labelled(draw, limit=1e300, most=8):
    """One example's scores and the index of its correct class."""
    scores = draw(rows(limit, most))
    return np.array(scores), draw(st.integers(0, len(scores) - 1))
