"""The network explorer in a real JupyterLab: mouse, keyboard, pictures that are saved."""

import pytest
from jupyterlab_driver import (
    browser_page,
    faults,
    notebook_of,
    open_notebook,
    run_all,
    running_lab,
)

pytestmark = pytest.mark.browser

NAMES = ["Ana", "Bo", "Cy", "Di"]  # Ana named Bo and Di; Cy is asked, and named nobody
NOTEBOOK = """import pandas as pd
import infoview_analytics as iv
names, place = {names!r}, {place!r}
asked = pd.DataFrame({{"person": names[::2], "organization": place, "role": place}})
asked["industry"], asked["city"], asked["source"] = place, place, place
asked["requested_on"] = pd.Timestamp("2026-01-06")
asked["interview_on"] = pd.to_datetime(["2026-01-13"] + [None] * (len(asked) - 1))
named = pd.DataFrame({{"from_person": names[0], "to_person": names[1::2]}})
named["referred_on"] = pd.Timestamp("2026-01-13")
campaign = iv.Campaign(folder=None, interviews=asked, referrals=named)
explorer = iv.NetworkExplorer(campaign, as_of="2026-02-04")
explorer"""
IN_PYTHON = """async (code) => {
    const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
    const asked = kernel.requestExecute({code: '', user_expressions: {told: code}});
    return (await asked.done).content.user_expressions.told.data['text/plain'];
}"""
RUN = """async (code) => {
    const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
    return (await kernel.requestExecute({code}).done).content.status;
}"""
TEXTS = """(text) => [...new DOMParser().parseFromString(text, 'image/svg+xml')
    .querySelectorAll('text')].map((element) => element.textContent)"""
CELLS = "() => window.jupyterapp.shell.currentWidget.content.widgets.length"
FOCUSED = "() => document.activeElement.getAttribute('aria-label')"


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    root = tmp_path_factory.mktemp("campaign")
    source = NOTEBOOK.format(names=NAMES, place="North")
    (root / "plain.ipynb").write_text(notebook_of(source))
    with running_lab(root, tmp_path_factory.mktemp("home")) as lab:
        yield lab


@pytest.fixture(scope="module")
def opened(lab):
    with browser_page(lab) as opened:
        yield opened


@pytest.fixture(scope="module")
def at():
    """Return where the page is."""
    return {}


@pytest.fixture
def show(lab, opened, at):
    """Return a function that runs a notebook and returns its page, once everybody is drawn."""
    page, watch = opened

    def show(name):
        if at.get("name") != name:
            open_notebook(page, lab, f"{name}.ipynb")
        at["name"] = name
        (cell,) = run_all(page)
        assert cell["outputs"] == ["execute_result"]
        page.wait_for_selector(".iv-people .iv-mark")
        page.wait_for_selector(".iv-names .iv-name")
        return page

    yield show
    assert faults(page) == []
    assert watch.complaints == []
    assert watch.foreign == []


def in_python(page, code):
    return page.evaluate(IN_PYTHON, code)


def wait_for_python(page, code, told):
    """Wait until the kernel has heard of it, and tells the same."""
    for _ in range(100):
        if in_python(page, code) == told:
            return
        page.wait_for_timeout(100)
    assert in_python(page, code) == told


def mark_of(page, name):
    return page.locator(f'.iv-mark[aria-label^="{name}"]')


def wait_for_words(page, words):
    page.wait_for_function(
        "(words) => document.querySelector('.iv-explorer').innerText.includes(words)", arg=words
    )


def test_a_click_reaches_python_and_python_reaches_the_picture(show):
    page = show("plain")
    mark_of(page, "Bo").click()
    wait_for_words(page, "Selected: Bo")
    wait_for_python(page, "explorer.selected", "('Bo',)")
    mark_of(page, "Ana").click(modifiers=["Shift"])
    wait_for_words(page, "2 selected: Bo, Ana.")
    wait_for_python(page, "list(explorer.selection.index)", "['Bo', 'Ana']")

    page.evaluate(RUN, "explorer.selected, explorer.hops = ('Di',), 1")
    wait_for_words(page, "Selected: Di")
    assert mark_of(page, "Di").get_attribute("aria-selected") == "true"
    assert page.locator(".iv-people .iv-mark:not([display])").count() == 3  # with Ana, and you


def test_the_keyboard_walks_selects_and_leaves_the_notebook_alone(show):
    page = show("plain")
    page.locator(".iv-people .iv-mark[tabindex='0']").focus()
    assert page.locator(".iv-people .iv-mark[tabindex='0']").count() == 1
    page.keyboard.press("ArrowDown")
    while not page.evaluate(FOCUSED).startswith("Ana"):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(FOCUSED).startswith(("Bo", "Di"))
    page.keyboard.press("ArrowUp")
    assert page.evaluate(FOCUSED) == ("Ana, North, talked with you, generation 1, led to 2")
    page.keyboard.press("Enter")
    wait_for_words(page, "Selected: Ana")
    before = page.evaluate(CELLS)
    for key in "ddxab":
        page.keyboard.press(key)
    assert page.evaluate(CELLS) == before
    wait_for_python(page, "explorer.selected", "('Ana',)")
    page.keyboard.press("Escape")
    wait_for_words(page, "Nobody is selected.")
    wait_for_python(page, "explorer.selected", "()")


def test_the_controls_reach_python_and_are_followed(show):
    page = show("plain")
    explorer = page.locator(".iv-explorer")
    explorer.get_by_label("Search").fill("ana")
    wait_for_words(page, "1 person matches")
    explorer.get_by_label("Search").fill("")
    explorer.get_by_label("Way to").fill("Nowhere")
    page.keyboard.press("Enter")
    wait_for_words(page, "Nobody and no organisation here is called")
    explorer.get_by_label("Way to").fill("di")
    page.keyboard.press("Enter")
    wait_for_words(page, "The warmest way begins with Ana")
    assert page.locator(".iv-tie.iv-way").count() == 1
    wait_for_python(page, "explorer.target", "'Di'")
    explorer.get_by_label("Colour").select_option("generation")
    wait_for_words(page, "generation 2: 2")
    explorer.get_by_label("As known on").focus()
    page.keyboard.press("Home")
    wait_for_words(page, "11 January 2026: 2 people known")
    wait_for_python(page, "(str(explorer.on.date()), explorer.target)", "('2026-01-11', '')")


@pytest.mark.parametrize(("kind", "begins"), [("SVG", b"<svg"), ("PNG", b"\x89PNG")])
def test_the_view_can_be_saved(show, tmp_path, kind, begins):
    page = show("plain")
    with page.expect_download() as saved:
        page.get_by_role("button", name=f"Save this view as {kind}").click()
    assert saved.value.suggested_filename == f"network-2026-02-04.{kind.lower()}"
    saved.value.save_as(tmp_path / "view")
    written = (tmp_path / "view").read_bytes()
    assert written.startswith(begins)
    if kind == "SVG":
        told = page.evaluate(TEXTS, written.decode())
        assert "Ana" in told
        assert "waiting for an answer: 1" in told
