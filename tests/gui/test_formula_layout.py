"""How a formula is set: nothing is clipped, and the parts stand where a typesetter puts them."""

from functools import partial
from itertools import product

import numpy as np
import pytest
from PySide6.QtGui import QFont, QFontMetricsF

from core.evaluation import evaluate
from core.settings import LossSettings, PenaltySettings
from core.state import ScoreTable, State, View
from gui.charts.formula.boxes import (
    MINUS,
    Atom,
    Dots,
    Fraction,
    Row,
    Run,
    Script,
    Struck,
    Tagged,
    Target,
    space_between,
)
from gui.charts.formula.fit import Fitter
from gui.charts.formula.layout import Line
from gui.charts.formula.typesetter import Typesetter
from gui.formula.writing import plain
from gui.look.theme import Look
from gui.losses.hinge_formula import hinge_formula
from gui.losses.softmax_formula import softmax_formula
from tests.sweeps import sampled

SCORES = {
    "three": [3.2, 5.1, -1.7],
    "six of three digits": [456.0, -123.0, 789.0, -321.0, 654.0, 987.0],
    "ten with decimals": [-555.55, 111.11, 222.22, 333.33, 444.44, 5.5, 6.6, 7.7, 8.8, 999.99],
    "huge": [2.2e57, 3.1e58, -1e57, -4e59, 5e56],
}
BUILDERS = {"softmax": softmax_formula, "hinge": hinge_formula}
# Knuth, "The TeXbook", page 170, in display style; * is a pair that TeX turns into another first.
TEXBOOK = (
    "01230001",
    "11*30001",
    "22**2**2",
    "33*03003",
    "00*00000",
    "01230001",
    "11*11111",
    "11231011",
)


@pytest.fixture
def look(qapp):
    return Look()


def of_scores(scores, **loss):
    classes = tuple(f"class {index}" for index in range(len(scores)))
    table = ScoreTable(np.array([scores]))
    settings = LossSettings(**loss)
    state = State("t", classes, ("e",), np.array([0]), table, settings, PenaltySettings(), View())
    return evaluate(state)


SIZES = [(1280, 720), (1500, 1080), (1920, 1080), (2560, 1440), (3500, 2160)]


@pytest.mark.parametrize(
    ("key", "which", "size", "variants"),
    sampled(product(BUILDERS, SCORES, SIZES, [False, True]), every=3),
)
def test_a_formula_fits_its_strip_at_every_size(look, key, which, size, variants):
    (width, height), scores = size, SCORES[which]
    look.fit(width, height)
    room = (width - 2.0 * look.px(24), look.px(97))
    switches = dict.fromkeys(("squared", "include_correct_class"), variants)
    divisor = "all" if variants else "none"
    evaluation = of_scores(scores, active=key, class_divisor=divisor, **switches)
    build = partial(BUILDERS[key], evaluation)
    fitted = Fitter(look).fit(build, len(scores), *room)
    layout = fitted.layout
    assert layout.width <= room[0]
    assert layout.height <= room[1]
    assert min(text.x for text in layout.texts) >= 0
    for text in layout.texts:
        advance = QFontMetricsF(text.font).horizontalAdvance(text.text)
        assert text.x + advance <= layout.width + 0.5


@pytest.mark.parametrize("width", range(860, 1280, 60))
def test_three_classes_fit_even_a_narrow_strip(look, width):
    look.fit(1280, 720)
    for key, build in BUILDERS.items():
        evaluation = of_scores([3.2, 5.1, -1.7], active=key)
        fitted = Fitter(look).fit(partial(build, evaluation), 3, width - 32, 65)
        assert fitted.layout.width <= width - 32
        assert fitted.keep == 3


def test_type_shrinks_before_terms_are_left_out(look):
    evaluation = of_scores(SCORES["six of three digits"], active="hinge")

    def fit(width):
        return Fitter(look).fit(partial(hinge_formula, evaluation), 6, width, 97)

    whole = fit(10_000)
    assert (whole.keep, whole.factor) == (6, 1.0)
    tight = fit(whole.layout.width * 0.9)
    assert tight.keep == 6
    assert tight.factor in (0.85, 0.9)
    short = fit(whole.layout.width * 0.7)
    assert short.keep < 5  # five would leave out a single one
    assert short.factor >= 0.75


@pytest.mark.parametrize(
    ("key", "width", "count"),
    sampled(product(BUILDERS, [960, 1280, 1920, 3840], [4, 10, 60]), every=5),
)
def test_the_width_is_full_before_terms_are_left_out_and_never_a_single_one(
    look, key, width, count
):
    look.fit(width, round(width / 16 * 9))
    room = width - 2.0 * look.px(24)
    build = partial(BUILDERS[key], of_scores([0.5 * n for n in range(count)], active=key))
    fitted = Fitter(look).fit(build, count, room, look.px(97))
    assert fitted.layout.width <= room
    left_out = count - fitted.keep
    assert left_out != 1
    if left_out:
        assert fitted.factor >= 0.85
        more = fitted.keep + 1 if left_out > 2 else count
        smallest = 0.85 if more < count else 0.75
        assert Typesetter(look, smallest).set(build(more)).width > room


def test_during_a_drag_the_type_only_shrinks(look):
    fitter = Fitter(look)
    long = of_scores(SCORES["six of three digits"], active="hinge")
    brief = of_scores([1.0, 2.0, 3.0, 4.0, 5.0, 6.0], active="hinge")
    first = fitter.fit(partial(hinge_formula, long), 6, 1500, 97)
    held = fitter.fit(partial(hinge_formula, brief), 6, 1500, 97, limit=first)
    settled = fitter.fit(partial(hinge_formula, brief), 6, 1500, 97)
    assert (held.keep, held.factor) == (first.keep, first.factor)
    assert (settled.keep, settled.factor) > (held.keep, held.factor)


def test_a_fraction_bar_lies_at_the_height_of_the_minus_between_its_parts(look):
    fraction = Fraction(Run("12"), Run("3456"))
    layout = Typesetter(look).set(Row((MINUS, fraction)))
    (bar,) = layout.shapes
    upper, lower = (next(t for t in layout.texts if t.text == text) for text in ("12", "3456"))
    assert bar.y == bar.to_y
    assert 0.25 < -bar.y / upper.font.pixelSize() < 0.4
    assert upper.y < bar.y < lower.y
    assert bar.x <= lower.x
    assert bar.to_x >= lower.x + lower.width
    assert upper.x + upper.width / 2 == pytest.approx(lower.x + lower.width / 2)


def test_a_fraction_bar_fills_whole_pixels(look):
    for height in (720, 900, 1080, 1440, 2160):
        look.fit(round(height * 16 / 9), height)
        (bar,) = Typesetter(look).set(Fraction(Run("1"), Run("2"))).shapes
        assert (bar.y - bar.width / 2) % 1 == 0
        assert (bar.y + bar.width / 2) % 1 == 0


def test_exponents_are_smaller_and_raised_and_follow_the_base(look):
    texts = Typesetter(look).set(Script(Run("e"), above=Run("3.2"))).texts
    base, exponent = sorted(texts, key=lambda text: text.x)
    assert (base.text, exponent.text) == ("e", "3.2")
    assert exponent.font.pixelSize() < base.font.pixelSize()
    assert exponent.y < base.y
    assert exponent.x >= base.width


def test_the_loss_is_set_in_the_true_bold_of_the_typeface(look):
    layout = Typesetter(look).set(softmax_formula(of_scores([3.2, 5.1, -1.7])))
    result = next(text for text in layout.texts if text.text == "2.04")
    assert result.role == "loss"
    assert result.font.variableAxisValue(QFont.Tag("wght")) == 700


def test_a_satisfied_term_is_struck_through_from_end_to_end(look):
    layout = Typesetter(look).set(Struck(Run("5.1")))
    (line,) = layout.shapes
    (text,) = layout.texts
    assert isinstance(line, Line)
    assert text.role == "outline"
    assert line.x <= text.x
    assert line.to_x >= text.x + text.width


def test_only_satisfied_terms_are_struck(look):
    def strikes(scores):
        layout = Typesetter(look).set(hinge_formula(of_scores(scores, active="hinge")))
        return sum(isinstance(shape, Line) for shape in layout.shapes)

    assert strikes([3.2, 5.1, -1.7]) == 1
    assert strikes([3.2, 5.1, 4.0]) == 0
    assert strikes([10.0, 9.0, 9.0]) == 2


def test_what_is_left_out_stands_beside_the_ellipsis(look):
    layout = Typesetter(look).set(Dots("first 5 of 50"))
    assert [text.text for text in layout.texts] == ["first 5 of 50"]
    assert len(layout.shapes) == 3


def test_a_region_covers_its_text(look):
    target = Target("score", 2)
    box = Row((Run("max", Atom.OP), Tagged(Run("5.1"), target)))
    layout = Typesetter(look).set(box)
    (region,) = layout.regions
    text = next(text for text in layout.texts if text.text == "5.1")
    assert region.target == target
    assert region.rect.left() == pytest.approx(text.x)
    assert region.rect.width() == pytest.approx(text.width)
    assert region.rect.bottom() == pytest.approx(0)


def test_neighbours_without_a_space_are_painted_as_one_text(look):
    layout = Typesetter(look).set(hinge_formula(of_scores([3.2, 5.1], active="hinge")))
    assert "max(0," in [text.text for text in layout.texts]
    written = "".join(t.text for t in sorted(layout.texts, key=lambda text: text.x))
    expected = plain(hinge_formula(of_scores([3.2, 5.1], active="hinge")))
    assert written == expected.replace(" ", "").replace("ᵢ", "i")


@pytest.mark.parametrize("left", Atom)
def test_neighbours_stand_apart_as_in_the_texbook_with_more_air_after_a_comma(left):
    for right in Atom:
        expected = TEXBOOK[left.value][right.value]
        if expected == "*":
            continue
        airier = left is Atom.PUNCT or (left, right) == (Atom.OP, Atom.INNER)
        assert space_between(left, right) == (2 if airier else int(expected)), right
