"""What holds for every loss of the registry: its own numbers and words all over the window."""

from dataclasses import replace
from importlib import import_module

import numpy as np
import pytest

import gui.losses
from core import edits
from core.evaluation import evaluate
from core.losses import LOSSES
from core.settings import LossSettings
from core.state import LOSS_KEYS, LinearModel, State
from gui.base.log import log
from gui.charts.formula.boxes import Target
from gui.formula.strip import tip
from gui.formula.writing import plain
from gui.look.theme import Look
from gui.losses import display_of, displays
from gui.losses.base import Curve
from gui.losses.plain import PlainDisplay
from gui.pages import PAGES
from gui.words import numbers
from gui.words.translation import LANGUAGES, set_language, tr
from tests.gui.window_hand import open_window, part, settle

SCORES = np.array([[3.2, 5.1, 4.4, -1.7], [1.3, 4.9, 2.0, 4.5], [2.2, 2.5, -3.1, 0.9]])
LABELS = np.array([0, 1, 2])
PLAIN = LossSettings()
VARIANTS = (
    PLAIN,
    LossSettings(margin=2.5),
    LossSettings(squared=True),
    LossSettings(include_correct_class=True),
    LossSettings(class_divisor="wrong"),
    LossSettings(margin=0.3, squared=True, include_correct_class=True, class_divisor="all"),
)

every_loss = pytest.mark.parametrize("key", LOSS_KEYS)
every_language = pytest.mark.parametrize("language", LANGUAGES)


def state(key, loss=PLAIN):
    """Three photos of four animals, one feature for each photo, so that the scores are W."""
    model = LinearModel(np.eye(3), SCORES.T, np.zeros(4))
    classes = tuple(f"animal {number}" for number in range(4))
    photos = tuple(f"photo {number}" for number in range(3))
    found = State("Animals", classes, photos, LABELS, model)
    return replace(found, loss=replace(loss, active=key))


def losses_of(key, loss=PLAIN):
    """The losses as the engine alone has them."""
    return LOSSES[key].from_settings(loss).per_example(SCORES, LABELS)


def end_of(formula):
    """The result of a formula."""
    return plain(formula).replace("≈", "=").rpartition("= ")[2]


def test_the_numbers_of_no_two_losses_are_alike():
    # Else a test below could take one for the other.
    shown = [numbers.fixed(float(losses_of(key)[0])) for key in LOSS_KEYS]
    assert len(set(shown)) == len(LOSS_KEYS)


def test_every_loss_of_the_engine_has_a_display_of_its_own():
    assert tuple(displays()) == LOSS_KEYS
    assert [display.key for display in displays().values()] == list(LOSS_KEYS)
    assert not any(isinstance(display, PlainDisplay) for display in displays().values())


@every_language
def test_no_two_losses_share_a_name(language):
    set_language(language)
    for words in ("name", "short", "tip"):
        said = [getattr(display, words) for display in displays().values()]
        assert all(said)
        assert len(set(said)) == len(said)


@every_loss
def test_the_settings_of_a_loss_are_among_those_there_are(key):
    assert display_of(key).settings <= set(vars(LossSettings()))


@every_loss
@pytest.mark.parametrize("loss", VARIANTS, ids=str)
def test_cards_and_formula_end_in_the_loss(key, loss, qapp):
    display, look, expected = display_of(key), Look(), losses_of(key, loss)
    for example in range(len(SCORES)):
        found = evaluate(edits.choose_example(example).apply(state(key, loss)))
        shown = numbers.fixed(float(expected[example]))
        last = display.stages(found, look).last
        told = numbers.fixed(last.point[1]) if isinstance(last, Curve) else last.text
        assert told == shown
        for keep in (None, 2):
            assert end_of(display.formula(found, keep)) == shown


@every_loss
def test_the_cards_compare_with_the_pinned_numbers_of_the_same_loss(key, qapp):
    before = evaluate(state(key))
    now = evaluate(edits.set_score(0, 1, 4.7).apply(state(key)), before, before)
    stages = display_of(key).stages(now, Look())
    then = display_of(key).stages(before, Look())
    for bars, were in ((stages.second, then.second), (stages.third, then.third)):
        counted = np.arange(len(were.values)) != were.hidden
        assert bars.before[counted].tolist() == were.values[counted].tolist()
    change = numbers.change(*(one.example.losses[key] for one in (now, before)))
    last = stages.last
    if isinstance(last, Curve):
        assert last.pinned[1] == before.example.losses[key]
    else:
        assert last.change == change


@every_loss
def test_a_term_s_tool_tip_tells_more_than_its_score(key):
    found = evaluate(state(key))
    tips = [tip(Target("term", index), found).splitlines() for index in range(1, 4)]
    assert all(len(lines) > 2 for lines in tips)
    assert len({tuple(lines[2:]) for lines in tips}) == 3


@every_loss
def test_whether_zeros_are_said_to_be_possible_is_true(key):
    # Far ahead, in both ways in which a score can be.
    far = (
        LOSSES[key]
        .from_settings(LossSettings())
        .per_example(np.array([[50.0, -50.0, -50.0]]), np.array([0]))
    )
    assert display_of(key).reaches_zero == (far[0] == 0.0)


@every_loss
def test_corners_are_where_the_slope_jumps(key):
    # Around the kinks of one score; where there are none, around its present value.
    for squared in (False, True):
        settings = LossSettings(squared=squared)
        loss = LOSSES[key].from_settings(settings)
        jumps = []
        for index in range(SCORES.shape[1]):
            for kink in [*loss.kinks(SCORES[0], 0, index), SCORES[0, index]]:
                sides = np.tile(SCORES[0], (2, 1))
                sides[:, index] = kink - 1e-7, kink + 1e-7
                slopes = loss.with_gradient(sides, np.zeros(2, dtype=int))[1]
                jumps.append(np.abs(slopes[1] - slopes[0]).max())
        assert display_of(key).has_corners(settings) == (max(jumps) > 1e-3)


@every_loss
def test_every_page_shows_the_loss_in_force_and_the_one_beside_it(key, keep):
    # The languages take turns.
    language = list(LANGUAGES)[LOSS_KEYS.index(key) % len(LANGUAGES)]
    window = keep.open(state(key))
    window.set_language(language)
    mean = numbers.fixed(float(losses_of(key).mean()))
    pair = window.session.state.side_by_side
    assert key in pair
    settle()
    assert part(window, "rail.totals.data").text() == mean
    window.show_page("scores")
    settle()
    assert window.strip.formula_text().endswith(numbers.fixed(float(losses_of(key)[0])))
    said = part(window, "what_if.plot").accessibleDescription().splitlines()
    assert said[1:] == [
        f"{display_of(one).short} {numbers.exact(float(losses_of(one)[0]))}" for one in pair
    ]
    window.show_page("batch")
    settle()
    page = window.page
    heads = [tr("examples.loss", name=display_of(one).short) for one in pair]
    model = page.examples.view.rows
    texts = [model.headerData(c, 1) for c in range(model.columnCount())]
    assert [text for text in texts if text in heads] == heads
    for one, card in zip(pair, page.losses, strict=True):
        nothing = LOSSES[one].from_settings(LossSettings()).knows_nothing(4)
        assert card.chart.shown.mean == pytest.approx(losses_of(one).mean())
        assert card.chart.shown.nothing == pytest.approx(nothing)
        assert numbers.fixed(nothing).rstrip("0").rstrip(".") in card.chart.shown.nothing_text
        column = texts.index(tr("examples.loss", name=display_of(one).short))
        cells = [model.data(model.index(row, column)) for row in range(3)]
        assert cells == [numbers.fixed(float(loss)) for loss in losses_of(one)]
    window.show_page("weights")
    window.show_page("fit")
    settle()
    total = numbers.exact(float(window.session.evaluation.total))
    assert total in part(window, "walk.history").accessibleDescription()
    assert all(name in window.pages for name in PAGES)


@pytest.fixture
def without_hinge(monkeypatch):
    """A hinge whose module fails to import, and what the log says of it."""

    def load(name):
        if name == "gui.losses.hinge":
            raise ImportError("damaged")
        return import_module(name)

    said = []
    monkeypatch.setattr(gui.losses, "import_module", load)
    monkeypatch.setattr(log(), "exception", lambda text, *values: said.append(text % values))
    displays.cache_clear()
    yield said
    displays.cache_clear()


def test_a_loss_whose_module_fails_is_said_in_the_log_and_the_window_opens(without_hinge, qtbot):
    window = open_window(qtbot, state("softmax"))
    assert without_hinge == ["The loss hinge cannot be shown as itself"]
    keys = [segment.key for segment in part(window, "rail.loss.choice").segments()]
    assert keys[0] == "softmax"
    assert "hinge" not in keys
    assert set(displays()) == set(LOSS_KEYS) - {"hinge"}


def test_a_document_of_a_loss_whose_module_fails_shows_its_own_numbers(without_hinge, qtbot):
    window = open_window(qtbot, state("hinge"))
    shown = numbers.fixed(float(losses_of("hinge")[0]))
    assert part(window, "stage.sum").accessibleName().startswith(shown)
    assert window.strip.formula_text() == f"Lᵢ = {shown}"
    for page in PAGES:
        window.show_page(page)
        settle()
    assert part(window, "rail.totals.data").text() == numbers.fixed(losses_of("hinge").mean())
    assert without_hinge == ["The loss hinge cannot be shown as itself"]
