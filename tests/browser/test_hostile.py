"""Text that was made to break pages, as every name and note, in every tab of Home.

Everything that ever stood on the page is noted while Home is walked through, once with plain
names and once with hostile ones: these may bring no element and no attribute that those do not.
"""

import csv
import io
import json
from pathlib import Path

import pytest
from jupyterlab_driver import (
    browser_page,
    faults,
    notebook_of,
    open_notebook,
    run_all,
    run_in_kernel,
    running_lab,
)

from infoview_analytics.records.schema import TABLES

C = "window.canary=1"
XSS = (
    f"<script>{C}</script>",
    f"<ScRiPt>{C}</sCrIpT>",
    f"</script><script>{C}</script>",
    f"<<script>{C}//<</script>",
    f"<img src=x onerror={C}>",
    f"<img src=x onerror='{C}'>",
    f'"><img src=x onerror="{C}">',
    f"'><img src=x onerror={C}>",
    f"<img/src=x/onerror={C}>",
    f"<svg onload={C}>",
    f"<svg/onload={C}//",
    f"<svg><script>{C}</script></svg>",
    f"<svg><animate onbegin={C} attributeName=x dur=1s>",
    f"</text></svg><script>{C}</script>",
    f"</title><svg onload={C}>",
    f"<body onload={C}>",
    f"<iframe src=javascript:{C}>",
    f'<iframe srcdoc="<script>parent.canary=1</script>">',  # noqa: F541 - one of a row
    f"<object data=javascript:{C}>",
    f"<embed src=javascript:{C}>",
    f"<a href=javascript:{C} autofocus onfocus={C}>go</a>",
    f"<input autofocus onfocus={C}>",
    f"<select autofocus onfocus={C}>",
    f"</option></select><img src=x onerror={C}>",
    f"</textarea><img src=x onerror={C}>",
    f"<details open ontoggle={C}>",
    f"<video><source onerror={C}>",
    f"<audio src=x onerror={C}>",
    f"<marquee onstart={C}>",
    f"<style>@import 'http://elsewhere.test/{C}'</style>",
    "<link rel=stylesheet href=http://elsewhere.test/a.css>",
    "<img src=http://elsewhere.test/pixel.png>",
    f"<meta http-equiv=refresh content='0;javascript:{C}'>",
    "<base href=http://elsewhere.test/>",
    f"<form action=javascript:{C}><button autofocus>",
    f'" onmouseover="{C}" onfocus="{C}" autofocus x="',
    f"' onmouseover='{C}' x='",
    f"javascript:{C}",
    f"{{{{constructor.constructor('{C}')()}}}}",
    f"]]><!--<style>*{{display:none}}</style><img src=x onerror={C}>",
)
PUBLISHED = Path(__file__).resolve().parents[3] / "shared/real/naughty-strings/blns.json"
NAUGHTY = json.loads(PUBLISHED.read_text(encoding="utf-8")) if PUBLISHED.is_file() else []
HOSTILE = tuple(dict.fromkeys(text.strip() for text in (*XSS, *NAUGHTY) if text.strip()))
FIRST = ("Ana", "Bo", "Cyril", "Dora", "Emil", "Fatou", "Gustav", "Hana")
LAST = ("Silva", "Lindqvist", "Okafor", "Mori", "Novak", "Haddad", "Trent", "Yilmaz", "Quist")
PLAIN = tuple(f"{first} {last}" for last in LAST for first in FIRST)

AS_OF = "2026-04-01"
DAYS = {
    "requested_on": "2026-01-05",
    "referred_on": "2026-01-13",
    "known_since": "2026-01-13",
    "touched_on": "2026-02-02",
    "happened_on": "2026-02-02",
}
SOURCE = f"""import infoview_analytics as iv
campaign = iv.load_campaign({{!r}}, as_of="{AS_OF}", faulty_rows="set_aside")
home = iv.Home(campaign, as_of="{AS_OF}")
home"""
# Everything that stands in an output, or ever does from now on, by its tag and its attributes.
NOTE = """() => {
    const seen = window.seen = new Set();
    const inside = (node) => node.closest?.('.jp-OutputArea-output');
    const note = (element) => {
        seen.add(element.tagName);
        for (const {name} of element.attributes) seen.add(`${element.tagName} ${name}`);
        const source = element.tagName === 'IMG' && element.getAttribute('src');
        if (source && !/^(data:image.png;|blob:)/.test(source)) seen.add(`a foreign ${source}`);
    };
    const notice = (node) => {
        if (node.nodeType !== Node.ELEMENT_NODE || !inside(node)) return;
        [node, ...node.querySelectorAll('*')].forEach(note);
    };
    new MutationObserver((records) => records.forEach((record) => {
        record.addedNodes.forEach(notice);
        if (record.type === 'attributes' && inside(record.target)) note(record.target);
    })).observe(document.body, {subtree: true, childList: true, attributes: true});
}"""
SWEEP = """() => {
    document.querySelectorAll('.jp-OutputArea-output *').forEach((element) => {
        window.seen.add(element.tagName);
        for (const {name} of element.attributes) window.seen.add(`${element.tagName} ${name}`);
    });
    return [...window.seen].sort();
}"""
HOVER_ALL = """() => {
    const tip = document.querySelector('.iv-tooltip');
    return [...document.querySelectorAll('.iv-people .iv-mark')].map((mark) => {
        mark.dispatchEvent(new PointerEvent('pointerover', {bubbles: true}));
        return tip.textContent;
    });
}"""
OFFERED = """(field) => [...field.list.options].map((option) => option.value)"""
IN_A_FILE = """(text) => {
    const page = new DOMParser().parseFromString(text, 'image/svg+xml');
    return [...new Set([...page.querySelectorAll('*')].flatMap((element) => [
        element.tagName, ...[...element.attributes].map(({name}) => `${element.tagName} ${name}`),
    ]))];
}"""

pytestmark = pytest.mark.browser


def write_campaign(folder, texts):
    """Write every table of a campaign, with each of the texts in each column that takes one."""
    folder.mkdir()
    for table in TABLES:
        rows = [row_of(table, texts, place) for place in range(len(texts))]
        rows.append({**rows[-1], table.key: "K", **dict.fromkeys(DAYS, "2026-13-31")})  # a fault
        written = io.StringIO()
        names = [column.name for column in table.columns]
        told = csv.DictWriter(written, names, extrasaction="ignore", lineterminator="\n")
        told.writeheader()
        told.writerows(rows)
        (folder / table.file).write_text(written.getvalue(), encoding="utf-8")
    you = json.dumps(f"{texts[4]} I")
    (folder / "infoview.toml").write_text(f"[you]\nname = {you}\n", encoding="utf-8")


def row_of(table, texts, place):
    """Return a row that has one of the texts wherever it can."""
    written = [column.name for column in table.columns if column.kind in ("text", "notes")]
    row = {table.key: f"K{place}", **dict.fromkeys(written, texts[place]), **DAYS}
    if table.name == "interviews" and place % 3 == 0:
        row |= {"responded_on": "2026-01-08", "response": "accepted"}
        row |= {"interview_on": "2026-01-12" if place else "2026-04-09"}
    elif table.name == "referrals":
        row |= {"from_person": texts[place // 6 * 3], "may_use_name": "yes"}
        row |= {"to_person": f"{texts[place]} III"} if place % 2 else {}
    elif table.name == "people":
        row |= {"person": f"{texts[place]} II"}
    elif table.name in ("touches", "outcomes"):
        row |= {"kind": "other"}
    elif table.name == "advice":
        row |= {"interview_id": f"K{place // 3 * 3}"}
    return row


@pytest.fixture(scope="module")
def walk(tmp_path_factory):
    """Return a function that walks through Home and tells what was seen."""
    root = tmp_path_factory.mktemp("campaigns")
    with (
        running_lab(root, tmp_path_factory.mktemp("home")) as lab,
        browser_page(lab) as (page, watch),
    ):

        def walk_through(name, texts):
            write_campaign(root / name, texts)
            (root / f"{name}.ipynb").write_text(notebook_of(SOURCE.format(name), "campaign"))
            open_notebook(page, lab, f"{name}.ipynb")
            page.evaluate(NOTE)
            assert "error" not in [kind for cell in run_all(page) for kind in cell["outputs"]]
            saved = use(page, texts)
            assert faults(page) == []
            assert page.evaluate("window.canary") is None
            assert watch.is_quiet()
            return set(page.evaluate(SWEEP)), set(page.evaluate(IN_A_FILE, saved))

        yield walk_through


def use(page, texts):
    """Use every tab as somebody would; return the picture that the explorer saves."""
    for tab in ("Week", "Answers", "Growth", "Plan"):
        page.get_by_role("tab", name=tab).click()
        page.locator("figure img").filter(visible=True).first.wait_for()
    choose_groups_and_targets(page, texts)
    look_at_everybody(page, texts)
    write_down(page, texts[6])
    correct(page)
    return save_the_view(page)


def choose_groups_and_targets(page, texts):
    """Part the requests by what was written, and ask for ways to what was written."""
    wished = [text for text in texts[:12] if "\n" not in text]
    run_in_kernel(
        page,
        "answers, plan = home.views['Answers'].state, home.views['Plan'].state\n"
        "for answers.by in ('industry', 'city'):\n"
        "    for answers.group in answers.rates.index[:3]: pass\n"
        f"for plan.to in {wished!r}: pass",
    )


def look_at_everybody(page, texts):
    """Select everybody, show a way, and let the pointer pass over each of them."""
    page.get_by_role("tab", name="Network").click()
    page.locator(".iv-people .iv-mark").first.wait_for(state="attached")
    run_in_kernel(
        page,
        "explorer = home.views['Network']\n"
        "explorer.selected, explorer.color_by = tuple(explorer.people.index), 'industry'\n"
        f"explorer.target = {f'{texts[7]} III'!r}",
    )
    page.locator(".iv-tie.iv-way").first.wait_for(state="attached")
    told = page.evaluate(HOVER_ALL)
    assert [text for text in texts[:40] if not any(text in tip for tip in told)] == []


def write_down(page, known):
    """Be asked whether a name was meant, say that it is new, save it, and take it back."""
    page.get_by_role("tab", name="Write down").click()
    form = page.locator(".jp-OutputArea-output")
    person = form.get_by_label("Person *")
    person.wait_for()
    assert known in person.evaluate(OFFERED)
    person.fill(f"{known}x")
    form.get_by_label("Notes").fill(known)
    form.get_by_role("button", name="Save").click()
    form.locator(".infoview-fault").filter(has_text="Did you mean").wait_for()
    form.get_by_label("This is a new person").check()
    form.get_by_role("button", name="Save").click()
    form.get_by_role("status").filter(has_text="Logged: you asked").wait_for()
    form.get_by_role("button", name="Undo").click()
    form.get_by_role("status").filter(has_text="Taken back").wait_for()


def correct(page):
    """Look at each table in the editor, and try to save what cannot be."""
    page.get_by_role("tab", name="Correct").click()
    page.locator("canvas").filter(visible=True).first.wait_for()
    run_in_kernel(
        page,
        "editor = home.views['Correct'].state\n"
        "for editor.table in ('advice', 'people', 'interviews'): pass\n"
        "line = int(editor.cells.index[9])\n"
        "editor.look_at(line, 'notes')\n"
        "editor.edit(line, 'requested_on', editor.cells.loc[line, 'person'])\n"
        "editor.save()",
    )
    output = page.locator(".jp-OutputArea-output")
    output.get_by_role("status").filter(has_text="is not a date").first.wait_for()


def save_the_view(page):
    """Return the picture that the explorer saves, and let it save the other kind too."""
    page.get_by_role("tab", name="Network").click()
    saved = []
    for kind in ("PNG", "SVG"):
        with page.expect_download() as download:
            page.get_by_role("button", name=f"Save this view as {kind}").click()
        saved.append(Path(download.value.path()).read_bytes())
    return saved[-1].decode("utf-8")


def test_hostile_text_brings_no_element_no_attribute_no_dialog_and_no_request(walk):
    plain, plain_file = walk("plain", PLAIN)
    hostile, hostile_file = walk("hostile", HOSTILE)
    assert hostile - plain == set()
    assert hostile_file - plain_file == set()


def test_there_are_forty_strings_that_would_run_or_fetch_something():
    assert len(set(XSS)) == 40
