"""A file is kept for the tab that it was chosen in, while that tab is open, and for nobody else."""

from dataclasses import dataclass
from types import SimpleNamespace

import pytest
import streamlit as st

from probation_commission.domain.access import Person, Role
from probation_commission.ui.parts import uploads


@dataclass
class Sent:
    file_id: str
    name: str = "may.xlsx"

    def getvalue(self) -> bytes:
        return self.file_id.encode()


@pytest.fixture
def tab(monkeypatch):
    """Where whoever acts now sits: a person and a tab, and the session of its page."""
    tab = SimpleNamespace(person="ada", word="1", session="s1")
    monkeypatch.setattr(uploads, "_kept", {})
    monkeypatch.setattr(uploads, "_key", lambda name: (tab.person, tab.word, name) if tab.word else None)
    monkeypatch.setattr(uploads, "get_script_run_ctx", lambda: SimpleNamespace(session_id=tab.session))
    monkeypatch.setattr(uploads.st, "session_state", {})
    return tab


def content(name: str = "return") -> bytes | None:
    kept = uploads.kept(name)
    return kept.getvalue() if kept else None


def test_it_is_found_again_with_what_was_answered(tab):
    uploads.keep("return", Sent("a"), {"ward": "E05"})
    tab.session = "after the reload"
    st.session_state.clear()
    assert content() == b"a"
    assert st.session_state == {"ward": "E05"}


def test_what_was_answered_since_is_not_taken_back(tab):  # noqa: ARG001
    uploads.keep("return", Sent("a"), {"ward": "E05"})
    st.session_state["ward"] = "E06"
    uploads.kept("return")
    assert st.session_state == {"ward": "E06"}


@pytest.mark.parametrize("other", [{"person": "bea"}, {"word": "2"}, {"word": ""}])
def test_nobody_else_and_no_other_tab_finds_it(tab, other):
    uploads.keep("return", Sent("a"), {"ward": "E05"})
    vars(tab).update(other)
    st.session_state.clear()
    assert (content(), st.session_state) == (None, {})


def test_no_other_field_finds_it(tab):  # noqa: ARG001
    uploads.keep("return", Sent("a"), {})
    assert content("localities") is None


def test_another_file_begins_without_the_answers(tab):  # noqa: ARG001
    uploads.keep("return", Sent("a"), {"ward": "E05"})
    uploads.keep("return", Sent("b"), {})
    assert (content(), st.session_state) == (b"b", {})


def test_what_is_set_aside_is_gone(tab):  # noqa: ARG001
    uploads.keep("return", Sent("a"), {})
    uploads.forget("return")
    assert content() is None
    assert not uploads._kept


def test_of_many_tabs_the_latest_three(tab):
    for word in "1234":
        tab.word = word
        uploads.keep("return", Sent(word), {})
    tab.person, tab.word = "bea", "5"
    uploads.keep("return", Sent("5"), {})
    assert [key[1] for key in uploads._kept] == ["2", "3", "4", "5"]


def test_it_is_let_go_of_once_the_tab_has_been_gone_for_long(tab, monkeypatch):  # noqa: ARG001
    there, now = {"s1"}, [0.0]
    monkeypatch.setattr(uploads, "monotonic", lambda: now[0])
    server = SimpleNamespace(is_active_session=lambda session: session in there)
    monkeypatch.setattr(uploads, "runtime", SimpleNamespace(exists=lambda: True, get_instance=lambda: server))
    uploads.keep("return", Sent("a"), {})
    now[0] = 100_000
    uploads.tidy()
    assert content() == b"a"  # however long, while the page is open
    there.clear()
    now[0] += uploads._AWAY - 1
    uploads.tidy()
    assert content() == b"a"
    now[0] += 2
    uploads.tidy()
    assert content() is None


def test_a_file_that_the_server_has_no_more_is_said_to_be_gone_until_another_is_chosen(tab, monkeypatch):
    said = []
    monkeypatch.setattr(uploads.st, "warning", lambda words, **_: said.append(words))
    monkeypatch.setattr(uploads, "current_person", lambda: Person("Ada", Role.LEAD))
    tab.session = "anew"
    whose = uploads._person()
    st.session_state[uploads._SESSION] = "s2"
    for session, person in (("s1", whose), ("s2", "somebody else")):
        files = {"session": session, "person": person, "names": {"return": "may.xlsx"}}
        st.session_state[uploads._TAB] = {"word": "1", "files": files}
        uploads.say_gone("return")
    assert said == []  # told by an earlier session, or of another person
    st.session_state[uploads._TAB]["files"] |= {"session": "s2", "person": whose}
    uploads.say_gone("other")
    assert said == []
    uploads.say_gone("return")
    assert "no longer has **may\\.xlsx**" in said.pop()
    uploads.forget("return")
    uploads.say_gone("return")
    assert said == []  # set aside, accepted, or about people
