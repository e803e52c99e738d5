"""The steps of the registered states, taken over the websocket.

`tests/journeys/states.py` writes them for Playwright's page. What they ask of it there is answered here, as
far as a line to the server can: buttons are pressed, the menu is used, files are sent; what only unfolds in
the browser asks nothing of the server.
"""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace

from bench.sessions.tab import Tab, Widget
from tests.journeys import states
from tests.journeys.states import Visit

# What follows a step in a browser, to wait for it or to look at it.
states.expect = lambda _locator: SimpleNamespace(to_have_text=lambda _text: None)
states.settled = lambda _page: None


class NotOverWebsocketError(Exception):
    """A step that needs a browser."""


@dataclass(frozen=True)
class Found:
    """What a step has looked for, to be clicked or given a file."""

    click: Callable[[], None]
    set_input_files: Callable[[list[dict]], None] = lambda _files: None

    @property
    def first(self) -> "Found":
        return self

    def filter(self, **_words: object) -> "Found":
        return self


class Steps:
    """A tab as far as steps use Playwright's page."""

    def __init__(self, loop: asyncio.AbstractEventLoop, tab: Tab) -> None:
        self._loop, self._tab = loop, tab

    def get_by_role(self, role: str, *, name: str | re.Pattern[str] = "", **_options: object) -> Found:
        if role == "button":
            return Found(lambda: self._press(name))
        return Found(lambda: _needs_a_browser(role))

    def get_by_test_id(self, name: str) -> SimpleNamespace:
        if name != "stSidebarNav":
            _needs_a_browser(name)
        return SimpleNamespace(get_by_role=lambda _role, name: Found(lambda: self._go(name)))

    def locator(self, selector: str) -> Found:
        if selector == "summary":
            return Found(lambda: None)
        if "stFileUploader" in selector:
            return Found(lambda: _needs_a_browser(selector), self._send)
        return _needs_a_browser(selector)

    def _press(self, name: str | re.Pattern[str]) -> None:
        def wanted(label: str) -> bool:
            return label == name if isinstance(name, str) else bool(name.search(label))

        if any(wanted(label) for label in self._tab.popovers()):
            return  # opened in the browser
        button = self._only(self._tab.widgets("button", wanted), name)
        self._wait(self._tab.use(button, trigger_value=True))

    def _go(self, title: str) -> None:
        address = next(item.address for item in states.MENU if item.title == title)
        self._wait(self._tab.go(address))

    def _send(self, files: list[dict]) -> None:
        field = self._only(self._tab.widgets("file_uploader"), "a field for a file")
        self._wait(self._tab.send(field, files[0]["name"], files[0]["buffer"]))

    def _only(self, widgets: list[Widget], name: object) -> Widget:
        if not widgets:
            raise NotOverWebsocketError(f"nothing to use is called {name}")
        return widgets[0]

    def _wait(self, run) -> None:
        self._loop.run_until_complete(run)


def _needs_a_browser(what: str):
    raise NotOverWebsocketError(f"needs a browser: {what}")


def address_of(visit: Visit) -> tuple[str, str]:
    """The page of a visit and its query."""
    page, _, query = visit.address.removeprefix("/").partition("?")
    return page, query
