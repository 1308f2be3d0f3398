"""Colours can be read, and type scales with the window."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter

from gui.look.classes import ground_of, role_of, shape_of
from gui.look.theme import Look, Type
from gui.look.themes import PROJECTOR, THEMES, Theme
from gui.words.translation import set_language


def _luminance(color: str) -> float:
    """Relative luminance by WCAG 2.2."""
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(theme: Theme, one: str, other: str) -> float:
    """Contrast of two tokens by WCAG 2.2."""
    return contrast_of(getattr(theme, one), getattr(theme, other))


def contrast_of(one: str, other: str) -> float:
    """Contrast of two colours by WCAG 2.2."""
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


TEXT_ON = [
    ("text", "card"),
    ("text", "page"),
    ("text", "hover"),
    ("text", "loss_shade"),
    ("muted", "card"),
    ("muted", "page"),
    ("muted", "satisfied"),
    ("muted", "loss_tint"),
    ("on_selected", "selected"),
    ("tab_text", "tab"),
    ("score", "card"),
    ("second", "card"),
    ("second", "second_shade"),
    ("third", "card"),
    ("loss", "card"),
    ("loss", "loss_shade"),
    ("penalty", "card"),
    ("penalty", "loss_shade"),
    ("pin", "card"),
    ("pin", "loss_shade"),
    ("pin", "loss_border"),
    ("pin", "loss_tint"),
    ("pin", "third_tint"),
    ("pin", "track"),
    ("pin", "tab"),
    ("text", "loss_border"),
    ("text", "third_tint"),
    ("text", "track"),
    ("text", "tab"),
    ("muted", "tab"),
    ("muted", "track"),
    ("error", "card"),
    ("error", "error_tint"),
    ("penalty", "penalty_tint"),
    *((f"class_{number}_ink", "card") for number in range(1, 6)),
]
MARK_ON = [
    ("outline", "card"),
    ("axis", "card"),
    ("focus", "card"),
    ("focus", "page"),
    ("score", "score_tint"),
    ("second", "second_tint"),
    ("third", "third_tint"),
    ("loss", "loss_tint"),
    ("loss", "loss_border"),
    ("third", "track"),
    ("tab_text", "tab"),
    ("pin", "score_tint"),
    ("pin", "second_tint"),
    ("pin", "third_tint"),
    ("pin", "loss_tint"),
    ("pin", "penalty_tint"),
    ("pin", "penalty_fill"),
    *((f"class_{number}", "card") for number in range(1, 6)),
]


LEAST = {"light": (4.5, 3.0), "dark": (4.5, 3.0), "projector": (7.0, 4.5)}
"""What text and marks need at least, by theme."""


@pytest.mark.parametrize("name", THEMES)
def test_text_stands_out_from_its_ground(name: str) -> None:
    found = {pair: contrast(THEMES[name], *pair) for pair in TEXT_ON}
    assert {pair: much for pair, much in found.items() if much < LEAST[name][0]} == {}


@pytest.mark.parametrize("name", THEMES)
def test_marks_stand_out_from_their_ground(name: str) -> None:
    found = {pair: contrast(THEMES[name], *pair) for pair in MARK_ON}
    assert {pair: much for pair, much in found.items() if much < LEAST[name][1]} == {}


def test_no_two_classes_among_the_first_twenty_five_look_alike() -> None:
    looks = [(role_of(index), shape_of(index)) for index in range(25)]
    assert len(set(looks)) == 25
    assert len({shape for _, shape in looks[:5]}) == len({role for role, _ in looks[:5]}) == 5


@pytest.mark.parametrize("name", THEMES)
def test_what_lies_on_the_ground_of_a_class_stands_out(qapp: object, name: str) -> None:
    look = Look(1.0, THEMES[name])
    for index in range(5):
        ground = ground_of(look, index).name()
        assert contrast_of(look.theme.text, ground) >= LEAST[name][0]


def test_no_stroke_of_a_projector_is_thin(qapp: object) -> None:
    look = Look(0.5, PROJECTOR)
    assert [look.pen("score", width).widthF() for width in (1.0, 3.0, 4.0)] == [1.5, 1.5, 2.0]


def test_type_grows_with_the_window(qapp: object) -> None:
    look = Look()
    look.fit(1920, 1080)
    small = look.font(Type.BODY).pixelSize()
    look.fit(3840, 2160)
    assert look.font(Type.BODY).pixelSize() == 2 * small


def test_a_narrow_window_scales_by_its_width(qapp: object) -> None:
    look = Look()
    look.fit(1280, 1080)
    assert look.scale == pytest.approx(2 / 3)


def test_a_resize_that_changes_no_size_announces_nothing(qapp: object, qtbot: object) -> None:
    look = Look()
    look.fit(1920, 1080)
    heard = []
    look.changed.connect(lambda: heard.append(True))
    look.fit(1921, 1081)
    assert not heard
    look.fit(1280, 720)
    assert len(heard) == 1


def test_a_follower_takes_over_what_has_changed_when_it_is_asked_to(
    qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gui.words.translation._current", "en")
    look = Look()
    look.fit(1920, 1080)
    follower = look.follower()
    heard = []
    follower.changed.connect(lambda: heard.append(follower.font(Type.BODY).pixelSize()))
    small = follower.font(Type.BODY).pixelSize()
    follower.take_over(look)
    look.fit(3840, 2160)
    assert not heard
    follower.take_over(look)
    set_language("ko")
    follower.take_over(look)
    follower.take_over(look)
    assert heard == [2 * small, 2 * small]


def ink(look, code):
    """How much ink a large figure takes, in pixels."""
    set_language(code)
    image = QImage(600, 240, QImage.Format.Format_Grayscale8)
    image.fill(255)
    with QPainter(image) as painter:
        painter.setFont(look.font(Type.DISPLAY))
        painter.drawText(10, 180, "2046")
    return float((255 - np.frombuffer(image.constBits(), np.uint8).astype(float)).sum() / 255)


@pytest.mark.parametrize("scale", [0.7, 0.8, 1.0])
def test_the_largest_figures_are_as_bold_in_korean(qapp, scale):
    look = Look(scale)
    english, korean = ink(look, "en"), ink(look, "ko")
    assert korean >= 0.98 * english


def test_a_pen_is_made_once_for_each_theme_and_size_and_may_be_changed_by_whoever_asks(
    qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    look, asked = Look(), []
    color = Look.color

    def counted(look: Look, role: str, opacity: float = 1.0) -> QColor:
        asked.append(role)
        return color(look, role, opacity)

    monkeypatch.setattr(Look, "color", counted)
    first = look.pen("text", 2.0)
    first.setWidthF(50.0)
    assert look.pen("text", 2.0).widthF() == 2.0
    assert look.pen("text", 2.0, Qt.PenStyle.DashLine).style() is Qt.PenStyle.DashLine
    assert look.pen("text", 2.0).style() is Qt.PenStyle.SolidLine
    assert asked == ["text"]
    look.wear("dark")
    assert look.pen("text", 2.0).color() == color(look, "text")
    look.fit(3840, 2160)
    assert look.pen("text", 2.0).widthF() == 4.0


def test_a_role_of_text_is_found_in_a_table_without_python() -> None:
    assert vars(Type)["__hash__"] is object.__hash__
    assert len({*Type}) == len(Type.__members__)
