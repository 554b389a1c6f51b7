"""Start a JupyterLab of our own, and drive it in a headless Chromium."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

from playwright.sync_api import Page, Route, sync_playwright

PATIENCE = 60_000  # milliseconds
_TOKEN = "nobody-else"  # noqa: S105 - of a server that lives for one test, on this machine alone
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
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
_HAS_RUN = """() => {
    const panel = window.jupyterapp.shell.currentWidget;
    const codes = panel.content.widgets.filter((cell) => cell.model.type === 'code');
    const kernel = panel.sessionContext.session.kernel;
    return codes.length > 0 && kernel.status === 'idle'
        && codes.every((cell) => cell.model.executionCount !== null);
}"""
_CELLS = """() => window.jupyterapp.shell.currentWidget.content.widgets
    .filter((cell) => cell.model.type === 'code')
    .map((cell) => ({
        count: cell.model.executionCount,
        outputs: cell.model.outputs.toJSON().map((output) => output.output_type),
    }))"""


@dataclass(frozen=True, slots=True)
class Lab:
    """A JupyterLab that runs."""

    address: str
    log: Path


@dataclass(slots=True)
class Watch:
    """What a page asked of other machines, and what it complained about."""

    foreign: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


def find_chromium() -> str | None:
    """Return where a Chromium is installed, if one is."""
    return next((path for path in map(shutil.which, _BROWSERS) if path), None)


@contextmanager
def running_lab(root: Path, home: Path, *, dark: bool = False) -> Iterator[Lab]:
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
            yield Lab(f"http://127.0.0.1:{port}", log)
        finally:
            server.terminate()
            server.wait(timeout=30)


@contextmanager
def browser_page(lab: Lab) -> Iterator[tuple[Page, Watch]]:
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
        wait_for_server(page, lab)
        yield page, watch
        browser.close()


def wait_for_server(page: Page, lab: Lab) -> None:
    """Wait until the server answers."""
    for _ in range(PATIENCE // 200):
        try:
            with urlopen(f"{lab.address}/api"):  # noqa: S310 - an address of ours
                return
        except URLError:
            page.wait_for_timeout(200)
    message = f"JupyterLab did not start:\n{lab.log.read_text()}"
    raise TimeoutError(message)


def open_notebook(page: Page, lab: Lab, path: str) -> None:
    """Open a notebook in a workspace of its own, and wait for its kernel."""
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
    return page.evaluate(_CELLS)


def faults(page: Page) -> list[str]:
    """Return the tracebacks that the notebook's kernel has sent, in a cell or a callback."""
    return page.evaluate("() => window.faults")


def _command(page: Page, name: str) -> None:
    """Start one of JupyterLab's commands."""
    page.evaluate(f"() => {{ window.jupyterapp.commands.execute('{name}'); return true; }}")


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
