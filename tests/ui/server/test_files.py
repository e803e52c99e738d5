"""A file is its sign-in's, for some minutes, while that has access."""

import time

import pytest
from streamlit.runtime.media_file_storage import MediaFileKind
from streamlit.runtime.memory_media_file_storage import MemoryFile

from probation_commission.actions import links, people
from probation_commission.actions.signing_in import key
from probation_commission.domain.access import Person, Role
from probation_commission.domain.doors import FILE_LASTS, LINK_COOKIE
from probation_commission.ui.server import files, sessions
from tests.given.links import sent, token_of
from tests.given.organisations import member

FILE = b"ward,nominals"
SETTER_UP = Person("setter-up", Role.ADMIN)
MINE, THEIRS = (
    {"is_logged_in": True, "email": "ada@example.org", "iat": time.time(), "sid": sid} for sid in "12"
)


class Kept:
    """What Streamlit keeps, by its address."""

    media_file_mgr = property(lambda self: self)

    def read_file(self, name):
        kind = MediaFileKind.MEDIA if name == "map.png" else MediaFileKind.DOWNLOADABLE
        return {n: MemoryFile(FILE, "text/csv", kind, n) for n in ("mine.csv", "map.png")}.get(name)


@pytest.fixture(autouse=True)
def browsers(migrated_home, monkeypatch):  # noqa: ARG001 (where the accounts are)
    """Cookies that say whose sign-in it is; a clock that stands still."""
    people.add(SETTER_UP, "ada@example.org", Role.LEAD, organisation="The council")
    monkeypatch.setattr(files, "_given", {})
    monkeypatch.setattr(
        sessions, "claims_of", lambda cookies: {"mine": MINE, "theirs": THEIRS}.get(cookies.get("whose"), {})
    )
    monkeypatch.setattr(files.runtime, "exists", lambda: True)
    monkeypatch.setattr(files.runtime, "get_instance", Kept)


def hand(claims: dict, content: bytes = FILE) -> bytes:
    return files.hand(key(claims), content, member(Person("Ada", Role.LEAD), "The council"))


def fetched(whose: str, name: str = "mine.csv") -> bool:
    return files.belongs({"whose": whose}, name)


def test_it_is_of_the_sign_in_that_clicked_and_of_no_other():
    assert not fetched("mine")
    assert hand(MINE) == FILE
    assert [fetched(whose) for whose in ("mine", "theirs", "nobody")] == [True, False, False]
    hand(THEIRS)  # the same file, given to another too
    assert fetched("mine")
    assert fetched("theirs")


def test_it_is_over_after_some_minutes(monkeypatch):
    hand(MINE)
    now = time.monotonic() + FILE_LASTS.total_seconds() + 1
    monkeypatch.setattr(files, "monotonic", lambda: now)
    assert not fetched("mine")
    hand(THEIRS, b"another")
    assert len(files._given) == 1  # what is over is forgotten


def test_it_is_over_when_access_has_ended():
    hand(MINE)
    people.deactivate(SETTER_UP, "ada@example.org")
    assert not fetched("mine")


def test_it_is_over_when_the_role_is_another():
    hand(MINE)
    people.change_role(SETTER_UP, "ada@example.org", Role.VIEWER)
    assert not fetched("mine")


def test_it_is_over_when_the_organisation_is_another():
    hand(MINE)
    people.change_role(SETTER_UP, "ada@example.org", Role.LEAD, "Another council")
    assert not fetched("mine")


def test_a_picture_of_a_page_is_for_whoever_has_access_and_nothing_for_what_is_not_there():
    assert fetched("theirs", "map.png")
    assert not fetched("nobody", "map.png")
    assert not fetched("mine", "none.csv")


def test_it_is_of_the_browser_that_opened_a_link_until_that_is_taken_back():
    link = sent()
    mine, other = (links.admit(token_of(link), "192.0.2.1").secret for _ in "12")
    files.hand(links.key(mine), FILE, links.came_by(mine))
    assert files.belongs({LINK_COOKIE: mine}, "mine.csv")
    assert not files.belongs({LINK_COOKIE: other}, "mine.csv")
    assert files.belongs({LINK_COOKIE: other}, "map.png")
    assert not sessions.may_upload({LINK_COOKIE: mine}, "any")
    assert (sessions.is_known({LINK_COOKIE: mine}), sessions.why_over({LINK_COOKIE: mine})) == (True, "")
    links.revoke(Person("Lea", Role.LEAD), link.link.id)
    assert not files.belongs({LINK_COOKIE: mine}, "mine.csv")
    assert not sessions.is_known({LINK_COOKIE: mine})
    assert "taken back" in sessions.why_over({LINK_COOKIE: mine})
