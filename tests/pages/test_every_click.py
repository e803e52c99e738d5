"""Everything that can be clicked on every page, clicked after whoever looks is somebody else to the app.

A page is drawn for one role. Then access ends, the role or the organisation is another, or the sign-in is
over, and everything alive on it is typed into, ticked and pressed in one message, as a hand-made one can.
"""

import re
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from probation_commission.actions import acting, people, signing_in
from probation_commission.domain.access import GRANTS, NotAllowedError, Person, Role
from probation_commission.store import database
from probation_commission.ui import viewed
from probation_commission.ui.data import keeping
from probation_commission.ui.menu import (
    IDEAS,
    ILLUSTRATIVE,
    IOM,
    LOCALITIES,
    MEETING,
    MENU,
    OUTCOMES,
    PEOPLE,
    RECONCILIATION,
    REFERRALS,
    REGION,
    RETURNS,
    SUBMIT_IDEA,
    MenuItem,
)
from tests.given import organisations as given
from tests.pages.sent import SHELL, kept_texts, texts, type_into, type_number, walk
from tests.ui.test_sign_in import SAFE

ADA, BO = "ada@example.org", "bo@example.org"
OWN, OTHER = "Example Housing", "Example Charity"
HARINGEY = {"area": "E09000014", "month": "2023-05"}
ASKED = {
    IDEAS: {"idea": "3"},
    IOM: HARINGEY,
    REGION: {"region": "J", "month": "2023-05"},
    RECONCILIATION: HARINGEY,
    RETURNS: HARINGEY,
    MEETING: {"screen": "2", **HARINGEY},
}
"""What makes a page show more than its address alone."""
SENT = {
    RETURNS: ("enfield.csv", b"area,month,ward,rag,count\nE09000010,2026-10,,Red,12\n"),
    LOCALITIES: ("localities.csv", b"locality,ward\nWest,Belmont\n"),
}
PRESSED = {ILLUSTRATIVE: "Remove illustrative data", LOCALITIES: "Put this into the table"}
"""What leads to the button that writes."""
WRITE = {IDEAS, RECONCILIATION, RETURNS, LOCALITIES, PEOPLE, OUTCOMES, ILLUSTRATIVE, SUBMIT_IDEA}
"""The pages on which a click writes."""
READ = {"body", "label", "help", "title", "alt", "options", "placeholder", "text"}
"""What of an element is words for whoever looks."""
NAMED = re.compile(r"\w+: ")
REFUSED = re.compile(
    r"As \w+, you may not|our access has ended|our sign-in has ended|was changed after this page"
)


@dataclass
class Desk:
    """Ada's browser, and the database beside it."""

    conn: sqlite3.Connection
    patch: pytest.MonkeyPatch
    files: list[Callable[[], bytes]] = field(default_factory=list)
    """What makes each file of the page at a click."""

    def account(
        self, role: Role, *, active: bool = True, organisation: str = OWN, session_no: int = 0
    ) -> None:
        """Her account as it is from now on."""
        self.conn.execute(
            "UPDATE account SET role = ?, active = ?, session_no = ? WHERE email = ?",
            (role, active, session_no, ADA),
        )
        self.conn.execute(
            "UPDATE membership SET organisation_id = (SELECT organisation_id FROM organisation_name "
            "WHERE name = ?) WHERE account_id = (SELECT id FROM account WHERE email = ?)",
            (organisation, ADA),
        )
        self.conn.commit()

    @property
    def writings(self) -> int:
        """A number that is another once anybody else has written."""
        return int(self.conn.execute("PRAGMA data_version").fetchone()[0])

    def open(self, page: MenuItem, query: Mapping[str, Any] | None = None) -> AppTest:
        """The page as it is drawn for her now."""
        self.files.clear()
        app = AppTest.from_file(SHELL, default_timeout=60)
        app.secrets = {"auth": SAFE}
        app.user = {"is_logged_in": True, "email": ADA, "email_verified": True, "iat": time.time()}
        app.query_params.update(ASKED.get(page, {}) if query is None else query)
        app._page_hash = calc_hash(page.address)
        app.run()
        assert not app.exception
        return app


def role_changes(desk: Desk) -> None:
    desk.account(Role.VIEWER)


def access_ends(desk: Desk) -> None:
    desk.account(Role.ADMIN, active=False)


def signed_out_everywhere(desk: Desk) -> None:
    desk.account(Role.ADMIN, session_no=1)


def twelve_hours_pass(desk: Desk) -> None:
    for module in (acting, signing_in):
        desk.patch.setattr(module, "SIGN_IN_LASTS", timedelta(0))


MEANWHILE = (role_changes, access_ends, signed_out_everywhere, twelve_hours_pass)


@pytest.fixture(scope="module")
def shared_home(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The illustrative data, in a home that the tests of this file share, since nothing is to be written."""
    keeping.clear()
    return shutil.copytree(sample_home, tmp_path_factory.mktemp("home"), dirs_exist_ok=True)


@pytest.fixture
def desk(shared_home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("PC_HOME", str(shared_home))
    monkeypatch.setenv("PC_SAMPLE", "1")
    monkeypatch.delenv("PC_DATABASE_URL", raising=False)
    # That somebody looked is written down too, once a day.
    monkeypatch.setattr(viewed, "note", lambda *_, **__: None)
    setter_up = Person("setter-up", Role.ADMIN)
    if not [account for account in people.everyone(setter_up) if account.email == ADA]:
        for email in (ADA, BO):
            people.add(setter_up, email, Role.ADMIN, email[:3], organisation=OWN)
        given.organisation(OTHER)
    conn = sqlite3.connect(shared_home / "explorer.db")
    made = Desk(conn, monkeypatch)
    monkeypatch.setattr(st, "download_button", lambda *_, data, **__: made.files.append(data))
    yield made
    conn.close()
    database._current().dispose()


def use_everything(app: AppTest) -> int:
    """Whatever is alive on the page typed into, ticked and pressed at once; how many buttons there were."""
    for data in kept_texts(app):
        if data["number"]:
            type_number(app, data["field"].removesuffix(".typed"), data["value"] or "100")
            continue
        otherwise = "new@example.org" if "E-mail" in data["label"] else "For a reason that is written here."
        type_into(app, data["field"], data["value"] or otherwise)
    # Past what AppTest would refuse: a message made by hand ticks and presses what is greyed out, too.
    for box in app.main.checkbox:
        box._value = True
    for text in app.main.text_input:
        text._value = text.value or ("new@example.org" if "E-mail" in text.label else "Written here")
    for number in app.main.number_input:
        number._value = number.value or 100
    buttons = list(app.main.button)
    for button in buttons:
        button._value = True
    app.run()
    assert not app.exception
    return len(buttons)


def ready(desk: Desk, page: MenuItem) -> AppTest:
    """The page as she has it before her, with a file and all that can be done about it where it takes one."""
    app = desk.open(page)
    if page in SENT and app.file_uploader:
        app.file_uploader[0].upload(*SENT[page]).run()
    for button in app.main.button:
        if button.label == PRESSED.get(page):
            button.click().run()
    assert not app.exception
    return app


def handed(files: list[Callable[[], bytes]]) -> int:
    """How many of the files are handed out."""
    return sum(map(is_handed, files))


def is_handed(make: Callable[[], bytes]) -> bool:
    try:
        return bool(make())
    except NotAllowedError:
        return False


def words(app: AppTest) -> set[str]:
    """All that can be read on the page, but for why nothing came of a click."""
    drawn = {text for node in walk(app.main) for text in texts(node.proto)}
    # What has no name of a field before it is a table.
    read = {text for text in drawn if text.partition(": ")[0] in READ or not NAMED.match(text)}
    return {text for text in read if not REFUSED.search(text)}


def drawn_then_clicked(desk: Desk, page: MenuItem, role: Role, event: Callable[[Desk], None]) -> int:
    """A page drawn for the role, and all on it clicked after the event; how many buttons and files it had."""
    desk.account(role)
    app = ready(desk, page)
    files = list(desk.files)
    event(desk)
    before = desk.writings
    buttons = use_everything(app)
    given = handed(files)
    assert desk.writings == before
    assert given == 0
    # Where a click leads on, as from the wall of the meeting, it leads to what the new role may see.
    there = next((item for item in MENU if calc_hash(item.address) == app._finished_page_script_hash), page)
    assert words(app) - words(desk.open(there, app.query_params)) == set()
    return buttons + len(files)


@pytest.mark.parametrize("page", sorted(WRITE - {OUTCOMES}, key=MENU.index), ids=lambda page: page.title)
def test_nothing_comes_of_it_once_the_role_is_another(page, desk):
    assert drawn_then_clicked(desk, page, Role.ADMIN, role_changes)


def organisation_changes(desk: Desk) -> None:
    desk.account(Role.PARTNER, organisation=OTHER)


@pytest.mark.parametrize("event", [organisation_changes, role_changes], ids=lambda event: event.__name__)
@pytest.mark.parametrize("page", [REFERRALS, OUTCOMES], ids=lambda page: page.title)
def test_nobody_is_given_the_exact_months_of_an_organisation_that_was_theirs(page, event, desk):
    assert drawn_then_clicked(desk, page, Role.PARTNER, event)


@pytest.mark.long
@pytest.mark.parametrize("page", sorted(WRITE, key=MENU.index), ids=lambda page: page.title)
def test_the_same_clicks_write_where_nothing_happened_meanwhile(
    page, desk, sample_home, tmp_path, monkeypatch
):
    shutil.copytree(sample_home, tmp_path, dirs_exist_ok=True)
    own = sqlite3.connect(tmp_path / "explorer.db")
    desk.conn.backup(own)
    desk.conn = own
    monkeypatch.setenv("PC_HOME", str(tmp_path))
    desk.account(Role.ADMIN)
    app = ready(desk, page)
    files, before = list(desk.files), desk.writings
    use_everything(app)
    assert desk.writings != before
    assert handed(files) == len(files)


@pytest.mark.long
@pytest.mark.parametrize("event", MEANWHILE, ids=lambda event: event.__name__)
@pytest.mark.parametrize(
    ("page", "role"),
    [
        pytest.param(page, role, id=f"{page.title}-{role}")
        for page in MENU
        for role in Role
        if page.permission in GRANTS[role]
    ],
)
def test_nothing_comes_of_it_whoever_looked_and_whatever_happened(page, role, event, desk):
    if role is Role.VIEWER and event is role_changes:
        pytest.skip("it is the role that others are given")
    drawn_then_clicked(desk, page, role, event)
