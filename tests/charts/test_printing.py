import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest
from PIL import Image

import infoview_analytics as iv
from infoview_analytics.charts import lettering
from infoview_analytics.charts.rendering import draw, render, words_on

TOLD = {"title": "Été <b> & $x$", "description": "One\nline", "source": "Kept"}


@pytest.fixture
def table(weekly):
    return weekly([1, 0, 3, 2])


def width_in_mm(ax):
    return ax.figure.get_figwidth() * 25.4


def test_charts_are_laid_out_for_a_width_and_in_a_language(table):
    with iv.for_print(width=120, language="fr"):
        ax = iv.plot_weekly_goal(table)
    assert width_in_mm(ax) == pytest.approx(120)
    assert "semaine" in ax.get_title(loc="left")
    assert width_in_mm(iv.plot_weekly_goal(table)) == pytest.approx(180, abs=2)


@pytest.mark.parametrize("width", [59.9, 400.1, float("nan")])
def test_a_width_that_no_page_has_is_refused(width):
    with pytest.raises(iv.OptionError, match="60 mm to 400 mm"), iv.for_print(width=width):
        pass


def test_axes_of_your_own_keep_their_size(table):
    _, ax = plt.subplots(figsize=(3, 2))
    with iv.for_print(width=200):
        iv.plot_weekly_goal(table, ax=ax)
    assert tuple(ax.figure.get_size_inches()) == (3, 2)


def test_counts_on_an_axis_stay_in_the_language_of_their_chart(weekly):
    figures = [draw(iv.plot_cumulative_held, weekly([3000]), language=to) for to in ("en", "fr")]
    ticks = []
    for figure in figures:
        figure.canvas.draw()
        ticks.append([tick.get_text() for tick in figure.axes[0].get_yticklabels()])
    assert "2,000" in ticks[0]
    assert "2\N{NARROW NO-BREAK SPACE}000" in ticks[1]


def test_a_narrow_chart_has_its_words_in_lines_that_are_not_cut(weekly):
    figure = draw(iv.plot_cumulative_held, weekly([0] * 1200), width=60)
    figure.canvas.draw()
    ax = figure.axes[0]
    title = ax._left_title  # noqa: SLF001 matplotlib hands it out nowhere else
    subtitle = next(text for text in ax.texts if text.get_text().startswith("All interviews"))
    for text in (title, subtitle):
        box = text.get_window_extent()
        assert "\n" in text.get_text()
        assert box.x1 <= figure.bbox.width
        assert box.y1 <= figure.bbox.height
    assert not title.get_window_extent().overlaps(subtitle.get_window_extent())
    assert ax.get_window_extent().height / figure.dpi * 72 == pytest.approx(2.9 * 72 - 36 - 46)


def test_a_chart_with_many_words_becomes_wider_than_asked(rates):
    narrow = draw(iv.plot_response_rates, rates({"all": (9, 31)}), width=60)
    box = narrow.axes[0].get_position()
    assert box.width * narrow.get_figwidth() * 72 == pytest.approx(90)


def test_a_chart_tells_its_finding_and_how_to_read_it_but_not_its_note(table, growth):
    with iv.for_print(width=60):
        figure = draw(iv.plot_cumulative_held, table, note="2 rows set aside.")
    said = words_on(figure)
    assert said[0] == "3 interviews ahead of the goal."
    assert len(said) == 2
    assert "\n" not in "".join(said)
    assert words_on(draw(iv.plot_network_growth, growth(3)))[0] == "9 people known in 3 weeks."


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_a_saved_chart_is_the_same_each_time_and_overwrites(table, tmp_path, kind):
    path = tmp_path / f"chart.{kind.upper()}"
    path.write_text("old")
    ax = iv.plot_weekly_goal(table)
    assert iv.save_chart(ax, path, dpi=60) == path
    first = path.read_bytes()
    assert iv.save_chart(iv.plot_weekly_goal(table), path, dpi=60).read_bytes() == first
    assert list(tmp_path.iterdir()) == [path]


def test_an_svg_tells_title_and_description_to_whoever_reads_aloud(table, parse):
    root = parse(render(draw(iv.plot_weekly_goal, table), "svg", **TOLD))
    assert root.get("role") == "img"
    title, told, *_ = root
    assert (title.tag[-5:], title.text) == ("title", "Été <b> & $x$")
    assert (told.tag[-4:], told.text) == ("desc", "One line")
    words = {e.tag.partition("}")[2]: e.text for e in root.iter() if "purl.org/dc" in e.tag}
    assert words["description"] == "One line"
    assert words["source"] == "Kept"


def test_a_png_and_a_pdf_tell_the_same_and_their_size(table, tmp_path):
    with iv.for_print(width=100):
        ax = iv.plot_weekly_goal(table)
    with Image.open(iv.save_chart(ax, tmp_path / "a.png", **TOLD)) as picture:
        told = {name: picture.info[name] for name in ("Title", "Description", "Source")}
        dots = picture.info["dpi"]
        assert picture.width == pytest.approx(100 / 25.4 * 300, abs=1)
    assert told == {"Title": "Été <b> & $x$", "Description": "One line", "Source": "Kept"}
    assert dots == pytest.approx((300, 300), abs=0.1)
    content = iv.save_chart(ax, tmp_path / "a.pdf", **TOLD).read_bytes()
    assert b"/Subject (One line)" in content
    assert b"/Keywords (Kept)" in content
    assert b"/FontFile2" in content
    assert b"/Type3" not in content


def test_nothing_is_told_that_was_not_given(table, parse):
    figure = draw(iv.plot_weekly_goal, table)
    assert parse(render(figure, "svg")).get("role") is None
    for kind in ("svg", "png", "pdf"):
        content = render(figure, kind)
        for word in (b"Description", b"dc:description", b"Author", b"<title", b"/Title"):
            assert word not in content


@pytest.mark.parametrize("name", ["chart", "chart.jpg", "chart.svg.exe", ".png"])
def test_a_name_that_tells_no_known_kind_is_refused(table, tmp_path, name):
    with pytest.raises(iv.OptionError, match=r"\.svg, \.png, \.pdf"):
        iv.save_chart(iv.plot_weekly_goal(table), tmp_path / name)


@pytest.mark.parametrize("dpi", [49, 1201, float("nan")])
def test_too_few_or_too_many_dots_are_refused(table, tmp_path, dpi):
    with pytest.raises(iv.OptionError, match="50 to 1200"):
        iv.save_chart(iv.plot_weekly_goal(table), tmp_path / "a.png", dpi=dpi)


def test_a_failure_leaves_the_old_file_and_no_draft(table, tmp_path):
    (tmp_path / "taken.png").mkdir()
    with pytest.raises(OSError, match=r"taken\.png"):
        iv.save_chart(iv.plot_weekly_goal(table), tmp_path / "taken.png", dpi=50)
    assert [path.name for path in tmp_path.iterdir()] == ["taken.png"]


def test_a_users_style_does_not_change_how_letters_are_kept(table, tmp_path):
    with mpl.rc_context({"svg.fonttype": "none", "pdf.fonttype": 3, "savefig.bbox": "tight"}):
        path = iv.save_chart(iv.plot_weekly_goal(table), tmp_path / "a.svg")
    assert "<text" not in path.read_text(encoding="utf-8")


def test_a_missing_font_is_told(monkeypatch):
    def find(*_args, **_options):
        raise ValueError

    monkeypatch.setattr(lettering, "findfont", find)
    lettering._font_file.cache_clear()  # noqa: SLF001
    with pytest.raises(iv.MissingFontError, match="comes with matplotlib"):
        lettering.width_of("a word that no other test measures")
