"""Texts are cut short, the figures in them never."""

import pytest

from gui.charts.parts.spans import Span, Spans
from gui.look.elide import elided, halves
from gui.look.theme import Look, Type


@pytest.mark.parametrize(
    "text",
    [
        "mean 1.7345",
        "knows nothing: ln 3 = 1.10",
        "Largest share: cat photo, 33.6 %",
        "1,000,000 of 2,000,000 right",
        "loss 1.3×10⁻²⁴ and more",
        "from −12.5 to +3.25e-7",
    ],
)
def test_a_figure_is_shown_whole_or_not_at_all(qapp, text):
    metrics = Look(1.0).metrics(Type.BODY)
    figures = [word.strip("…,") for word in text.split() if any(map(str.isdigit, word))]
    seen = set()
    for room in range(20, 400):
        short = elided(metrics, text, room)
        seen.add(short)
        words = [word.strip("…,") for word in short.split()]
        cut = [word for word in words if any(map(str.isdigit, word)) and word not in figures]
        assert not cut, short
        assert short == text or (text.startswith(short[:-1]) and short.endswith("…"))
    assert text in seen
    assert len(seen) > 3


def test_of_a_name_in_two_lines_as_many_words_as_have_room_stand_in_the_first():
    assert halves("mean petal length", len, 12) == ("mean petal", "length")
    assert halves("mean petal length", len, 3) == ("mean petal length", "")


def test_words_are_cut_as_ever(qapp):
    metrics = Look(1.0).metrics(Type.BODY)
    assert elided(metrics, "a long name", 60).endswith("…")
    assert elided(metrics, "a long name", 500) == "a long name"


def test_a_line_gives_up_the_end_of_a_name_before_what_is_said_of_it(qapp, qtbot):
    line = Spans(Look(1.0), "line")
    qtbot.addWidget(line)
    name = "a photo of a cat on a mat"
    line.set_spans([Span(f"Largest share: {name}, 33.6 %", name=name), Span("+1.2")])
    line.resize(260, line.height())
    text = line.fitted()[0].text
    assert text.startswith("Largest share: a")
    assert text.endswith("…, 33.6 %")
    assert Look(1.0).width(text, Type.SMALL) <= 260
