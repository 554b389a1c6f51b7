"""Start a JupyterLab or the app of our own, and drive it in a headless Chromium.

Where what it needs is not installed, a module of tests that imports it is skipped; it fails
there if ``INFOVIEW_BROWSER`` is ``required``.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_NEEDED = ("axe_playwright_python", "ipydatagrid", "jupyterlab", "playwright", "voila")


def find_chromium() -> str | None:
    """Return where a Chromium is installed, if one is."""
    return next((path for path in map(shutil.which, _BROWSERS) if path), None)


_missing = [name for name in _NEEDED if find_spec(name) is None]
if find_chromium() is None:
    _missing.append("a Chromium on the path")
if _missing:
    _reason = f"the browser tests need {' and '.join(_missing)}"
    if os.environ.get("INFOVIEW_BROWSER") == "required":
        pytest.fail(_reason, pytrace=False)
    pytest.skip(_reason, allow_module_level=True)

from axe_playwright_python.sync_playwright import Axe  # noqa: E402 - it may be missing
from playwright.sync_api import Dialog, Page, Route, sync_playwright  # noqa: E402

PATIENCE = 60_000  # milliseconds
_TOKEN = "nobody-else"  # noqa: S105 - of a server that lives for one test, on this machine alone
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_HOME_FOLDERS = {
    "JUPYTER_CONFIG_DIR": "config",
    "JUPYTER_DATA_DIR": "data",
    "JUPYTER_RUNTIME_DIR": "runtime",
    "JUPYTERLAB_SETTINGS_DIR": "settings",
    "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
    "IPYTHONDIR": "ipython",
}
_IS_READY = """() => {
    const panel = window.jupyterapp?.shell.currentWidget;
    const session = panel?.sessionContext;
    return !!session?.isReady && session.session?.kernel?.status === 'idle';
}"""
_LISTEN = """() => {
    window.faults = [];
    window.jupyterapp.shell.currentWidget.sessionContext.iopubMessage.connect((_, message) => {
        if (message.header.msg_type === 'error') {
            window.faults.push(message.content.traceback.join('\\n'));
        }
    });
}"""
_STOP_PLAYERS = """import gc, ipywidgets
for player in [thing for thing in gc.get_objects() if type(thing) is ipywidgets.Play]:
    player.playing = False"""  # else the page goes on telling a kernel that is gone
_CLOSE_ALL = """async (code) => {
    const {shell, serviceManager: {sessions}} = window.jupyterapp;
    for (const panel of [...shell.widgets('main')]) {
        const session = panel.sessionContext?.session;
        await session?.kernel?.requestExecute({code}).done;
        panel.dispose();
        if (session) sessions.shutdown(session.id).catch(() => null);
    }
}"""
_OPEN = """async (path) => {
    await window.jupyterapp.commands.execute('docmanager:open', {path});
    return true;
}"""
_HAS_RUN = """() => {
    const panel = window.jupyterapp.shell.currentWidget;
    const codes = panel.content.widgets.filter((cell) => cell.model.type === 'code');
    const kernel = panel.sessionContext.session.kernel;
    return window.faults.length > 0 || codes.length > 0 && kernel.status === 'idle'
        && codes.every((cell) => cell.model.executionCount !== null);
}"""
_CELLS = """() => window.jupyterapp.shell.currentWidget.content.widgets
    .filter((cell) => cell.model.type === 'code')
    .map((cell) => ({
        count: cell.model.executionCount,
        outputs: cell.model.outputs.toJSON().map((output) => output.output_type),
    }))"""
_RUN_IN_KERNEL = """async (code) => {
    const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
    const {content} = await kernel.requestExecute({code}).done;
    return content.status === 'ok' ? '' : `${content.ename}: ${content.evalue}`;
}"""
_GRAVE = {"serious", "critical"}
_APP = "from infoview_analytics.cli import main; main()"
_APP_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/\?token=\w+")


@dataclass(frozen=True, slots=True)
class Server:
    """A JupyterLab, or the app, that runs."""

    address: str
    log: Path


@dataclass(slots=True)
class Watch:
    """What a page asked of other machines, what it complained about, what it asked us."""

    foreign: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def is_quiet(self) -> bool:
        """Tell whether nothing was wrong; say what was, so that the test shows it."""
        found = {"foreign": self.foreign, "said": self.complaints, "asked": self.dialogs}
        print({name: what for name, what in found.items() if what})  # noqa: T201 - of a failed test
        return not any(found.values())


@contextmanager
def running_lab(root: Path, home: Path, *, dark: bool = False) -> Iterator[Server]:
    """Run a JupyterLab on the folder `root`, with its own settings under `home`."""
    folders = {name: str(home / folder) for name, folder in _HOME_FOLDERS.items()}
    theme = "JupyterLab Dark" if dark else "JupyterLab Light"
    _set(home, "notification", fetchNews="false")
    _set(home, "themes", theme=theme)
    port = _free_port()
    options = {
        "ServerApp.ip": "127.0.0.1",
        "ServerApp.port": port,
        "ServerApp.port_retries": 0,
        "ServerApp.root_dir": root,
        "ServerApp.open_browser": False,
        "ServerApp.allow_root": True,
        "IdentityProvider.token": _TOKEN,
        "LabApp.expose_app_in_browser": True,
    }
    command = [sys.executable, "-m", "jupyterlab", *(f"--{k}={v}" for k, v in options.items())]
    log = home / "lab.log"
    with log.open("w") as out:
        server = subprocess.Popen(
            command, stdout=out, stderr=subprocess.STDOUT, env=os.environ | folders
        )
        try:
            yield Server(f"http://127.0.0.1:{port}", log)
        finally:
            server.terminate()
            server.wait(timeout=30)


@contextmanager
def running_app(folder: Path, home: Path, *, as_of: str, dark: bool = False) -> Iterator[Server]:
    """Run ``infoview app`` on the campaign in `folder`, and stop it as Ctrl+C does."""
    folders = {name: str(home / sub) for name, sub in _HOME_FOLDERS.items()}
    port = _free_port()
    options = ["--as-of", as_of, "--port", str(port), "--no-browser", *(["--dark"] * dark)]
    command = [sys.executable, "-c", _APP, "app", str(folder), *options]
    log = home / "app.log"
    with log.open("w") as out:
        server = subprocess.Popen(
            command,
            stdout=out,
            stderr=subprocess.STDOUT,
            env=os.environ | folders,
            start_new_session=True,
        )
        try:
            yield Server(f"http://127.0.0.1:{port}", log)
        finally:
            os.killpg(server.pid, signal.SIGINT)
            server.wait(timeout=30)


@contextmanager
def browser_page(server: Server) -> Iterator[tuple[Page, Watch]]:
    """Open a page in Chromium from which nothing but this machine can be reached."""
    watch = Watch()

    def let_through(route: Route) -> None:
        if urlsplit(route.request.url).hostname == "127.0.0.1":
            route.continue_()
        else:
            watch.foreign.append(route.request.url)
            route.abort()

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), headless=True, args=[*_FLAGS]
        )
        page = browser.new_page(viewport={"width": 1280, "height": 1000})
        page.set_default_timeout(PATIENCE)
        page.route(lambda url: urlsplit(url).scheme not in ("data", "blob"), let_through)
        page.on("pageerror", lambda error: watch.complaints.append(str(error)))
        page.on("console", lambda said: _listen(watch, said.type, said.text))
        page.on("dialog", lambda dialog: _dismiss(watch, dialog))
        wait_for_server(page, server)
        yield page, watch
        browser.close()


def wait_for_server(page: Page, server: Server) -> None:
    """Wait until the server answers."""
    for _ in range(PATIENCE // 200):
        try:
            with urlopen(f"{server.address}/api"):  # noqa: S310 - an address of ours
                return
        except HTTPError:  # the app has no such page, but it answers
            return
        except URLError:
            page.wait_for_timeout(200)
    message = f"The server did not start:\n{server.log.read_text()}"
    raise TimeoutError(message)


def open_home(page: Page, app: Server) -> None:
    """Open the app's page at the address that it has printed, and wait for its tabs."""
    for _ in range(PATIENCE // 200):
        if printed := _APP_ADDRESS.search(app.log.read_text()):
            break
        page.wait_for_timeout(200)
    page.goto(printed[0])
    page.get_by_role("tab").first.wait_for()


def notebook_of(*sources: str) -> str:
    """Return a notebook that has not been run, as its file holds it."""
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    cells = [
        {"cell_type": "code", "id": f"cell-{place}", "metadata": {}, "source": source}
        | {"outputs": [], "execution_count": None}
        for place, source in enumerate(sources)
    ]
    metadata = {"kernelspec": kernel}
    return json.dumps({"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5})


def open_notebook(page: Page, lab: Server, path: str) -> None:
    """Open a notebook, and nothing beside it, and wait for its kernel."""
    if page.url.startswith(f"{lab.address}/lab"):
        page.evaluate(_CLOSE_ALL, _STOP_PLAYERS)
        page.evaluate(_OPEN, path)
    else:
        workspace = f"auto-{Path(path).stem}"
        page.goto(f"{lab.address}/lab/workspaces/{workspace}/tree/{path}?reset&token={_TOKEN}")
    page.wait_for_selector(".jp-Notebook .jp-Cell")
    page.wait_for_function(_IS_READY)
    page.evaluate(_LISTEN)


def run_all(page: Page) -> list[dict]:
    """Run a notebook's cells from a clean start; return each code cell's count and outputs."""
    _command(page, "notebook:clear-all-cell-outputs")
    _command(page, "notebook:run-all-cells")
    page.wait_for_function(_HAS_RUN)
    if raised := faults(page):
        raise RuntimeError(raised[0])
    return page.evaluate(_CELLS)


def faults(page: Page) -> list[str]:
    """Return the tracebacks that the notebook's kernel has sent, in a cell or a callback."""
    return page.evaluate("() => window.faults")


def run_in_kernel(page: Page, code: str) -> None:
    """Run a line of code beside the notebook's cells; raise what it raises."""
    if raised := page.evaluate(_RUN_IN_KERNEL, code):
        raise RuntimeError(raised)


def turn_theme(page: Page, theme: str) -> None:
    """Turn JupyterLab ``Light`` or ``Dark``."""
    _command(page, "apputils:change-theme", theme=f"JupyterLab {theme}")
    is_dark = str(theme == "Dark").lower()
    page.wait_for_function(f"() => document.body.dataset.jpThemeLight !== '{is_dark}'")


def grave_faults(page: Page, within: str, *, slight: bool = False) -> list[str]:
    """Return the serious and critical faults of accessibility that axe-core finds there.

    The slight ones are told too if they are asked for.
    """
    found = Axe().run(page, context=within).response["violations"]
    return [
        f"{fault['id']}: {node['html'][:200]} {node['failureSummary']}"
        for fault in found
        if slight or fault["impact"] in _GRAVE
        for node in fault["nodes"]
    ]


def _command(page: Page, name: str, **options: str) -> None:
    """Start one of JupyterLab's commands."""
    page.evaluate(
        "([name, options]) => { window.jupyterapp.commands.execute(name, options); return true; }",
        [name, options],
    )


def _dismiss(watch: Watch, dialog: Dialog) -> None:
    """Note a dialog, and go on."""
    watch.dialogs.append(dialog.message)
    dialog.dismiss()


def _listen(watch: Watch, kind: str, text: str) -> None:
    """Note an error on the console."""
    if kind == "error":
        watch.complaints.append(text)


def _set(home: Path, plugin: str, **settings: str) -> None:
    """Write settings of JupyterLab where it looks for the user's."""
    folder = home / "settings" / "@jupyterlab" / "apputils-extension"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{plugin}.jupyterlab-settings").write_text(json.dumps(settings))


def _free_port() -> int:
    """Return a port that nobody uses."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])
