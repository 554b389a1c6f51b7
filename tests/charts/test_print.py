"""Every chart can be read when it is printed in grey."""

from collections import defaultdict
from itertools import combinations, cycle, islice

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.colors import to_hex, to_rgba
from matplotlib.figure import Figure
from matplotlib.text import Text

import infoview_analytics as iv
from infoview_analytics.charts.rendering import draw
from infoview_analytics.report.sections import chapters

LETTERS = 4.5  # to 1, as WCAG 2.2 asks of small text
GREYS = 1.5  # to 1: two greys beside each other that are told apart on paper
CROSSED = 0.15  # of what lies behind a word may be a line that crosses it
WHITE = 1 / 1.2  # the luminance from which on a face is as good as none
THICK = 1.5  # points: thinner lines are told apart from these


@pytest.fixture(scope="module")
def figures(tmp_path_factory):
    """Return every chart of the sample's report by its name."""
    folder = tmp_path_factory.mktemp("print") / "sample"
    iv.make_sample(folder)
    campaign = iv.load_campaign(folder, as_of="2026-04-01")
    told = [s for chapter in chapters(campaign, as_of="2026-04-01").values() for s in chapter]
    return {s.name: draw(s.plot, *s.drawn) for s in told if s.plot}


def luminance(rgb):
    """Return the relative luminance, as WCAG 2.2 defines it."""
    part = np.asarray(rgb, dtype=float)[..., :3]
    linear = np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)
    return linear @ [0.2126, 0.7152, 0.0722]


def contrast(one, other):
    light, dark = np.maximum(one, other), np.minimum(one, other)
    return (light + 0.05) / (dark + 0.05)


def on_paper(color):
    *rgb, alpha = to_rgba(color)
    return np.array(rgb) * alpha + 1 - alpha


def behind(figure):
    """Return what lies behind each word of a figure: the words, and their pixels without them."""
    canvas = FigureCanvasAgg(figure)
    figure.draw_without_rendering()
    words = [text for text in figure.findobj(Text) if text.get_visible() and text.get_text()]
    boxes = [text.get_window_extent() for text in words]
    for text in words:
        text.set_visible(False)
    canvas.draw()
    page = np.asarray(canvas.buffer_rgba())[::-1] / 255
    for text in words:
        text.set_visible(True)
    for text, box in zip(words, boxes, strict=True):
        (left, bottom), (right, top) = np.maximum(box.min, 0).astype(int), box.max.astype(int) + 1
        yield text, page[bottom:top, left:right]


def hard_to_read(figure):
    """Return the words of a figure whose letters do not stand out from what lies behind them."""
    return [
        text.get_text()
        for text, ground in behind(figure)
        if np.quantile(contrast(luminance(to_rgba(text.get_color())), luminance(ground)), CROSSED)
        < LETTERS
    ]


def paint(face, edge, *manner):
    """Return how a face with an edge looks: in the color of its edge where the face is white."""
    hollow = luminance(on_paper(face)) > WHITE
    return to_hex(on_paper(edge if hollow else face)), (*manner, hollow)


def looks_of_line(line):
    """Yield how a line and its marks look."""
    if line.get_linestyle() != "None":
        wide = line.get_linewidth() >= THICK
        yield to_hex(line.get_color()), ("line", str(line._dash_pattern[1]), wide)  # noqa: SLF001
    if line.get_marker() not in ("None", ""):
        yield paint(line.get_markerfacecolor(), line.get_markeredgecolor(), line.get_marker())


def looks_of_collection(drawn):
    """Yield how each of a collection's lines, marks or areas looks."""
    dashes = [str(dash) for _, dash in drawn.get_linestyle()]
    wide = [width >= THICK for width in drawn.get_linewidth()]
    paths, faces, edges = drawn.get_paths(), drawn.get_facecolor(), drawn.get_edgecolor()
    parts = [list(part) or ["none"] for part in (paths, faces, edges, dashes, wide)]
    most = max(map(len, parts))
    for path, face, edge, dash, thick in islice(zip(*map(cycle, parts), strict=False), most):
        if isinstance(drawn, LineCollection):
            yield to_hex(edge), ("line", dash, thick)
        elif isinstance(drawn, PathCollection):
            yield paint(face, edge, len(path.vertices))
        else:
            edged = to_rgba(edge)[3] > 0 and contrast(luminance(edge), luminance(face)) > GREYS
            yield paint(face, edge, "area", drawn.get_hatch(), edged)


def looks_of_patch(patch):
    """Return how a bar or the outline of steps looks."""
    if not patch.get_fill():
        wide = patch.get_linewidth() >= THICK
        return to_hex(patch.get_edgecolor()), ("line", str(patch.get_linestyle()), wide)
    return paint(patch.get_facecolor(), patch.get_edgecolor(), "bar", patch.get_hatch())


def manners(ax):
    """Return the manners in which each color of axes is used."""
    found = [look for line in ax.lines for look in looks_of_line(line)]
    found += [look for drawn in ax.collections for look in looks_of_collection(drawn)]
    found += [looks_of_patch(patch) for patch in ax.patches]
    used = defaultdict(set)
    for color, manner in found:
        used[color].add(manner)
    return used


def mistaken(ax):
    """Return the pairs of colors that nothing tells apart on grey paper."""
    return [
        (one, other)
        for (one, as_one), (other, as_other) in combinations(manners(ax).items(), 2)
        if contrast(luminance(to_rgba(one)), luminance(to_rgba(other))) < GREYS
        and (as_one <= as_other or as_other <= as_one)
    ]


def test_letters_stand_out_from_what_lies_behind_them(figures):
    assert len(figures) > 20
    told = {name: hard_to_read(figure) for name, figure in figures.items()}
    assert {name: words for name, words in told.items() if words} == {}


def test_what_differs_in_color_differs_in_grey_or_otherwise(figures):
    pairs = {
        name: [p for ax in figure.axes for p in mistaken(ax)] for name, figure in figures.items()
    }
    assert {name: found for name, found in pairs.items() if found} == {}


def test_two_colors_of_one_grey_are_mistaken_unless_something_else_differs():
    for other, wanted in (("-", 1), ("--", 0)):
        ax = Figure().subplots()
        ax.plot([0, 1], color="#0072b2")
        ax.plot([1, 0], other, color="#b84e00")
        assert len(mistaken(ax)) == wanted


def test_pale_letters_and_letters_on_a_dark_face_are_hard_to_read():
    ax = Figure().subplots()
    ax.set(xticks=[], yticks=[], ylim=(0, 1))
    ax.axhspan(0.4, 0.6, color="#0072b2")
    for height, color in ((0.45, "#1f2a33"), (0.55, "white"), (0.1, "#a9b3ba"), (0.9, "#1f2a33")):
        ax.text(0.1, height, f"{color} at {height}", color=color, va="center")
    assert hard_to_read(ax.figure) == ["#1f2a33 at 0.45", "#a9b3ba at 0.1"]
