"""The forms, the table editor and home in a real JupyterLab, used as somebody would."""

import pytest
from jupyterlab_driver import (
    browser_page,
    faults,
    grave_faults,
    notebook_of,
    open_notebook,
    run_all,
    running_lab,
)

pytestmark = pytest.mark.browser
HOSTILE = "<img src=x onerror='window.canary=1'>"
INTERVIEWS = (
    "interview_id,person,requested_on,organization\n"
    "I1,Ana Silva,03/04/2026,Northlight\n"
    f"I2,{HOSTILE},2026-03-09,{HOSTILE}\n"
)
REFERRALS = f"referral_id,from_person,to_person,referred_on\nR1,Ana Silva,{HOSTILE},2026-03-05\n"
LOAD = (
    "import infoview_analytics as iv\n"
    "campaign = iv.load_campaign('{}', as_of='2026-04-01', faulty_rows='set_aside')\n"
    "iv.{}(campaign, as_of='2026-04-01')"
)


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return tmp_path_factory.mktemp("campaigns")


@pytest.fixture(scope="module")
def lab(root, tmp_path_factory):
    with running_lab(root, tmp_path_factory.mktemp("home")) as lab:
        yield lab


@pytest.fixture(scope="module")
def browser(lab):
    with browser_page(lab) as opened:
        yield opened


@pytest.fixture
def shown(root, lab, browser):
    """Return a function that shows a widget of a campaign of its own, and its folder."""

    def show(name):
        folder = root / name.lower()
        folder.mkdir()
        (folder / "interviews.csv").write_text(INTERVIEWS)
        (folder / "referrals.csv").write_text(REFERRALS)
        (root / f"{name}.ipynb").write_text(notebook_of(LOAD.format(folder.name, name)))
        page, _ = browser
        open_notebook(page, lab, f"{name}.ipynb")
        cells = run_all(page)
        assert [kind for cell in cells for kind in cell["outputs"]] == ["execute_result"]
        board = page.locator(".jp-OutputArea-output .jupyter-widgets:visible").first
        board.wait_for()
        return board, folder / "interviews.csv"

    yield show
    page, watch = browser
    assert faults(page) == []
    assert watch.complaints == []
    assert watch.foreign == []
    assert page.evaluate("window.canary") is None
    assert page.locator(".jp-OutputArea-output img[src=x]").count() == 0


def test_a_row_is_written_down_a_fault_is_told_at_its_field_and_undo_takes_it_back(shown, browser):
    page, _ = browser
    forms, file = shown("RecordForms")
    before = file.read_text()
    person, save = forms.get_by_label("Person *"), forms.get_by_role("button", name="Save")

    assert HOSTILE in _offered(person)
    person.fill("Ana Silv")
    save.click()
    fault = page.locator(".infoview-fault", has_text='Did you mean "Ana Silva"?')
    fault.wait_for()
    assert person.get_attribute("aria-invalid") == "true"
    assert person.get_attribute("aria-describedby") == fault.get_attribute("id")
    assert person.input_value() == "Ana Silv"
    assert file.read_text() == before
    _nothing_is_grave(page)

    person.fill("Eva Orr")
    forms.get_by_label("Channel").select_option(label="in person")
    forms.get_by_label("Notes").fill("met at the fair")
    save.click()
    forms.get_by_role("status").filter(has_text="Logged: you asked Eva Orr").wait_for()
    assert file.read_text().splitlines()[-1].startswith("I3,Eva Orr,2026-04-01")
    assert person.input_value() == ""
    assert person.get_attribute("aria-invalid") is None

    forms.get_by_role("button", name="Undo").click()
    forms.get_by_role("status").filter(has_text="Taken back").wait_for()
    assert file.read_text() == before


def test_a_faulty_row_is_mended_in_the_editor_with_the_keyboard_and_in_the_grid(shown, browser):
    page, _ = browser
    editor, file = shown("TableEditor")
    told = editor.get_by_role("status").first
    told.filter(has_text='1 fault in it. Line 2, Requested on: "03/04/2026".').wait_for()
    _nothing_is_grave(page)

    editor.get_by_label("Value").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("2026-03-04")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Save corrections"
    told.filter(has_text="1 correction not saved yet.").wait_for()
    page.keyboard.press("Enter")
    editor.get_by_role("status").filter(has_text="Saved: you corrected 1 cell").wait_for()
    assert file.read_text() == INTERVIEWS.replace("03/04/2026", "2026-03-04")

    place = editor.locator(".lm-DataGrid").first.bounding_box()
    page.mouse.dblclick(place["x"] + 230, place["y"] + 30)  # the person of the first row
    page.keyboard.press("Control+a")
    page.keyboard.type("Anna Silva")
    page.keyboard.press("Enter")
    told.filter(has_text='1 correction not saved yet. Line 2, Person: "Anna Silva".').wait_for()


def test_home_is_walked_through_with_the_keyboard_and_knows_in_one_tab_what_another_wrote(
    shown, browser
):
    page, _ = browser
    home, file = shown("Home")
    week = home.get_by_role("status").first
    week.filter(has_text="1 row with errors was set aside").wait_for()

    home.get_by_role("tab", name="Week").focus()
    page.keyboard.press("ArrowRight")  # Next
    page.keyboard.press("ArrowRight")  # Write down
    page.keyboard.press("Enter")
    home.get_by_label("Person *").fill("Eva Orr")
    home.get_by_role("button", name="Save").click()
    week.filter(has_text="2 requests without an answer").wait_for()
    assert "Eva Orr" in file.read_text()
    _nothing_is_grave(page)

    home.get_by_role("tab", name="Network").click()
    home.locator("svg [aria-label^='Eva Orr']").wait_for(state="attached")


def _offered(control):
    """Return what a field offers to complete what is written in it."""
    return control.evaluate("(field) => [...field.list.options].map((option) => option.value)")


def _nothing_is_grave(page):
    """Assert that what is shown has no serious fault of accessibility."""
    assert grave_faults(page, ".jp-OutputArea-output") == []
