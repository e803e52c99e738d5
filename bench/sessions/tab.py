"""One browser tab without a browser: a line to the server, and what a browser keeps of what comes over it.

Over the websocket go a `BackMsg` for each click and `ForwardMsg`s back, until the script has finished. As a
browser does, it says which messages it has already, and is then sent their hashes in their stead.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import requests
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Common_pb2 import FileUploaderState, FileURLs, UploadedFileInfo
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

_PLACES = "file_urls_response"
KEPT_FOR = 2
"""Runs after which a browser lets go of a message that was not in them."""


class Run(NamedTuple):
    """What one run sent: the seconds until it had finished, and its bytes before they are compressed."""

    seconds: float
    received: int


@dataclass(frozen=True)
class Widget:
    """Something on the page that can be used."""

    kind: str
    element: Any
    fragment: str
    framed: bool
    """Whether it stands in the frame, and so on every page."""

    @property
    def label(self) -> str:
        return getattr(self.element, "label", "")

    @property
    def options(self) -> list[str]:
        """What can be chosen in it."""
        return list(getattr(self.element, "options", ()))


@dataclass
class Tab:
    """A tab at one page. Whoever clicks waits until the run has finished."""

    host: str
    line: ClientConnection
    cookies: str
    page: str = ""
    query: str = ""
    pages: dict[str, str] = field(default_factory=dict)
    """The hash of each page's script, by its address."""
    messages: list[ForwardMsg] = field(default_factory=list)
    """What stands on the page."""
    _states: dict[str, tuple[WidgetState, bool]] = field(default_factory=dict)
    _kept: dict[str, tuple[ForwardMsg, int]] = field(default_factory=dict)
    _runs: int = 0
    _session: str = ""
    _frame: str = ""
    _script: str = ""

    async def open(self, page: str, query: str = "") -> Run:
        """The page at this address, as a browser comes to it."""
        self.page, self.query, self._script = page, query, ""
        return await self.rerun()

    async def go(self, page: str) -> Run:
        """Another page by the menu; what was chosen in the frame stays."""
        self.page, self.query, self._script = page, "", self.pages[page]
        self._states = {key: state for key, state in self._states.items() if state[1]}
        return await self.rerun()

    async def use(self, widget: Widget, **value: object) -> Run:
        """A widget used: `string_value="Viewer"`, `trigger_value=True`; of a fragment that alone runs."""
        state = WidgetState(id=widget.element.id, **value)
        if "trigger_value" in value:
            return await self.rerun(state, fragment=widget.fragment)
        self._states[widget.element.id] = state, widget.framed
        return await self.rerun(fragment=widget.fragment)

    async def send(self, field: Widget, name: str, content: bytes) -> Run:
        """A file chosen in a field, sent by HTTP as a browser does, and the page run with it."""
        asked = BackMsg()
        asked.file_urls_request.request_id, asked.file_urls_request.session_id = "1", self._session
        asked.file_urls_request.file_names.append(name)
        await self.line.send(asked.SerializeToString())
        # What is still coming of the run before is passed over.
        while (answer := ForwardMsg.FromString(await self.line.recv())).WhichOneof("type") != _PLACES:
            pass
        place = answer.file_urls_response.file_urls[0]
        await asyncio.to_thread(self._put, place, name, content)
        chosen = UploadedFileInfo(name=name, size=len(content), file_id=place.file_id, file_urls=place)
        return await self.use(field, file_uploader_state_value=FileUploaderState(uploaded_file_info=[chosen]))

    def _put(self, place: FileURLs, name: str, content: bytes) -> None:
        token = self.cookies.partition("_streamlit_xsrf=")[2].partition(";")[0]
        answer = requests.put(
            f"http://{self.host}{place.upload_url}",
            files={name: (name, content)},
            headers={"X-Xsrftoken": token, "Cookie": self.cookies},
            timeout=60,
        )
        answer.raise_for_status()

    async def rerun(self, *clicked: WidgetState, fragment: str = "") -> Run:
        """The page run once more, as after a click."""
        asked = BackMsg()
        state = asked.rerun_script
        state.page_name, state.query_string, state.page_script_hash = self.page, self.query, self._script
        state.fragment_id = fragment
        state.widget_states.widgets.extend([*(kept for kept, _ in self._states.values()), *clicked])
        state.cached_message_hashes.extend(self._kept)
        begun = time.perf_counter()
        await self.line.send(asked.SerializeToString())
        received = await self._read(whole=not fragment)
        return Run(time.perf_counter() - begun, received)

    async def _read(self, *, whole: bool) -> int:
        self._runs += 1
        received = 0
        if whole:
            self.messages = []
        while True:
            packed = await self.line.recv()
            received += len(packed)
            message = self._whole(ForwardMsg.FromString(packed))
            kind = message.WhichOneof("type")
            if kind == "new_session":
                self._frame = message.new_session.main_script_hash
                self._session = message.new_session.initialize.session_id or self._session
                # A run that was begun anew half way shows what the second draws.
                self.messages = [] if whole else self.messages
            elif kind == "navigation":
                self.pages = {
                    page.url_pathname if not page.is_default else "": page.page_script_hash
                    for page in message.navigation.app_pages
                }
                self._script = message.navigation.page_script_hash
            elif kind == "page_info_changed":
                self.query = message.page_info_changed.query_string
            elif kind == "delta":
                self.messages.append(message)
            elif kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                self._let_go()
                return received

    def _whole(self, message: ForwardMsg) -> ForwardMsg:
        if message.WhichOneof("type") == "ref_hash":
            kept, _ = self._kept[message.ref_hash]
            self._kept[message.ref_hash] = kept, self._runs
            placed = ForwardMsg()
            placed.CopyFrom(kept)
            placed.metadata.CopyFrom(message.metadata)
            return placed
        if message.metadata.cacheable and message.hash:
            self._kept[message.hash] = message, self._runs
        return message

    def _let_go(self) -> None:
        self._kept = {
            key: (message, run) for key, (message, run) in self._kept.items() if self._runs - run < KEPT_FOR
        }

    def widgets(self, kind: str, wanted: Callable[[str], object] = bool) -> list[Widget]:
        """The widgets of a kind ("selectbox") whose label is wanted."""
        return [widget for widget in self._widgets() if widget.kind == kind and wanted(widget.label)]

    def _widgets(self) -> list[Widget]:
        found = []
        for message in self.messages:
            element = message.delta.new_element
            kind = element.WhichOneof("type")
            if kind and hasattr(getattr(element, kind), "id"):
                framed = message.metadata.active_script_hash == self._frame
                found.append(Widget(kind, getattr(element, kind), message.delta.fragment_id, framed))
        return found

    def popovers(self) -> list[str]:
        """The labels of what opens by a button, without asking the server."""
        return [message.delta.add_block.popover.label for message in self.messages]

    def shows(self, words: str) -> bool:
        """Whether the words stand somewhere on the page."""
        plain = (message.SerializeToString().replace(b"**", b"") for message in self.messages)
        return any(words.encode() in message for message in plain)


@asynccontextmanager
async def opened(host: str) -> AsyncIterator[Tab]:
    """A tab of a browser of its own, with nothing opened in it yet."""
    cookies = await asyncio.to_thread(_cookies, host)
    # A browser compresses too; only the largest messages may be as large as they are.
    async with connect(
        f"ws://{host}/_stcore/stream",
        subprotocols=["streamlit"],
        additional_headers={"Cookie": cookies},
        open_timeout=120,
        max_size=None,
        ping_interval=None,
    ) as line:
        yield Tab(host, line, cookies)


def _cookies(host: str) -> str:
    """What a browser is given with its first page; by one it comes back to the same app process."""
    answer = requests.get(f"http://{host}/_stcore/health", timeout=120)
    return "; ".join(f"{name}={value}" for name, value in answer.cookies.items())
