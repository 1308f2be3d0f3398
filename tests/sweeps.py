"""Complete sweeps, of which `make test` runs a fixed sample and `make soak` the rest."""

import pytest
from hypothesis import settings

USUAL = 40
"""So many examples a test draws that does not say how many."""


def sampled(cases, *, every, first=0):
    """The parameters of a sweep: one in `every` always runs, the others in the soak alone.

    Of a product of lists, an `every` that divides none of their lengths takes a turn at each value.
    """
    return [
        case if number % every == first else _left_to_the_soak(case)
        for number, case in enumerate(cases)
    ]


def tries(count, **others):
    """Of a test that draws examples: so many each time, ten times as many in the soak.

    The other profiles of tests/conftest.py draw more in the same measure.
    """
    wished = settings(max_examples=count * settings.default.max_examples // USUAL, **others)
    return lambda test: pytest.mark.longer(wished(test))


def _left_to_the_soak(case):
    values = case if isinstance(case, tuple) else (case,)
    return pytest.param(*values, marks=pytest.mark.soak)
