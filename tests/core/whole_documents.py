"""Documents with everything that a file can hold, at random."""

import numpy as np
from hypothesis import strategies as st

from core.comparison import MAX_LENGTH, Comparison
from core.settings import DescentSettings, LossSettings, PenaltySettings
from core.state import LANDSCAPE_KEYS, LOSS_KEYS, PENALTY_KEYS, LinearModel, ScoreTable, State
from core.text import MAX_NAME
from core.view import CARDS, PAGE_KEYS, THROUGH_KEYS, View

LETTERS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=MAX_NAME).filter(str.strip)
NAMES = st.one_of(
    LETTERS,
    st.dictionaries(st.sampled_from(["en", "ko", "de"]), LETTERS, min_size=1, max_size=3),
)
NUMBERS = st.floats(-1e60, 1e60)  # the smallest and both zeros among them
POSITIVE = st.floats(5e-324, 1e6)


def arrays(*shape):
    """Arrays of this shape."""
    size = int(np.prod(shape))
    return st.lists(NUMBERS, min_size=size, max_size=size).map(
        lambda numbers: np.array(numbers, dtype=float).reshape(shape)
    )


def several(values, count):
    """Tuples of so many."""
    return st.lists(values, min_size=count, max_size=count).map(tuple)


LOSSES = st.builds(
    LossSettings,
    active=st.sampled_from(LOSS_KEYS),
    margin=POSITIVE,
    squared=st.booleans(),
    include_correct_class=st.booleans(),
    class_divisor=st.sampled_from(["none", "wrong", "all"]),
    sum_over_examples=st.booleans(),
)
PENALTIES = st.builds(
    PenaltySettings,
    kind=st.sampled_from(PENALTY_KEYS),
    strength=st.floats(0, 1e12),
    l1_share=st.floats(0, 1),
    half=st.booleans(),
)
COMPARISONS = st.integers(1, MAX_LENGTH).flatmap(
    lambda count: st.builds(Comparison, arrays(count), arrays(count), arrays(count))
)


@st.composite
def views(draw, examples, classes, weights):
    """Views of a document with so many examples and classes, and a W of this shape."""
    cells = st.tuples(st.integers(0, weights[0] - 1), st.integers(0, weights[1] - 1))
    pair = draw(st.tuples(cells, cells).filter(lambda two: two[0] != two[1]))
    features = st.integers(0, weights[1] - 1)
    cards = {page: draw(st.sampled_from(names)) for page, names in CARDS.items() if names}
    return View(
        draw(st.integers(0, examples - 1)),
        draw(st.integers(0, classes - 1)),
        compare_losses=draw(st.booleans()),
        gradient_arrows=draw(st.booleans()),
        pair=pair,
        landscape=draw(st.sampled_from(LANDSCAPE_KEYS)),
        plane=draw(st.tuples(features, features)),
        through=draw(st.sampled_from(THROUGH_KEYS)),
        compare_with=draw(st.sampled_from([None, *LOSS_KEYS])),
        page=draw(st.sampled_from([None, *PAGE_KEYS])),
        cards=cards if draw(st.booleans()) else {},
    )


@st.composite
def documents(draw):
    """Whole documents, of scores alone or of weights and features."""
    count, classes, features = (draw(st.integers(low, 4)) for low in (1, 2, 1))
    has_weights = draw(st.booleans())
    if has_weights:
        shapes = (count, features), (classes, features), (classes,)
        source = LinearModel(*(draw(arrays(*shape)) for shape in shapes))
    else:
        source = ScoreTable(draw(arrays(count, classes)))
    held_out = np.array(draw(several(st.booleans(), count)))
    held_out[draw(st.integers(0, count - 1))] = False
    return State(
        draw(NAMES),
        draw(several(NAMES, classes)),
        draw(several(NAMES, count)),
        np.array(draw(several(st.integers(0, classes - 1), count))),
        source,
        draw(LOSSES),
        draw(PENALTIES),
        draw(views(count, classes, (classes, features if has_weights else count))),
        draw(several(NAMES, features)) if has_weights and draw(st.booleans()) else (),
        draw(COMPARISONS),
        held_out,
        DescentSettings(draw(POSITIVE)),
    )


def bits(state):
    """Every number of a document as its bytes, with the names of what holds it."""
    source, comparison = state.source, state.comparison
    arrays_of = {**vars(source), **vars(comparison), "labels": state.labels}
    found = {name: array.tobytes() for name, array in arrays_of.items()}
    settings = (state.loss, state.penalty, state.descent)
    numbers = [value for one in settings for value in vars(one).values()]
    floats = [value for value in numbers if isinstance(value, float)]
    return {**found, "settings": np.array(floats).tobytes()}
