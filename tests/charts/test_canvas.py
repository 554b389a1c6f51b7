import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest
from matplotlib.colors import to_rgb

from infoview_analytics.charts import _canvas
from infoview_analytics.charts._canvas import (
    GREEN,
    INK,
    ORANGE,
    PAPER,
    QUIET,
    STRONG,
    Margins,
    canvas_on,
    dress,
    write,
)
from infoview_analytics.charts.lettering import TITLE_SIZE


def luminance(color):
    parts = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(color)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


@pytest.fixture
def canvas():
    return canvas_on(None, height=3, margins=Margins(left=60))


@pytest.mark.parametrize("color", [INK, QUIET, STRONG, ORANGE, GREEN])
def test_every_colour_of_words_can_be_read_on_paper(color):
    # WCAG 2: (lighter + 0.05) / (darker + 0.05) is at least 4.5 for text
    assert (luminance(PAPER) + 0.05) / (luminance(color) + 0.05) >= 4.5


def test_a_new_figure_is_as_wide_as_a_page(canvas):
    width_in_mm = canvas.ax.figure.get_figwidth() * 25.4
    assert width_in_mm == pytest.approx(180, abs=2)


def test_the_margins_are_in_points(canvas):
    assert canvas.ax.get_window_extent().x0 / canvas.ax.figure.dpi * 72 == pytest.approx(60)


def test_the_title_begins_at_the_edge_of_the_figure(canvas):
    ax = dress(canvas, title="A finding", subtitle="How to read it")
    ax.figure.canvas.draw()
    title = ax._left_title.get_window_extent()  # noqa: SLF001 matplotlib hands it out nowhere else
    (subtitle,) = (text.get_window_extent() for text in ax.texts)
    assert 0 <= title.x0 < 5
    assert subtitle.x0 == pytest.approx(title.x0, abs=2)
    assert not title.overlaps(subtitle)


def test_a_title_too_long_for_its_figure_is_set_smaller(canvas):
    ax = dress(canvas, title="Wide words " * 7)
    ax.figure.canvas.draw()
    title = ax._left_title  # noqa: SLF001 matplotlib hands it out nowhere else
    assert title.get_fontsize() < TITLE_SIZE
    assert title.get_window_extent().x1 < ax.figure.bbox.width


def test_words_stand_so_many_points_off_their_place(canvas):
    ax = canvas.ax
    there, moved = (write(ax, "x", (0.5, 0.5), offset) for offset in ((0, 0), (36, -18)))
    ax.figure.canvas.draw()
    step = moved.get_window_extent().min - there.get_window_extent().min
    assert step / ax.figure.dpi * 72 == pytest.approx([36, -18])


def test_words_are_never_mathematics(canvas):
    with mpl.rc_context({"text.usetex": True, "text.parse_math": True}):
        words = write(canvas.ax, "$x$ and \\frac", (0, 0))
    assert not words.get_parse_math()
    assert not words.get_usetex()
    canvas.ax.figure.canvas.draw()


def test_a_users_style_does_not_reach_the_paper(canvas):
    with plt.style.context("dark_background"):
        figure = _canvas.new_figure(3)
    assert figure.get_facecolor()[:3] == to_rgb(PAPER)
    assert canvas.ax.figure.get_layout_engine() is None
