"""Each kind of chart that stands on the kit, and how to show about so many marks in it."""

import math

import numpy as np

from core.batch import Histogram
from core.plane import Area
from gui.charts.bars.chart import BarChart
from gui.charts.bars.layout import Bar
from gui.charts.cells.cells import Content, Labels, Limits, Values
from gui.charts.cells.grid import CellGrid
from gui.charts.confusion.chart import ConfusionTable
from gui.charts.confusion.layout import Confusions
from gui.charts.distribution.chart import Distribution
from gui.charts.distribution.spread import MOST_DOTS, Spread
from gui.charts.gradient.chart import GradientChart
from gui.charts.gradient.layout import Checked, Line
from gui.charts.parts.division import DivisionBar
from gui.charts.parts.division_layout import Portion
from gui.charts.parts.share_layout import Share, Shares
from gui.charts.parts.share_paint import ShareColors
from gui.charts.parts.shares import ShareBar
from gui.charts.parts.sum import Share as Term
from gui.charts.parts.sum import SumView
from gui.charts.payments.chart import PaymentTable
from gui.charts.payments.layout import Payment
from gui.charts.prices import PriceRow, PriceTable
from gui.charts.regions.chart import RegionMap
from gui.charts.regions.keys import ClassKeys
from gui.charts.regions.layout import Ground, Points
from gui.charts.tug.chart import TugChart
from gui.charts.tug.layout import Pulling, Rope
from gui.charts.weights.chart import WeightTable
from gui.charts.weights.layout import Weights
from gui.controls.steps import SCORE_STEPS


def tell(*key):
    """A tip of two lines for any key."""
    return f"mark {key}\nexactly {key}"


def told(key):
    """Name, value and tip of any point."""
    return f"point {key}", f"{key}.00", tell(key)


class Speaker:
    """Answers a grid of cells."""

    def value(self, cell):
        return 0.5

    def name(self, cell):
        return f"{cell.part}[{cell.row}, {cell.column}]"

    def tip(self, cell):
        return tell(cell)

    def feature_tip(self, feature):
        return tell(feature)


def fill_bars(chart, count):
    bars = tuple(
        Bar(key, f"class {key}", key % 5 - 1.0, f"{key % 5 - 1}.0", f"{key % 5 - 1}.00", pinned=1.0)
        for key in range(count)
    )
    chart.show_bars(bars, (-2.0, 5.0), 0)


def fill_cells(grid, count):
    if not count:
        return
    classes, features = (2, count // 2) if count > 1 else (1, 1)
    names = tuple(f"class {number}" for number in range(classes))
    labels = Labels(
        tuple(range(classes)), names, classes, 0, tuple(f"x{d}" for d in range(features))
    )
    values = Values(*map(np.ones, ((classes, features), features, classes, classes)))
    grid.show_content(Content(labels, values, Limits(1.0, 1.0, 1.0)))


def fill_confusion(table, count):
    side = math.isqrt(count)
    counts = np.arange(side * side).reshape(side, side)
    shares = counts / max(1, side * side)
    names = tuple(f"class {number}" for number in range(side))
    table.show_confusions(
        Confusions(counts, shares, names, counts[::-1], ("correct", "predicted", "correct"))
    )


def fill_distribution(chart, count):
    losses = np.arange(count) * 0.25 + 0.25
    bars = None
    if count > MOST_DOTS:
        counts, edges = np.histogram(losses, 20, (0.0, count / 4))
        bars = Histogram(edges, counts, 0)
    end = max(1.0, count / 4)
    lines = {"mean": end / 2, "mean_text": "mean", "nothing": 0.7, "nothing_text": "nothing"}
    ticks = ((0.0, "0"), (end, f"{end:g}"))
    top = 1 if bars is None else int(bars.counts.max())
    right = np.arange(count) % 2 == 0
    chart.show_spread(Spread(losses, right, 0, end, ticks, bars=bars, top=top, **lines))


def fill_division(bar, count):
    kinds = ("right", "inside", "wrong")[:count]
    length = 1 / max(1, len(kinds))
    bar.set_portions(tuple(Portion(kind, kind, 5, length, 0.3, "+2") for kind in kinds))


def fill_shares(bar, count):
    bar.set_empty("nothing")
    each = 1 / max(1, count)
    parts = tuple(Share(key, f"photo {key}", each, each / 2) for key in range(count))
    bar.set_shares(Shares(parts, rest_then=0.5))


def fill_terms(view, count):
    parts = tuple(Term(key, f"class {key}", 1.5, tell(key)) for key in range(count))
    view.show_sum("4.50", ("1.5 + 1.5 + 1.5",), parts, "+0.10")


def fill_payments(table, count):
    table.set_headers(("penalty", "per weight", "R(W)", "λ R(W)"))
    features = max(1, count // 8)
    parts = np.linspace(0.1, 1.0, 2 * features).reshape(2, features)
    kinds = ("none", "l1", "l2", "elastic_net")[:count]
    rows = (
        Payment(kind, kind, "Σ w²", parts, 1.0, "1.00", "0.010", tell(kind), parts[::-1], "+1.00")
        for kind in kinds
    )
    table.show_payments(tuple(rows), "l2", "l1")


def fill_prices(table, count):
    row = PriceRow("L2", ", Σ w²", ("1.00", "0.25"), 1, "w₂", ", always", tell("l2"), True)
    table.show_rows(("w₁", "w₂", "prefers"), (row,) * count)


def fill_map(chart, count):
    """Points in two rows, as far apart as there is room, over the areas of three classes."""
    slopes = np.array([[-3.0, 1.0], [2.0, 2.0], [0.5, -3.0]])
    area = Area(slopes, np.array([1.5, -1.5, 1.0]))
    ground = Ground(area, ("cat", "car", "frog"), smooth=False)  # a shade is a picture
    axis = ((0.0, "0"), (1.0, "1"))
    chart.show_ground(ground, (axis, axis), upright=True)
    places = np.stack([(np.arange(count) + 0.5) / max(1, count), np.arange(count) % 2 / 2], axis=1)
    wrong, hollow = np.arange(count) % 3 == 1, np.arange(count) % 4 == 2
    labels = np.arange(count) % 3
    points = Points(places + np.array([0.0, 0.25]), labels, wrong, hollow)
    chart.show_points(points, 0 if count else None)


def fill_keys(chart, count):
    names = tuple(f"class {key}" for key in range(count))
    chart.show_classes(names, tuple(range(count)), 0)


def fill_weights(table, count):
    """So many numbers, the bias of each class among them, in one row or two."""
    classes = 2 if count > 3 else min(1, count)
    features = count // classes - 1 if classes else 0
    weights = np.linspace(-1.0, 1.0, classes * features).reshape(classes, features)
    names = tuple(f"class {key}" for key in range(classes))
    heads = tuple(f"x{d}" for d in range(features))
    table.show_weights(Weights(weights, np.ones(classes), tuple(range(classes)), names, heads))


def fill_tug(chart, count):
    ropes = tuple(
        Rope((key // 4, key % 4), f"class {key // 4}", f"x{key % 4}", 1.0, -0.5, 0.5, "+0.50")
        for key in range(count)
    )
    heads = ("down", "up", "net", "held")
    chart.show_pulls(Pulling(ropes, 2.0, 0.2, heads, "and more", ("1.00", "0.50")))


def fill_gradient(chart, count):
    figures = "0.512345", "0.512344", "9.8×10⁻⁷"
    lines = tuple(
        Line(
            (key // 5, key % 5),
            f"class {key // 5}",
            "b" if key % 5 == 4 else f"x{key % 5}",
            figures,
            "class 1" if key == 1 else "",
            key == 2,
            key == 3,
        )
        for key in range(count)
    )
    chart.show_checked(Checked(lines, ("slope", "difference", "error", "kink"), "and more"), 4)


COLORS = ShareColors("loss", "loss_border", "loss_tint")
NOTHING = Spread(np.zeros(0), np.zeros(0, bool), 0, 1.0, (), 0.0, "", 0.0, "")

SAMPLES = {
    BarChart: (lambda look: BarChart(look, "sample", "score", SCORE_STEPS), fill_bars),
    CellGrid: (lambda look: CellGrid(look, "sample", Speaker()), fill_cells),
    ConfusionTable: (lambda look: ConfusionTable(look, "sample", tell), fill_confusion),
    Distribution: (lambda look: Distribution(look, "sample", NOTHING, tell), fill_distribution),
    ClassKeys: (lambda look: ClassKeys(look, "sample"), fill_keys),
    DivisionBar: (lambda look: DivisionBar(look, "sample", tell), fill_division),
    GradientChart: (lambda look: GradientChart(look, "sample", tell), fill_gradient),
    PaymentTable: (lambda look: PaymentTable(look, "sample", tell), fill_payments),
    PriceTable: (lambda look: PriceTable(look, "sample"), fill_prices),
    RegionMap: (lambda look: RegionMap(look, "sample", told), fill_map),
    ShareBar: (lambda look: ShareBar(look, "sample", COLORS, 64, tell), fill_shares),
    SumView: (lambda look: SumView(look, "sample"), fill_terms),
    TugChart: (lambda look: TugChart(look, "sample", tell), fill_tug),
    WeightTable: (lambda look: WeightTable(look, "sample", str), fill_weights),
}
"""How a chart is made, and filled."""
