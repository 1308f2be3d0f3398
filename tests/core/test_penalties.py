"""Penalties, each by being registered."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.penalties import PENALTIES
from core.settings import PenaltySettings
from tests.core import oracle

KINDS = [
    PENALTIES[key].from_settings(PenaltySettings(kind=key, l1_share=share, half=half))
    for key in PENALTIES
    for share in (0.0, 0.3, 1.0)
    for half in (False, True)
]
every_penalty = pytest.mark.parametrize("penalty", dict.fromkeys(KINDS), ids=str)
WEIGHTS = np.array([[1.5, -2.0, 0.0], [0.25, -0.125, 3.0]])


@every_penalty
def test_the_value_is_what_the_weights_pay_together(penalty):
    paid = penalty.per_weight(WEIGHTS)
    assert paid.shape == WEIGHTS.shape
    assert (paid >= 0).all()
    assert penalty.value(WEIGHTS) == pytest.approx(paid.sum(), rel=1e-15)


@every_penalty
@given(w=st.floats(-100, 100).filter(lambda w: abs(w) > 0.01))
@settings(max_examples=40)
def test_the_gradient_is_the_central_difference(penalty, w):
    step = 1e-4
    low, high = (penalty.value(np.array([[w + d]])) for d in (-step, step))
    slope = penalty.gradient(np.array([[w]])).item()
    assert slope == pytest.approx((high - low) / (2 * step), rel=1e-7, abs=1e-7)


@every_penalty
def test_the_slope_at_zero_is_zero_without_a_sign(penalty):
    slopes = penalty.gradient(np.array([[0.0, -0.0]]))
    assert (slopes == 0).all()
    assert not oracle.has_negative_zero(slopes)


@every_penalty
def test_extreme_weights_neither_overflow_nor_warn(penalty):
    weights = np.array([[1e60, -1e60, 1e-300, -1e-300]])
    weights.flags.writeable = False
    assert np.isfinite(penalty.value(weights))
    assert np.isfinite(penalty.gradient(weights)).all()


@pytest.mark.parametrize(
    ("kind", "settings_of_person", "value"),
    [
        ("none", {}, 0),
        ("l1", {}, 6.875),
        ("l2", {}, 15.328125),
        ("l2", {"half": True}, 7.6640625),
        ("elastic_net", {"l1_share": 0.25}, 0.25 * 6.875 + 0.75 * 15.328125),
        ("elastic_net", {"l1_share": 0.25, "half": True}, 0.25 * 6.875 + 0.375 * 15.328125),
    ],
)
def test_values_worked_out_by_hand(kind, settings_of_person, value):
    penalty = PENALTIES[kind].from_settings(PenaltySettings(kind=kind, **settings_of_person))
    assert penalty.value(WEIGHTS) == value


def test_the_half_halves_the_squares_only():
    whole, half = (
        PENALTIES["elastic_net"].from_settings(PenaltySettings(l1_share=0.5, half=half))
        for half in (False, True)
    )
    assert whole.value(WEIGHTS) - half.value(WEIGHTS) == 0.25 * 15.328125


@pytest.mark.parametrize("key", PENALTIES)
def test_a_penalty_is_registered_under_its_key(key):
    assert PENALTIES[key].key == key


def test_a_price_is_rounded_once():
    assert PENALTIES["l1"]().value(np.full((1, 10), 0.1)) == 1.0
