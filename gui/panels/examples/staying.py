"""Rows that an edit must not take from under a person's hands. No Qt here.

A filter and an order are what a person asked for at one moment. While the same example is being
worked on, the rows that are selected stay, marked, even if they do not match any more, and no row
changes its place. Once another example is chosen, everything is as asked again.
"""

from __future__ import annotations

import numpy as np

from core.arrays import IntArray
from core.evaluation import Evaluation
from gui.panels.filters import Filter
from gui.words.translation import words


def strays(matching: IntArray, shown: IntArray, selected: IntArray, count: int) -> IntArray:
    """Selected examples that were shown but are not among those that match, ascending.

    Parameters
    ----------
    matching, shown, selected
        Indices of examples.
    count
        How many examples there are.
    """
    matches = np.zeros(count, dtype=bool)
    matches[matching] = True
    found = np.unique(selected[~matches[selected]])
    return found[np.isin(found, shown)] if len(found) else found


def in_place(shown: IntArray, members: IntArray, count: int) -> IntArray:
    """`members` in the order in which they are shown; what is new comes last, ascending.

    Parameters
    ----------
    shown, members
        Indices of examples, the latter ascending.
    count
        How many examples there are.
    """
    belongs = np.zeros(count, dtype=bool)
    belongs[members] = True
    kept = shown[belongs[shown]]
    belongs[kept] = False
    new = np.flatnonzero(belongs)
    if len(kept) == len(shown) and not len(new):
        return shown
    return np.concatenate([kept, new])


def no_longer(evaluation: Evaluation, example: int, asked: Filter) -> str:
    """Which part of a filter an example that is shown all the same fails: a key of its words."""
    part, name = asked.name.strip().casefold(), words(evaluation.state.examples[example])
    if part and part not in name.casefold():
        return "name"
    held_out = bool(evaluation.state.held_out[example])
    if asked.group != "all" and held_out != (asked.group == "held_out"):
        return asked.group
    return "cell" if asked.cell is not None else asked.standing
