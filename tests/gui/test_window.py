"""The whole window: one model behind every part, shown at once, in both languages, at any size."""

import html
import re
from itertools import product

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QWidget,
)
from scipy.special import logsumexp

from core import edits
from core.losses import LOSSES
from core.scenario.files import builtin
from gui.charts.formula.boxes import Target
from gui.controls.label import Label
from gui.formula.strip import FormulaStrip
from gui.pages import PAGES
from gui.window.window import SMALLEST
from tests.gui.hand import Heard, model_state, score_state
from tests.gui.window_hand import (
    CTRL,
    SHIFT,
    Counter,
    Hand,
    Key,
    open_window,
    part,
    scenario,
    settle,
    undo_labels,
)
from tests.sweeps import sampled

KEYS = [item.key for item in builtin()]


@pytest.fixture
def window(keep):
    return keep.open()


@pytest.fixture
def hand(window):
    return Hand(window)


def placed(window, chart, index):
    return next(one for one in part(window, chart).layout_now.placed if one.bar.key == index)


def end(window, chart, index):
    one = placed(window, chart, index)
    return (one.end + (one.body.center() - one.end) * 0.2).toPoint()


def edit(window, *made):
    for one in made:
        assert window.session.edit(one)
    settle()


def text(window, name):
    """What a field, a label or a button says, with a plain minus."""
    return part(window, name).text().replace("−", "-")


def bar_texts(window, chart="stage.scores"):
    return [bar.text for bar in part(window, chart).bars]


def strip_of(window):
    return window.findChild(FormulaStrip)


# One change, everywhere


def test_a_drag_of_a_bar_is_followed_by_every_part_in_the_same_frame(qtbot):
    window = open_window(qtbot)
    hand = Hand(window)
    chart = part(window, "stage.scores")
    seen = []

    def look(_):
        seen.append(
            (
                bar_texts(window)[0].replace("−", "-"),
                text(window, "rail.class.0.field"),
                strip_of(window).formula_text().replace("−", "-").split("e^")[1].split(" ")[0],
                part(window, "what_if.plot")._value,
                text(window, "rail.totals.data"),
            )
        )

    window.session.evaluated.connect(look)
    start = end(window, "stage.scores", 0)
    hand.press(chart, start)
    seen.clear()
    for up in (20, 40, 60):
        hand.move(chart, start - QPoint(0, up))
    assert len(seen) == 3  # one evaluation per move
    for bar, field, formula, line, data in seen:
        value = float(bar)
        assert float(field) == float(formula) == line == value
        # The cat photo's features are orthogonal to the others', whose losses stay.
        cat = logsumexp([value, 5.1, -1.7]) - value
        mean = (cat + 0.079131778291349021 + 6.1564772016642112) / 3
        assert float(data) == pytest.approx(mean, abs=0.0051)
    hand.release(chart, start - QPoint(0, 60))


def test_the_price_of_a_score_shows_in_the_total(window):
    # The cat's row grows by (s' − s) x / 4 with x = [1, 1, 1, 1]: Σw² gains 3.2·d/2 + d²/4.
    edit(window, edits.set_score(0, 0, 5.2))
    size = 22.385 + 3.2 * 2 / 2 + 4 / 4
    assert window.session.evaluation.penalty == pytest.approx(size, rel=1e-12)
    assert text(window, "rail.totals.term") == f"{0.01 * size:.2f}"
    losses = [logsumexp([5.2, 5.1, -1.7]) - 5.2, 0.079131778291349021, 6.1564772016642112]
    total = np.mean(losses) + 0.01 * size
    assert text(window, "rail.totals.total").removeprefix("≈ ") == f"{total:.2f}"


def test_examples_that_share_features_move_too(keep):
    window = keep.open(model_state(3, examples=2))
    source = window.session.state.source
    x, other = source.features
    before = window.session.evaluation.scores.copy()
    edit(window, edits.set_score(0, 0, before[0, 0] + 2.0))
    edit(window, edits.choose_example(1))
    moved = before[1, 0] + 2.0 * (x @ other) / (x @ x)
    assert moved > before[1, 0] + 0.5
    shown = float(bar_texts(window)[0].replace("−", "-"))
    assert shown == pytest.approx(moved, abs=0.0051)
    losses = [logsumexp(row) - row[0] for row in window.session.evaluation.scores]
    assert text(window, "rail.totals.data") == f"{np.mean(losses):.2f}"


def test_the_correct_class_is_chosen_in_the_rail_and_marked_in_the_cards(window, hand):
    hand.click(part(window, "rail.class.2.correct"))
    assert [bar.strong for bar in part(window, "stage.scores").bars] == [False, False, True]
    assert "≈ 6.94" in strip_of(window).formula_text()
    assert undo_labels(window.session) == ["set_label"]


def test_choosing_svm_in_the_rail_changes_the_cards_and_the_formula(window, hand):
    hand.click(part(window, "rail.loss.choice.hinge"))
    assert part(window, "stage.card.1.heading", QLabel).text() == "Margin"
    assert strip_of(window).formula_text().startswith("Lᵢ = max(0, ")
    assert text(window, "rail.totals.data") == "5.27"


def test_the_name_of_a_class_is_the_same_everywhere(window):
    edit(window, edits.rename_class(0, "lynx"))
    assert text(window, "rail.class.0.name") == "lynx"
    assert part(window, "stage.scores").bars[0].name == "lynx"
    assert "<b>lynx</b>" in part(window, "what_if.hint", QLabel).text()


def test_classes_come_and_go(window):
    edit(window, edits.add_class("dog"))
    assert bar_texts(window) == ["3.2", "5.1", "−1.7", "0"]
    assert "e^0" in strip_of(window).formula_text()
    edit(window, edits.choose_score(3), edits.remove_class(3))
    assert bar_texts(window) == ["3.2", "5.1", "−1.7"]
    edit(window, edits.remove_class(0))
    assert [bar.name for bar in part(window, "stage.scores").bars] == ["car", "frog"]


# No more work than needed


PAINTED = ("stage.scores", "stage.second", "stage.third", "header")
VIEWPORTS = ("what_if.plot", "strength.plot", "stage.minus_log.plot")


def counters(window):
    found = {name: Counter(part(window, name), QEvent.Type.Paint) for name in PAINTED}
    for name in VIEWPORTS:
        found[name] = Counter(part(window, name).viewport(), QEvent.Type.Paint)
    found["formula"] = Counter(strip_of(window), QEvent.Type.Paint)
    return found


def test_one_move_of_a_drag_paints_every_part_once(window, hand):
    chart = part(window, "stage.scores")
    start = end(window, "stage.scores", 0)
    hand.press(chart, start)
    hand.move(chart, start - QPoint(0, 10))
    painted = counters(window)
    hand.move(chart, start - QPoint(0, 30))
    counts = {name: counter.count for name, counter in painted.items()}
    assert counts == dict.fromkeys(counts, 1) | {"header": 0}
    hand.release(chart, start - QPoint(0, 30))


def test_a_move_of_lambda_paints_neither_cards_nor_the_what_if_curves_twice(window, hand):
    plot = part(window, "strength.plot")
    frame = plot.frame()
    at = QPointF(plot.to_pixels(plot._share, 0).x(), frame.center().y()).toPoint()
    hand.press(plot.viewport(), at)
    hand.move(plot.viewport(), at + QPoint(20, 0))
    painted = counters(window)
    hand.move(plot.viewport(), at + QPoint(60, 0))
    assert painted["strength.plot"].count == 1
    for name in PAINTED:
        assert painted[name].count == 0, name
    assert painted["what_if.plot"].count <= 1
    hand.release(plot.viewport(), at + QPoint(60, 0))


def test_nothing_is_painted_while_nothing_happens(window):
    settle()
    painted = counters(window)
    for _ in range(10):
        settle()
    assert {name: counter.count for name, counter in painted.items() if counter.count} == {}


# Pointing


def test_pointing_at_a_bar_lights_its_class_in_the_other_charts_and_in_the_formula(window, hand):
    others = [part(window, "stage.second"), part(window, "stage.third"), strip_of(window)]
    hand.hover(window, QPoint(3, 3))
    plain = [widget.grab().toImage() for widget in others]
    hand.hover(part(window, "stage.scores"), end(window, "stage.scores", 1))
    lit = [widget.grab().toImage() for widget in others]
    assert all(one != other for one, other in zip(plain, lit, strict=True))
    assert part(window, "stage.third").highlight == 1
    hand.hover(window, QPoint(3, 3))
    assert [widget.grab().toImage() for widget in others] == plain


def test_pointing_at_a_term_of_the_formula_lights_its_bars(window, hand):
    strip = strip_of(window)
    plain = part(window, "stage.scores").grab().toImage()
    region = next(one for one in strip.regions() if one.target == Target("score", 2))
    hand.hover(strip, strip.rect_of(region).center().toPoint())
    for name in ("stage.scores", "stage.second", "stage.third"):
        assert part(window, name).highlight == 2
    assert part(window, "stage.scores").grab().toImage() != plain
    hand.hover(window, QPoint(3, 3))
    assert part(window, "stage.scores").highlight is None


# Undo, redo, reset


def test_the_keyboard_undoes_and_redoes(window):
    start = window.session.state
    edit(window, edits.set_score(0, 0, 5.0), edits.set_strength(0.5))
    changed = window.session.state
    QTest.keyClick(window, Key.Key_Z, CTRL)
    QTest.keyClick(window, Key.Key_Z, CTRL)
    settle()
    assert window.session.state == start
    assert bar_texts(window)[0] == "3.2"
    QTest.keyClick(window, Key.Key_Y, CTRL)
    QTest.keyClick(window, Key.Key_Z, CTRL | SHIFT)
    settle()
    assert window.session.state == changed
    assert bar_texts(window)[0] == "5"


def test_undo_works_while_a_chart_has_the_focus(window):
    chart = part(window, "stage.scores")
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(chart, Key.Key_Up)
    settle()
    assert bar_texts(window)[0] == "3.3"
    QTest.keyClick(chart, Key.Key_Z, CTRL)
    settle()
    assert bar_texts(window)[0] == "3.2"


def test_undo_in_the_middle_of_a_drag_ends_the_drag(window, hand):
    chart = part(window, "stage.scores")
    start = end(window, "stage.scores", 0)
    hand.press(chart, start)
    hand.move(chart, start - QPoint(0, 40))
    QTest.keyClick(window, Key.Key_Z, CTRL)
    hand.move(chart, start - QPoint(0, 60))
    hand.release(chart, start - QPoint(0, 60))
    assert bar_texts(window)[0] == "3.2"
    assert undo_labels(window.session) == []


@pytest.mark.parametrize("name", ["rail.class.0.slider", "rail.lambda.slider"])
def test_after_undo_a_slider_still_held_shows_what_is_and_not_where_the_pointer_is(
    window, hand, name
):
    slider = part(window, name)
    before, start = slider.number, slider.thumb().toPoint()
    hand.press(slider, start)
    hand.move(slider, start + QPoint(20, 0))
    assert slider.number != before
    QTest.keyClick(window, Key.Key_Z, CTRL)
    hand.move(slider, start + QPoint(40, 0))
    assert slider.number == before
    hand.release(slider, start + QPoint(40, 0))
    assert undo_labels(window.session) == []


@pytest.mark.parametrize("name", ["stage.scores", "what_if.plot", "strength.plot"])
def test_a_drag_ends_where_it_is_when_its_plot_goes_out_of_sight(window, hand, name):
    widget = part(window, name)
    target = widget.viewport() if name.endswith(".plot") else widget
    start = on_line(widget) if name.endswith(".plot") else end(window, name, 0)
    hand.press(target, start)
    hand.move(target, start + QPoint(30, -30))
    widget.hide()
    settle()
    after = window.session.state
    assert not window.session.document.in_gesture
    widget.show()
    settle()
    QTest.mouseRelease(window.windowHandle(), Qt.MouseButton.LeftButton)
    hand.move(target, start + QPoint(60, -60))
    assert window.session.state == after
    assert len(undo_labels(window.session)) == 1


def test_a_drag_in_every_place_is_one_undo_step(window, hand):
    """Bar, what-if line, λ line, slider of the rail, number of the formula."""
    before = window.session.state
    steps = []
    for name, start, by in (
        ("stage.scores", lambda w: end(window, "stage.scores", 0), QPoint(0, -30)),
        ("what_if.plot", on_line, QPoint(40, 0)),
        ("strength.plot", on_line, QPoint(40, 0)),
        ("rail.class.0.slider", lambda w: w.thumb().toPoint(), QPoint(20, 0)),
        ("formula", cat_in_formula, QPoint(30, 0)),
    ):
        widget = strip_of(window) if name == "formula" else part(window, name)
        target = widget.viewport() if name.endswith(".plot") else widget
        hand.drag(target, start(widget), by, parts=2)
        steps.append(name)
        labels = undo_labels(window.session)
        expected = "set_strength" if name == "strength.plot" else "set_score"
        assert labels == [expected], name
        assert window.session.state == before, name
    assert len(steps) == 5


def on_line(plot):
    return plot.to_pixels(plot._share, 0.5).toPoint()


def cat_in_formula(strip):
    region = next(one for one in strip.regions() if one.target == Target("score", 0))
    return strip.rect_of(region).center().toPoint()


# Scenarios


@pytest.mark.parametrize("language", sampled(["ko", "en"], every=2))
def test_every_scenario_opens_from_the_menu_on_its_page_and_card_and_can_be_undone(qtbot, language):
    window = open_window(qtbot, language=language)
    before = window.session.state
    menu = part(window, "header.scenarios.menu", QMenu)
    for index, item in enumerate(builtin()):
        menu.popup(window.mapToGlobal(QPoint(50, 50)))
        qtbot.waitUntil(menu.isVisible)
        for _ in range(index + 1):
            QTest.keyClick(menu, Key.Key_Down)
        QTest.keyClick(menu, Key.Key_Return)
        settle()
        title = item.title[language]
        assert window.session.state == item.load()
        assert text(window, "header.scenarios") == title
        assert window.windowHandle().title() == f"{title} — Loss Lab"
        view, turns = item.load().view, window.page.turns
        assert window.page is window.pages[view.page]
        assert (turns.card if turns else None) == view.cards.get(view.page)
        if view.page == "scores":
            assert len(bar_texts(window)) == min(10, item.load().class_count)
    # The one that was open at first is not the first of the menu.
    assert undo_labels(window.session) == ["load"] * len(KEYS)
    assert window.session.state == before
    window.show_page("scores")
    assert bar_texts(window) == ["3.2", "5.1", "−1.7"]


def test_reset_goes_back_to_the_scenario_that_is_open(window, hand):
    edit(window, edits.load(scenario("blank-features")), edits.set_score(0, 0, 7.0))
    hand.click(part(window, "header.reset"))
    assert window.session.state == scenario("blank-features")


# Languages


def painted_texts(window):
    found = {}
    for name in ("stage.scores", "stage.second", "stage.third"):
        for bar in part(window, name).bars:
            found[name, bar.key, "name"] = bar.name
            found[name, bar.key, "exact"] = bar.exact
    for name in VIEWPORTS:
        for index, thing in enumerate(part(window, name)._overlay()):
            found[name, index] = getattr(thing, "text", "")
    return found


def texts(window):
    """Every text that a person can see or have read to them, by where it stands."""
    found = {("window", "title"): window.windowHandle().title()}
    kinds = (QLabel, QAbstractButton, QLineEdit, Label)
    ways = ("toolTip", "accessibleName", "accessibleDescription")
    for number, widget in enumerate(window.findChildren(QWidget)):
        if not widget.isVisible():
            continue
        if isinstance(widget, kinds):
            found[number, widget.objectName(), "text"] = widget.text()
        for way in ways:
            found[number, widget.objectName(), way] = getattr(widget, way)()
        if isinstance(widget, QComboBox):
            found[number, widget.objectName(), "item"] = widget.currentText()
    found |= painted_texts(window)
    for action in part(window, "header.scenarios.menu", QMenu).actions():
        found["menu", id(action)] = action.text()
    return {where: said for where, said in found.items() if said}


# Names of keys and of losses, functions and the program, which Korean lectures write like this.
KEPT = {"exp", "ln", "log", "max", "SVM", "Loss", "Lab", "English"}
KEPT |= {"Shift", "Ctrl", "Enter", "Esc", "Del", "PgUp", "PgDn"}
WORD = re.compile(r"[A-Za-z]{2,}")
HANGUL = re.compile(r"[가-힣]")


def open_everything(window):
    """Bring up what is hidden at first, so that its texts are seen too."""
    Hand(window).click(part(window, "rail.loss.more"))
    edit(window, edits.choose_penalty("elastic_net"), edits.show_gradient(True))


@pytest.mark.parametrize("key", sampled(KEYS, every=9))
def test_in_korean_no_english_is_left_and_in_english_no_korean(qtbot, key):
    window = open_window(qtbot, scenario(key))
    for active in list(LOSSES)[KEYS.index(key) % 2 :: 2]:  # the halves take turns
        if window.session.state.loss.active != active:
            edit(window, edits.choose_loss(active))
        english = {where: said for where, said in texts(window).items() if HANGUL.search(said)}
        assert set(english.values()) == {"한국어"}  # the button that switches
        window.set_language("ko")
        settle()
        left = {}
        for where, said in texts(window).items():
            plain = html.unescape(re.sub(r"<sub>.*?</sub>|<[^>]*>", "", said))
            words = set(WORD.findall(plain)) - KEPT
            if words:
                left[active, where] = words
        assert left == {}
        window.set_language("en")
        settle()


@pytest.mark.parametrize("active", sampled(["hinge", "softmax"], every=2))
def test_switching_the_language_and_back_shows_every_text_as_before(qtbot, active):
    window = open_window(qtbot)
    open_everything(window)
    if active == "hinge":
        edit(window, edits.choose_loss("hinge"))
    window.set_language("ko")
    settle()
    korean = texts(window)
    window.set_language("en")
    settle()
    english = texts(window)
    window.set_language("ko")
    settle()
    assert texts(window) == korean
    window.set_language("en")
    settle()
    assert texts(window) == english
    assert sum(HANGUL.search(said) is not None for said in korean.values()) > 60


def test_the_button_switches_the_language_and_says_so(window, hand):
    heard = Heard(window.appearance, "language_changed")
    before = window.session.state
    hand.click(part(window, "header.language"))
    assert heard.said == [("language_changed", "ko")]
    assert HANGUL.search(part(window, "what_if.heading", QLabel).text())
    assert window.windowHandle().title() == "고양이, 자동차, 개구리 — Loss Lab"
    hand.click(part(window, "header.language"))
    assert part(window, "what_if.heading", QLabel).text() == "What if this score changes?"
    assert window.session.state is before  # speaking is no edit
    assert undo_labels(window.session) == []


def test_undo_says_what_it_undoes_in_the_language_in_force(window, hand):
    edit(window, edits.set_score(0, 0, 4.0))
    window.set_language("ko")
    assert "고양이 점수 변경" in part(window, "header.undo").toolTip()
    window.set_language("en")
    assert "change the score of cat" in part(window, "header.undo").toolTip()


# Sizes


def visible_children(widget):
    return [
        child
        for child in widget.children()
        if isinstance(child, QWidget) and child.isVisible() and not child.isWindow()
    ]


def lies_over(one, other, padding=4):
    shared = one.intersected(other)
    return min(shared.width(), shared.height()) > padding


def misplaced(widget):
    """Visible widgets that leave their parent or lie over a sibling by more than their padding."""
    children = visible_children(widget)
    found = [
        f"{child.objectName() or child} leaves {widget.objectName() or widget}"
        for child in children
        if not widget.rect().contains(child.geometry())
    ]
    # The button behind a heading has the rest of its line, and is seen where it is pointed at.
    children = [child for child in children if not child.objectName().endswith(".grow")]
    for index, child in enumerate(children):
        found += [
            f"{child.objectName() or child} lies over {other.objectName() or other}"
            for other in children[index + 1 :]
            if lies_over(child.geometry(), other.geometry())
        ]
        found += misplaced(child)
    return found


def width_of(widget):
    """How wide the widget's text is, by the font it is drawn in."""
    if isinstance(widget, QLabel):
        document = QTextDocument()
        document.setDefaultFont(widget.font())
        document.setDocumentMargin(0)
        document.setHtml(widget.text())
        return document.idealWidth()
    return widget.fontMetrics().horizontalAdvance(widget.text())


def cut_off(window):
    """Texts wider than the widget that shows them."""
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible():
            continue
        if isinstance(widget, (QLabel, QAbstractButton)):
            width = width_of(widget)
        elif isinstance(widget, Label) and not widget._wrap:
            width = widget.text_width()
        else:
            continue
        if width > widget.width() + 0.5:
            found.append(f"{widget.objectName()}: {widget.text()!r}")
    return found


def small_parts(window):
    """Places for names and values in the charts that leave their chart."""
    found = []
    for name in ("stage.scores", "stage.second", "stage.third"):
        chart = part(window, name)
        room = chart.rect().adjusted(-1, -1, 1, 1)
        for one in chart.layout_now.placed:
            if not room.contains(one.name.toAlignedRect()):
                found.append(f"{name}: name of {one.bar.name}")
            if not (room.top() <= one.value.top() and one.value.bottom() <= room.bottom()):
                found.append(f"{name}: value of {one.bar.name}")
    return found


@pytest.mark.parametrize(
    ("language", "size"),
    sampled(product(["en", "ko"], [(1280, 720), (1920, 1080), (3840, 2160)]), every=5),
)
def test_nothing_is_clipped_cut_off_or_covered_at_any_size(qtbot, size, language):
    window = open_window(qtbot, size=size, language=language)
    assert (window.width(), window.height()) == size
    for key, active in (
        ("cat-car-frog", "softmax"),
        ("wide-margin", "hinge"),
        ("initialization", "softmax"),
        ("same-svm-loss", "hinge"),
    ):
        edit(window, edits.load(scenario(key)))
        if window.session.state.loss.active != active:
            edit(window, edits.choose_loss(active))
        where = f"{key}, {active}"
        assert misplaced(window) == [], where
        assert cut_off(window) == [], where
        assert small_parts(window) == [], where


@pytest.mark.parametrize(
    ("size", "count"), sampled(product([(1280, 720), (3840, 2160)], [2, 10, 50]), every=5)
)
def test_any_number_of_classes_finds_room(qtbot, size, count):
    window = open_window(qtbot, model_state(count), size=size)
    for active in ("softmax", "hinge"):
        if window.session.state.loss.active != active:
            edit(window, edits.choose_loss(active))
        assert misplaced(window) == []
        assert cut_off(window) == []
        assert small_parts(window) == []


def test_the_smallest_window_keeps_everything_inside(qtbot):
    window = open_window(qtbot, size=(400, 300))
    assert (window.width(), window.height()) == SMALLEST
    outside = [what for what in misplaced(window) if "leaves" in what]
    assert outside == []


def test_type_grows_with_the_window_and_document_and_history_stay(window):
    edit(window, edits.set_score(0, 0, 4.0))
    heading = part(window, "what_if.heading", QLabel)
    small = heading.font().pixelSize()
    window.resize(1920, 1080)
    settle()
    assert heading.font().pixelSize() == pytest.approx(1.5 * small, abs=1)
    assert bar_texts(window)[0] == "4"
    window.resize(1280, 720)
    settle()
    assert heading.font().pixelSize() == small
    assert undo_labels(window.session) == ["set_score"]


# The rest


def test_at_first_nothing_has_the_focus_and_tab_comes_to_every_control_the_formula_last(qtbot):
    window = open_window(qtbot)
    assert QApplication.focusWidget() in (window, None)
    reached = []
    for _ in range(80):
        QTest.keyClick(QApplication.focusWidget() or window, Key.Key_Tab)
        reached.append(QApplication.focusWidget().objectName())
    expected = {
        "header.scenarios",
        "header.page.scores",
        "header.language",
        "rail.class.0.field",
        "rail.class.2.slider",
        "rail.lambda.slider",
        "rail.lambda.field",
        "rail.loss.compare",
        "stage.scores",
        "stage.push",
        "what_if.plot",
        "strength.plot",
        strip_of(window).objectName(),
    }
    assert expected - set(reached) == set()
    # As the eye does.
    after = reached[reached.index("rail.lambda.field") + 1 :]
    after = [name for name in after if not name.endswith(".grow")]
    wanted = ["stage.scores", "stage.push", "what_if.plot", "what_if.beside"]
    assert after[:7] == [*wanted, "strength.plot", "strength.best", "formula"]
    # The button behind a heading comes before what stands below it.
    assert reached.index("what_if.grow") < reached.index("what_if.plot")


def test_tab_comes_from_the_last_control_of_a_page_to_the_formula(qtbot):
    window = open_window(qtbot, page="fit")
    last = part(window, "landing.plot")
    last.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(last, Key.Key_Tab)
    assert QApplication.focusWidget() is strip_of(window)


def test_f11_fills_the_screen_and_gives_it_back_and_ctrl_q_closes_the_window(qtbot):
    window = open_window(qtbot)
    QTest.keyClick(window, Key.Key_F11)
    settle()
    assert window.isFullScreen()
    QTest.keyClick(window, Key.Key_F11)
    settle()
    assert not window.isFullScreen()
    QTest.keyClick(window, Key.Key_Q, CTRL)
    assert not window.isVisible()


def test_scores_alone_say_why_there_is_nothing_to_regularize(keep):
    window = keep.open(score_state())
    assert not part(window, "strength.plot").isEnabled()
    assert part(window, "strength.hint", QLabel).text().startswith("Scores alone:")
    assert not part(window, "rail.lambda.slider").isVisibleTo(window) or not (
        part(window, "rail.lambda.slider").isEnabled()
    )
    assert text(window, "rail.totals.term") == "0.00"
    assert part(window, "stage.card.0.hint", QLabel).text() == "drag a bar"


def test_ten_thousand_examples_open_and_drag(qtbot):
    scores = np.random.default_rng(3).normal(size=(10_000, 10)).round(2)
    window = open_window(qtbot, score_state(scores))
    chart = part(window, "stage.scores")
    Hand(window).drag(chart, end(window, "stage.scores", 0), QPoint(40, 0))
    moved = window.session.evaluation.scores
    assert moved[0, 0] != scores[0, 0]
    losses = logsumexp(moved, axis=1) - moved[:, 0]
    assert text(window, "rail.totals.data") == f"{losses.mean():.2f}"


@pytest.mark.parametrize(
    ("front", "after"),
    sampled(
        product(PAGES, ["big-scores", "a-weight-goes-to-zero", "blank-features", "blank-scores"]),
        every=9,
    ),
)
def test_pages_out_of_sight_speak_of_the_document_that_is_there_now(qtbot, front, after):
    """A page may last have shown a document with more features, classes or examples."""
    window = open_window(qtbot, page=front)
    edit(window, edits.load(model_state(12, examples=30)))
    for page in (*PAGES, front):
        window.show_page(page)
        settle()
    edit(window, edits.load(scenario(after)))
    window.set_language("ko")
    window.resize(1600, 900)
    settle()
    for page in PAGES:
        window.show_page(page)
        settle()
    assert window.session.evaluation.state == scenario(after)


def test_a_page_out_of_sight_takes_over_sizes_and_words_once_it_is_shown(qtbot):
    window = open_window(qtbot)
    for page in PAGES:
        window.show_page(page)
    window.show_page("scores")
    settle()
    heard = {key: Heard(page.look, "changed") for key, page in window.pages.items()}
    heading = part(window, "matrix.heading", QLabel)
    english, small = heading.text(), heading.font().pixelSize()
    window.set_language("ko")
    window.resize(1920, 1080)
    settle()
    assert {key: len(one.names) for key, one in heard.items()} == {
        "scores": 1,
        "weights": 0,
        "batch": 0,
        "fit": 0,
    }
    window.show_page("weights")
    settle()
    window.show_page("weights")
    assert {key: len(one.names) for key, one in heard.items()} == {
        "scores": 1,
        "weights": 1,
        "batch": 0,
        "fit": 0,
    }
    assert heading.text() != english
    assert heading.font().pixelSize() > small


def test_f6_takes_the_keyboard_to_the_page_and_back_to_the_rail(window):
    firsts = {
        "scores": "stage.scores",
        "weights": "matrix.grid",
        "batch": "examples.table",
        "fit": "plane.map",
    }
    assert set(firsts) == set(PAGES)
    for page, first in firsts.items():
        window.show_page(page)
        settle()
        for expected in (first, "rail.example.next"):
            QTest.keyClick(QApplication.focusWidget() or window, Key.Key_F6)
            settle()
            assert QApplication.focusWidget().objectName() == expected
