import matplotlib.pyplot as plt
import pytest

import infoview_analytics as iv
from infoview_analytics.charts.rendering import draw, render

BEGINS = {"svg": b"<?xml", "png": b"\x89PNG", "pdf": b"%PDF"}


@pytest.fixture
def table(weekly):
    return weekly([1, 0, 3, 2])


@pytest.mark.parametrize("kind", BEGINS)
def test_the_same_chart_gives_the_same_bytes(table, kind):
    figure = draw(iv.plot_weekly_goal, table)
    first = render(figure, kind)
    assert first.startswith(BEGINS[kind])
    assert render(figure, kind) == first
    assert render(draw(iv.plot_weekly_goal, table), kind) == first


@pytest.mark.parametrize("kind", BEGINS)
def test_files_hold_no_date(table, kind):
    content = render(draw(iv.plot_weekly_goal, table), kind)
    assert b"<dc:date>" not in content
    assert b"CreationDate" not in content


def test_an_svg_is_xml_without_fonts_from_elsewhere(table, parse):
    root = parse(render(draw(iv.plot_weekly_goal, table), "svg"))
    assert root.tag.endswith("svg")
    assert not list(root.iter("{http://www.w3.org/2000/svg}text"))


def test_dots_per_inch_make_a_larger_picture(table):
    figure = draw(iv.plot_weekly_goal, table)
    width = {dpi: render(figure, "png", dpi=dpi)[16:20] for dpi in (100, 200)}
    assert int.from_bytes(width[200]) == pytest.approx(2 * int.from_bytes(width[100]), abs=1)


def test_drawing_opens_no_figure_of_pyplots_and_plotting_does(table):
    draw(iv.plot_weekly_goal, table)
    assert plt.get_fignums() == []
    iv.plot_weekly_goal(table)
    assert len(plt.get_fignums()) == 1


def test_options_are_handed_on_and_a_failure_leaves_pyplot_as_it_was(rates, growth):
    figure = draw(iv.plot_response_rates, rates({"all": (9, 31)}), patience_days=10)
    assert "10 days" in figure.axes[0].get_title(loc="left")
    with pytest.raises(KeyError):
        draw(iv.plot_weekly_goal, growth(3))
    iv.plot_network_growth(growth(3))
    assert len(plt.get_fignums()) == 1


def test_a_chart_of_several_panels_is_one_figure(growth):
    assert len(draw(iv.plot_network_growth, growth(3)).axes) == 5
