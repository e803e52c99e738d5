"""Uploaded files: kept over a reload of their page, and let go of where they may be about people.

A reload is a new session to Streamlit, which forgets the file and all that was answered about it. So both
stay in the server's memory for as long as the browser's tab is open, under a word that only this tab knows
(decision 157). The tab knows what its files are called, so that one that is gone is said to be so (decision
177).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from secrets import token_hex
from threading import Lock
from time import monotonic
from typing import Protocol

import streamlit as st
from streamlit import runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

from probation_commission import metrics
from probation_commission.ui.who import current_person
from probation_commission.views.markdown import plain

_AWAY = 300.0
"""Seconds after which a tab that is gone does not come back: a reload on a train takes one or two minutes."""
_MOST = 3
"""Files kept for one person at a time, in as many tabs."""
_TAB = "uploads.tab"
_SESSION, _GONE = "uploads.session", "uploads.gone"
_WORD_OF_TAB = """
const name = (data, field) => `file:${data.person}:${field}`;
let told = "";

export default function ({ data, setStateValue }) {
  if (data.file) {
    sessionStorage.setItem(name(data, data.field), data.file);
    return;
  }
  let word = sessionStorage.getItem("tab");
  if (!word) {
    word = [...crypto.getRandomValues(new Uint32Array(4))].join("-");
    sessionStorage.setItem("tab", word);
  }
  for (const field of data.forgotten) sessionStorage.removeItem(name(data, field));
  if (data.word !== word) setStateValue("word", word);
  if (told !== data.session) {
    told = data.session;
    const fields = Object.keys(sessionStorage).filter((key) => key.startsWith(name(data, "")));
    const files = fields.map((key) => [key.slice(name(data, "").length), sessionStorage.getItem(key)]);
    setStateValue("files", { session: data.session, person: data.person, names: Object.fromEntries(files) });
  }
}
"""

_tab = st.components.v2.component("tab", js=_WORD_OF_TAB)


class FileOfPage(Protocol):
    """What a page asks of an uploaded file, Streamlit's or one that was kept."""

    file_id: str
    name: str

    def getvalue(self) -> bytes:
        """Its bytes."""


@dataclass(slots=True)
class KeptUpload:
    """A file as it was sent, what was answered about it, and the session whose page has it."""

    file_id: str
    name: str
    content: bytes = field(repr=False)
    session_id: str
    answers: dict[str, object] = field(default_factory=dict, repr=False)
    last_there: float = field(default_factory=monotonic)

    def getvalue(self) -> bytes:
        """Its bytes, as Streamlit's files give them."""
        return self.content


_LOCK = Lock()
_kept: dict[tuple[str, str, str], KeptUpload] = {}
"""By person, tab and field; the latest last."""
metrics.UPLOADS_KEPT.set_function(lambda: len(_kept))


def watch() -> None:
    """On a page that takes files: which tab of a browser this is, told to a new session by its second run."""
    known = st.session_state.get(_TAB, {}).get("word", "")
    session = st.session_state.setdefault(_SESSION, token_hex(4))
    data = {
        "word": known,
        "session": session,
        "person": _person(),
        "forgotten": [name for name, file in _gone().items() if not file],
    }
    _tab(key=_TAB, data=data, on_word_change=_nothing, on_files_change=_nothing)


def say_gone(name: str) -> None:
    """Where the browser's tab had a file in this field and the server has none any more, that it is gone."""
    match st.session_state.get(_TAB, {}).get("files"):
        case {"session": session, "person": person, "names": dict(names)}:
            # What an earlier session was told comes again with the first run of this one.
            if session == st.session_state[_SESSION] and person == _person() and name in names:
                _gone().setdefault(name, str(names[name]))
    if file := _gone().get(name):
        st.warning(
            f"The app no longer has **{plain(file)}**, which was chosen here: it was started anew, or this "
            "page was away for too long. Choose the file again, unless you accepted it before.",
            icon=":material/description:",
        )


def tidy() -> None:
    """On every page: files of tabs that are gone let go of."""
    now = monotonic()
    with _LOCK:
        for key, upload in list(_kept.items()):
            if runtime.exists() and runtime.get_instance().is_active_session(upload.session_id):
                upload.last_there = now
            elif now - upload.last_there > _AWAY:
                del _kept[key]


def keep(name: str, file: FileOfPage, answers: Mapping[str, object]) -> None:
    """The file of a field and what is answered so far, for this tab to find again."""
    key = _key(name)
    context = get_script_run_ctx()
    if key is None or context is None:
        return
    # Said in the browser at once: the server may be gone at any moment.
    data = {"person": _person(), "field": name, "file": file.name}
    _tab(key=f"{_TAB}.{name}", data=data, on_word_change=_nothing, on_files_change=_nothing)
    st.session_state.get(_GONE, {}).pop(name, None)
    with _LOCK:
        before = _kept.pop(key, None)
        if before is None or before.file_id != file.file_id:
            before = KeptUpload(file.file_id, file.name, file.getvalue(), context.session_id)
        before.session_id = context.session_id
        before.answers.update(answers)
        _kept[key] = before
        for other in [other for other in _kept if other[0] == key[0]][:-_MOST]:
            del _kept[other]


def kept(name: str) -> KeptUpload | None:
    """The file of a field from before the page was loaded anew, its answers put where they stood."""
    key = _key(name)
    with _LOCK:
        upload = _kept.get(key) if key else None
    if upload:
        for answer, value in upload.answers.items():
            st.session_state.setdefault(answer, value)
    return upload


def draw_kept(file: FileOfPage, set_aside: Callable[[], None]) -> None:
    """Which file it is, since its field is empty, and the way to be rid of it."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(
            f":material/description: **{plain(file.name)}**, chosen before this page was loaded anew."
        )
        st.button("Set it aside", on_click=set_aside, icon=":material/close:")


def forget(name: str) -> None:
    """What was kept of a field let go of."""
    _gone()[name] = ""
    if key := _key(name):
        with _LOCK:
            _kept.pop(key, None)


def let_go(file: FileOfPage) -> None:
    """The file taken out of the server's memory; its field is to have a new key in the next run."""
    # Streamlit has no public way to let go of a file: it would stay in memory as long as the session lasts
    # (decision 49).
    context = get_script_run_ctx()
    if context and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        context.uploaded_file_mgr.remove_file(context.session_id, file.file_id)


def _key(name: str) -> tuple[str, str, str] | None:
    word = st.session_state.get(_TAB, {}).get("word")
    return (current_person().key, word, name) if word else None


def _gone() -> dict[str, str]:
    """By field, the file of this tab that the server has no more; empty where it was let go of."""
    gone: dict[str, str] = st.session_state.setdefault(_GONE, {})
    return gone


def _person() -> str:
    return sha256(current_person().key.encode()).hexdigest()[:16]


def _nothing() -> None:
    """The run that follows is all that is asked for."""
