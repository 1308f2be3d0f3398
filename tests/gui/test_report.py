"""The report: what it says, in which order, and that it is text."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from core import edits
from core.state import LinearModel, ScoreTable, State
from gui.report import figures
from gui.report.report import Report
from gui.words.translation import set_language
from tests.gui import pdf_text
from tests.gui.window_hand import scenario, settle

MANY = 10**5


def made(state, byline="", language="en"):
    """The texts of each page, from what is written into the file."""
    set_language(language)
    report = Report(state, byline)
    shares = list(report.pieces())
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    return report.content


@pytest.fixture
def one_page(monkeypatch):
    """Of the program's pages the batch alone: what the others show is tested where they are."""
    monkeypatch.setattr(figures, "PAGES", {"batch": "BatchPage"})


def in_order(texts, *parts):
    """Whether these texts come one after the other."""
    rest = iter(texts)
    return all(any(text == part for text in rest) for part in parts)


def test_all_of_the_document_is_there_as_text_in_the_order_of_reading(qapp, one_page):
    content = made(scenario(), "Group 3, 29 November 2026")
    pages = pdf_text.pages(content)
    # The loss of the lecture's first example is 2.04, of all with 0.01 times 22.385 it is 2.98.
    assert in_order(
        pages[0],
        "Cat, car, frog",
        "Group 3, 29 November 2026",
        "Settings",
        "Loss",
        "Softmax",
        "mean of the losses of 3",
        "1 of 3",
        "The whole loss",
        "2.98",
        "W and b",
        "1.675",
        "The loss of each example",
        "Example 1: cat photo – correct cat, predicted car",
        "3.2",
        "5.1",
        "−1.7",
        "2.04",
        "Classes, losses and scores",
        "cat photo",
        "cat",
        "car",
        "2.0404",
        "2.9",
        "6.1",
        "3.2",
        "5.1",
        "−1.7",
        f"1 / {len(pages)}",
    )
    assert in_order(pages[1], "The pages of Loss Lab", "Batch", "Every example", "12.90")
    everything = "".join(text for page in pages for text in page)
    # Nothing is left of glyphs that stand for no character, of tabs for spaces, or of pixels.
    assert not any("\ue000" <= letter <= "\uf8ff" or letter in "\ufffd\t" for letter in everything)
    assert b"/Subtype /Image" not in content
    # Upright A4 is 210 by 297 millimetres.
    assert content.count(b"/MediaBox [0 0 595.000000 842.000000]") == len(pages)


def test_it_speaks_the_language_of_the_window_and_leaves_out_what_scores_alone_lack(qapp):
    state = replace(scenario("wide-margin"), title={"en": "Margins", "ko": "마진"})
    pages = pdf_text.pages(made(state, language="ko"))
    everything = " ".join(text for page in pages for text in page)
    for word in ("설정", "손실", "SVM", "예제", "점수", "배치"):
        assert word in everything
    for word in ("W와", "가중치를", "Weights", "Settings"):
        assert word not in everything


def test_many_examples_are_said_to_be_more_than_is_shown(qapp, one_page):
    random = np.random.default_rng(0)
    scores = random.normal(size=(MANY, 3)).round(2)
    names = tuple(map(str, range(MANY)))
    state = replace(
        edits.choose_loss("softmax").apply(scenario("wide-margin")),
        classes=("a", "b", "c"),
        examples=names,
        labels=np.zeros(MANY, dtype=np.int64),
        source=ScoreTable(scores),
        held_out=np.zeros(MANY, dtype=bool),
    )
    pages = pdf_text.pages(made(state))
    texts = [text for page in pages for text in page]
    assert "The first 20 of 100,000 examples" in texts
    assert any(text.startswith("The first 500 of 100,000 examples.") for text in texts)
    assert len(pages) < 25


def test_of_very_many_numbers_nothing_is_searched_for_and_that_is_said(qapp, monkeypatch):
    monkeypatch.setattr(figures, "PAGES", {"fit": "FitPage"})
    monkeypatch.setattr(figures, "HEAVY", 20)  # of the lecture there are 3 × 3 and 3 × 4
    texts = [text for page in pdf_text.pages(made(scenario())) for text in page]
    assert in_order(texts, "The pages of Loss Lab", texts[-3])
    assert texts[-3].startswith("Of so many numbers Fit is left out")
    assert "Fit" not in texts


def test_a_page_that_was_not_finished_in_time_says_so(qapp, monkeypatch):
    def is_said():
        pages = pdf_text.pages(made(scenario()))
        return any("before it was finished" in text for page in pages for text in page)

    monkeypatch.setattr(figures, "PAGES", {"scores": "ScoresPage"})
    assert not is_said()
    monkeypatch.setattr(figures, "let_work_end", lambda patience: False)
    monkeypatch.setattr(figures, "_LONGEST", 0)
    assert is_said()


def test_what_is_left_of_a_report_that_is_given_up_is_nothing(qapp):
    set_language("en")
    report = Report(scenario())
    pieces = report.pieces()
    while next(pieces) == 0.0:
        pass
    pieces.close()
    settle()
    assert report.content == b""
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == []


def test_too_many_weights_and_classes_are_said_and_not_written(qapp, one_page):
    random = np.random.default_rng(0)
    features, weights = random.normal(size=(2, 40)), random.normal(size=(30, 40))
    classes = tuple(f"class {number}" for number in range(30))
    model = LinearModel(features, weights, np.zeros(30))
    state = State("Many", classes, ("first", "second"), np.array([0, 29]), model)
    pages = pdf_text.pages(made(state))
    texts = [text for page in pages for text in page]
    assert "W has 30 × 40 weights, too many to be read here. W and b can be saved as CSV." in texts
    assert "Scores of the first 20 of 30 classes" in texts
    assert "score, class 19" in texts
    assert "score, class 20" not in texts
