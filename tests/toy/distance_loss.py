"""A loss for `tests/project/test_adding.py`: how far the scores are from 10 and 0."""

from dataclasses import dataclass

import numpy as np

from core.landscape.touched import summed
from core.losses.base import NOISE, Loss

GOAL = 10.0


@dataclass(frozen=True, eq=False)
class DistanceStages:
    """By how much each score misses what it should be, each (N, C)."""

    missed: np.ndarray


@dataclass(frozen=True)
class Distance(Loss[DistanceStages]):
    """``L_i = |s_y - 10| + sum_{j != y} |s_j|``."""

    key = "distance"
    relative = False

    @classmethod
    def from_settings(cls, settings):
        return cls()

    def kinks(self, scores, label, score_index):
        return np.array([GOAL if score_index == label else 0.0])

    def doubtful(self, scores, labels, room):
        if room == 0.0:
            return super().doubtful(scores, labels, room)
        correct = labels, np.arange(len(labels))
        return np.flatnonzero((np.abs(missed(scores.T, correct)) <= room).any(axis=0))

    def noise(self, losses, bounds):
        return bounds.sum(axis=1) + (bounds.shape[1] + 4) * NOISE * losses

    def shares(self, scores, label):
        found = np.abs(missed(scores[:, None], (np.array([label]), np.array([0]))))[:, 0]
        return found / found.sum() if found.any() else found

    def over_two_weights(self, touched):
        """Two lines for each score that the weights change: one rises, one falls."""
        count = len(touched.label)
        goals = np.where(touched.label == np.arange(len(touched.scores))[:, None], GOAL, 0.0)
        rest = np.array(touched.rest)
        inside = np.flatnonzero(touched.label < 0)
        rest[inside, -1 - touched.label[inside]] -= GOAL
        lines = touched.scores - goals, touched.first, touched.second
        both = tuple(np.concatenate([one.ravel(), -one.ravel()]) for one in lines)
        return summed(float(np.abs(rest).sum()) / count, both, 1.0 / count)

    def shape(self, classes):
        """Convex, but nobody has said how."""

    def _by_column(self, columns, correct, slopes, bound, within):
        found = missed(columns, correct, within)
        np.sign(found, out=slopes)
        return np.abs(found).sum(axis=0)

    def _stages(self, columns, correct, within):
        return DistanceStages(missed(columns, correct, within).T)


def missed(columns, correct, within=None):
    """By how much scores (C, n) miss their goals."""
    found = np.array(columns)
    found[correct] -= GOAL
    if within is not None:
        found[np.abs(found) <= within] = 0.0
    return found
