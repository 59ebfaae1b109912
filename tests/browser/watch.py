"""What a page complains of, and whom it asks: in this course nothing, and nobody but the machine itself."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response

SERIOUS = ("error", "warning", "assert")
STOPPED_BY_THE_PAGE = "net::ERR_ABORTED"  # harmless: a picture that the next one overtook, a poll when the page is left


class Watch:
    """Collects what a page complains of: console, errors, requests that fail or leave the machine."""

    def __init__(self, page: Page) -> None:
        self.complaints: list[str] = []
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(f"error in the page: {error}"))
        page.on("request", self._request)
        page.on("websocket", lambda socket: self._address(socket.url))
        page.on("requestfailed", self._failed)
        page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in SERIOUS:
            self.complaints.append(f"console {message.type}: {message.text}")

    def _request(self, request: Request) -> None:
        self._address(request.url)

    def _failed(self, request: Request) -> None:
        if request.failure != STOPPED_BY_THE_PAGE:
            self.complaints.append(f"failed: {request.url} {request.failure}")

    def _address(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob") and parts.hostname != "127.0.0.1":
            self.complaints.append(f"left the machine: {url}")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self.complaints.append(f"answered {response.status}: {response.url}")

    def taken(self) -> list[str]:
        """Return the complaints so far, and begin anew."""
        complaints, self.complaints = self.complaints, []
        return complaints


@contextlib.contextmanager
def watched_page(chrome: Browser) -> Iterator[tuple[Page, Watch]]:
    """Open a page of its own, and whoever watches it; at the end it must have been quiet."""
    with contextlib.closing(chrome.new_context(viewport={"width": 1300, "height": 950})) as context:
        page = context.new_page()
        watch = Watch(page)
        yield page, watch
        assert watch.taken() == []
