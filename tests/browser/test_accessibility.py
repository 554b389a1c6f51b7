"""Every board, the explorer, the forms and the editor in JupyterLab, as axe-core judges them.

They are looked at in Home, which holds all of them; `test_app` does the same in Voilà, on the
whole page. Here nothing outside the cell's output is looked at: the menus, the file browser and
the cell's own editor are JupyterLab's. Inside it nothing is left out.
"""

import pytest
from jupyterlab_driver import (
    browser_page,
    faults,
    grave_faults,
    notebook_of,
    open_notebook,
    run_all,
    run_in_kernel,
    running_lab,
    turn_theme,
)

import infoview_analytics as iv
from infoview_analytics.logbook.entries import ENTRIES

OUTPUT = ".jp-OutputArea-output"
SIGNS = {  # what a tab shows when it is ready
    "Week": "figure img",
    "Next": "textarea",
    "Write down": ".infoview-field",
    "Answers": "figure img",
    "Network": ".iv-people .iv-mark",
    "Growth": "figure img",
    "Plan": "figure img",
    "Correct": "canvas",
}

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    """Return the page that shows Home in JupyterLab, and what the page said."""
    root = tmp_path_factory.mktemp("lab")
    day = iv.make_sample(root / "records")
    load = f"home = iv.Home(iv.load_campaign('records'), as_of='{day:%Y-%m-%d}')"
    source = f"import infoview_analytics as iv\n{load}\nhome"
    (root / "home.ipynb").write_text(notebook_of(source))
    with (
        running_lab(root, tmp_path_factory.mktemp("home")) as lab,
        browser_page(lab) as (page, watch),
    ):
        open_notebook(page, lab, "home.ipynb")
        run_all(page)
        page.get_by_role("tab", name="Week").wait_for()
        yield page, watch
        assert faults(page) == []
        assert watch.is_quiet()


@pytest.mark.parametrize("theme", ["Light", "Dark"])
def test_no_tab_has_a_grave_fault(opened, theme):
    page, _ = opened
    turn_theme(page, theme)
    found = {}
    for name, sign in SIGNS.items():
        page.get_by_role("tab", name=name).click()
        page.locator(f"{OUTPUT} {sign}").filter(visible=True).first.wait_for()
        found[name] = grave_faults(page, OUTPUT)
    assert [*found.values()] == [[]] * len(SIGNS)


def test_no_form_has_a_grave_fault_nor_its_faults(opened):
    page, _ = opened
    page.get_by_role("tab", name="Write down").click()
    found = {}
    for entry in ENTRIES.values():
        run_in_kernel(page, f"home.views['Write down'].state.entry = {entry.name!r}")
        page.locator(OUTPUT).get_by_role("button", name="Save").click()
        page.locator(".infoview-fault").filter(has_text="This is missing").first.wait_for()
        found[entry.name] = grave_faults(page, OUTPUT)
    assert [*found.values()] == [[]] * len(ENTRIES)


def test_the_explorer_with_a_selection_and_a_way_has_not_even_a_slight_fault(opened):
    page, _ = opened
    page.get_by_role("tab", name="Network").click()
    chosen = "explorer.selected, explorer.target = tuple(explorer.people.index[1:3]), there"
    there = "explorer = home.views['Network']; there = explorer.targets[-1]"
    run_in_kernel(page, f"{there}\n{chosen}")
    page.locator(".iv-tie.iv-way").first.wait_for(state="attached")
    page.locator(".iv-people .iv-mark").nth(3).hover(force=True)
    page.locator(".iv-tooltip").filter(visible=True).wait_for()
    assert grave_faults(page, ".iv-explorer", slight=True) == []
