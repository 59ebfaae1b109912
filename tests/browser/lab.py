"""The real JupyterLab in the system's Chromium, as the browser tests and the bench see it."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
SUPERVISOR = Path(__file__).with_name("supervisor.py")
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
HOW_TO_GET = "install Chromium (Debian, Ubuntu: apt install chromium; macOS: brew install --cask chromium)"
QUIET = (  # a browser that speaks to nobody but the page it is shown
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-gpu",
    "--no-first-run",
    "--disable-dev-shm-usage",
)
START_WITHIN_S = 60
LIBRARIES = "import anywidget, matplotlib.figure, numba, scipy.optimize"
WARM = """async (code) => {
    const { sessionContext } = window.jupyterapp.shell.currentWidget;
    await sessionContext.ready;
    return sessionContext.session.kernel.requestExecute({ code, silent: true }).done;
}"""
# Jupyter Server asks a new kernel for signs of life until one comes, but not a kernel that died at work (jupyter_server
# 2.21.1, `nudge`): what it says first may then be lost, and its status stays as it was. So ask it something, now and
# then; not for its kernel info, as JupyterLab takes no status from the answer to that (4.6.6).
UNTIL_IDLE = """async () => {
    const kernel = () => window.jupyterapp.shell.currentWidget.sessionContext.session?.kernel;
    for (let waited = 1; kernel()?.status !== "idle"; waited += 1) {
        if (waited % 50 === 0) kernel()?.requestIsComplete({ code: '' }).catch(() => {});
        await new Promise((resolve) => { setTimeout(resolve, 100); });
    }
}"""
DESK = "desk.ipynb"  # an empty notebook whose kernel lives on, so that what it imported is there the next time
SWITCH = """async ([path, desk]) => {
    const { shell, commands, serviceManager } = window.jupyterapp;
    const open = [...shell.widgets("main")];
    await Promise.all(open.map((one) => one.sessionContext?.ready));
    const sessions = open.map((one) => one.sessionContext?.session).filter(Boolean);
    const ending = sessions.map(({ id, path }) => ({ id, path })).filter((session) => session.path !== desk);
    for (const one of open) one.dispose();
    await window.leaving;
    window.leaving = Promise.all(ending.map(({ id }) => serviceManager.sessions.shutdown(id)));
    if (ending.some((session) => session.path === path)) await window.leaving; // else it would get the one that ends
    await (await commands.execute("docmanager:open", { path })).context.ready;
}"""


def chromium() -> str | None:
    """Return where the system's Chromium is, or None."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def free_port() -> int:
    """Return a port on loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def lab(folder: Path, progress: str = ":memory:") -> Iterator[str]:
    """Serve a folder by JupyterLab on loopback; yield its address."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    settings = folder / ".settings"  # as `make lab` and Binder have them: no dialog that asks about news
    settings.mkdir()
    shutil.copy(ROOT / "binder" / "overrides.json", settings)
    # Jupyter's debugger asks each new kernel something, and complains of one that is ended before it has answered.
    (settings / "page_config.json").write_text('{"disabledExtensions": {"@jupyterlab/debugger-extension": true}}')
    options = ["--no-browser", "--allow-root", "--LabApp.expose_app_in_browser=True",
               f"--LabApp.app_settings_dir={settings}",
               "--ServerApp.ip=127.0.0.1", f"--ServerApp.port={port}", f"--ServerApp.root_dir={folder}",
               "--ServerApp.password=", "--IdentityProvider.token="]  # fmt: skip
    own = {"JUPYTER_CONFIG_DIR": ".jupyter", "JUPYTER_DATA_DIR": ".data", "JUPYTER_RUNTIME_DIR": ".runtime",
           "IPYTHONDIR": ".ipython"}  # fmt: skip
    environment = os.environ | {name: str(folder / where) for name, where in own.items()}
    environment |= {"COURSE_PROGRESS": progress}
    with (folder / "lab.log").open("w") as log:
        command = [sys.executable, SUPERVISOR, sys.executable, "-m", "jupyterlab", *options]
        # In a session of its own it hears nothing of our Ctrl-C, and it ends with our end of the pipe, however we end.
        with subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=log, stderr=log, start_new_session=True
        ) as server:
            wait_until_up(f"{address}/api", server)
            yield address


def wait_until_up(address: str, server: subprocess.Popen[bytes]) -> None:
    """Return once the server answers; raise if it has ended or takes too long."""
    ends = time.monotonic() + START_WITHIN_S
    while time.monotonic() < ends:
        if server.poll() is not None:
            raise RuntimeError(f"JupyterLab ended with {server.returncode}: see lab.log")
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise TimeoutError(f"JupyterLab did not answer within {START_WITHIN_S} s")


@contextlib.contextmanager
def browser() -> Iterator[Browser]:
    """Open the system's Chromium, headless."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=[*QUIET, "--no-sandbox"])
        try:
            yield opened
        finally:
            opened.close()


def copy_notebooks(folder: Path) -> None:
    """Copy the notebooks, and nothing of a learner's, to a folder to run them in."""
    for path in (ROOT / "notebooks").glob("*.ipynb"):
        shutil.copy(path, folder)


def open_notebook(page: Page, address: str, name: str) -> None:
    """Open a notebook and wait until its kernel is ready."""
    page.goto(f"{address}/lab/tree/{name}?reset")
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)
    wait_until_idle(page)


def switch_to(page: Page, address: str, name: str) -> None:
    """Put a notebook in the place of what is open, and end the kernel of that; JupyterLab itself is loaded once.

    Its own kernel is still starting.
    """
    if not page.url.startswith(address):
        return open_notebook(page, address, name)
    in_time(page, f"({SWITCH})({[name, DESK]})", 60)
    page.wait_for_selector(".jp-Notebook .jp-Cell")
    return None


def warm(page: Page) -> None:
    """Let the kernel that is starting import other people's libraries, while something else is looked at."""
    page.evaluate(f"(code) => {{ ({WARM})(code).catch(() => {{}}); }}", LIBRARIES)  # it may be left before it is done


def wait_until_idle(page: Page) -> None:
    """Wait until the kernel of the notebook that is open is ready."""
    in_time(page, "window.jupyterapp.shell.currentWidget.sessionContext.ready", 60)
    in_time(page, f"({UNTIL_IDLE})()", 60)


def run_all(page: Page, within_s: float = 120) -> None:
    """Run all cells and wait until every one has been answered; raise if that takes too long."""
    in_time(page, "window.jupyterapp.commands.execute('notebook:run-all-cells')", within_s)


def in_time(page: Page, promise: str, within_s: float) -> None:
    """Wait for a promise of the page's; raise if it takes too long."""
    page.evaluate(
        f"""(limit) => Promise.race([
            {promise},
            new Promise((_, fail) => setTimeout(() => fail(new Error("still waiting")), limit)),
        ]).then(() => true)""",
        1000 * within_s,
    )
