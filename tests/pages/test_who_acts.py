"""Access ended, a role changed, twelve hours passed between the drawing and the click: refused in words."""

import time
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from probation_commission import setup
from probation_commission.actions import ideas, kept_files, people, returns, scoring, versions
from probation_commission.domain.access import NotAllowedError, Person, Role
from probation_commission.domain.audit import TAKEN, VIEWED
from probation_commission.domain.doors import SIGN_IN_LASTS
from probation_commission.domain.ideas import Stage
from probation_commission.domain.returns import Standing
from probation_commission.settings import ROOT
from probation_commission.store import audit, database
from probation_commission.store import returns as store
from probation_commission.ui.menu import IDEAS, IOM, RETURNS
from probation_commission.ui.who import ROLE_KEY
from tests.files import Borough
from tests.given.ideas import ANNA, pot, sent, stored
from tests.given.returns import LEAD
from tests.pages.sent import type_into
from tests.ui.test_sign_in import SAFE

SHELL = str(ROOT / "probation_commission" / "ui" / "shell.py")
SETTER_UP = Person("setter-up", Role.ADMIN)
ADA = "ada@example.org"
ALLOWED = {VIEWED, "declare no conflict"}
MAY = {"area": "E09000014", "month": "2023-05"}


@dataclass
class Session:
    """A browser's session of Ada, signed in, with a page drawn while she was a lead."""

    app: AppTest
    later: dict[str, Callable[[], bytes]]
    """What makes each file of the page at a click, by its label."""

    def click(self, key: str) -> AppTest:
        self.app.button(key=key).click().run()
        assert not self.app.exception
        return self.app

    @property
    def words(self) -> str:
        kinds = (self.app.title, self.app.text, self.app.markdown, self.app.error, self.app.warning)
        return "\n".join(element.value for elements in kinds for element in elements)


@pytest.fixture
def month(ready_home):  # noqa: ARG001 (where it all lies)
    """A store with a return of Haringey whose file was kept, and an idea that waits."""
    setup.ready()
    people.add(SETTER_UP, ADA, Role.LEAD, "Ada", organisation="Example Trust")
    content = Borough(total=13, wards=[("HARRINGAY", 7, 3), ("NFA", 5, 2)]).file()
    returns.accept(LEAD, returns.check(LEAD, content, "may.xlsx"), keep_file=True)
    pot()
    waits = sent(ANNA).id
    scoring.declare(Person("Ada", Role.LEAD, ADA), waits)
    yield waits
    database._current().dispose()


@pytest.fixture
def drawn(monkeypatch):
    """The way to a page that Ada has open."""

    def draw(item, **query: str) -> Session:
        later: dict[str, Callable[[], bytes]] = {}

        def keep(label, *_, data, **_others):
            later[label] = data

        monkeypatch.setattr(st, "download_button", keep)
        app = AppTest.from_file(SHELL, default_timeout=60)
        app.secrets = {"auth": SAFE}
        app.user = {"is_logged_in": True, "email": ADA, "email_verified": True, "iat": time.time()}
        app.run()
        app.query_params.clear()
        app.query_params.update(query)
        app.switch_page(item.file).run()
        assert not app.exception
        return Session(app, later)

    return draw


def access_ends(_session: Session) -> None:
    people.deactivate(SETTER_UP, ADA)


def role_changes(_session: Session) -> None:
    people.change_role(SETTER_UP, ADA, Role.VIEWER)


def twelve_hours_pass(session: Session) -> None:
    session.app.user["iat"] = time.time() - SIGN_IN_LASTS.total_seconds() - 1


MEANWHILE = {
    access_ends: "your access has ended",
    role_changes: "As viewer, you may not",
    twelve_hours_pass: "Your sign-in has ended",
}
meanwhile = pytest.mark.parametrize(
    ("event", "words"), MEANWHILE.items(), ids=lambda x: getattr(x, "__name__", "")
)


def entries() -> list[str]:
    """What Ada is written down to have done, besides looking while she could, and saying what binds her."""
    with database.read() as conn:
        frame = audit.entries(conn)
    return [action for action in frame.action[frame.who.str.contains(ADA)] if action not in ALLOWED]


@meanwhile
def test_nobody_decides_on_an_idea_after_their_time(event, words, month, drawn):
    session = drawn(IDEAS, fund="pot", idea=str(month))
    session.app.session_state[f"decision-{month}"] = Stage.INELIGIBLE
    session.app.run()
    type_into(session.app, f"reason-{month}", "It is too late.")
    event(session)
    session.click(f"{Stage.INELIGIBLE}-{month}")
    assert words in session.words
    assert stored(month).stage is Stage.SUBMITTED
    assert entries() == []


@meanwhile
@pytest.mark.usefixtures("month")
def test_nobody_withdraws_a_return_after_their_time(event, words, drawn):
    session = drawn(RETURNS, **MAY)
    type_into(session.app, "withdraw-1", "Wrong month.")
    event(session)
    session.click("withdraw-1-now")
    assert words in session.words
    with database.read() as conn:
        assert set(store.history(conn).standing) == {Standing.CURRENT}
    assert entries() == []


@meanwhile
@pytest.mark.parametrize(
    ("item", "label"),
    [(IOM, "Download this table (xlsx)"), (RETURNS, "Fetch the kept file (")],
    ids=["exact counts", "kept file"],
)
@pytest.mark.usefixtures("month")
def test_nobody_is_given_a_restricted_file_after_their_time(event, words, item, label, drawn):  # noqa: ARG001
    session = drawn(item, **MAY)
    made = next(made for given, made in session.later.items() if given.startswith(label))
    assert made()
    before = entries()
    event(session)
    if event is twelve_hours_pass:  # the button was drawn for whoever signed in then
        asked_of = next(cell.cell_contents for cell in made.__closure__ if hasattr(cell.cell_contents, "now"))
        asked_of.claims["iat"] = session.app.user["iat"]
    with pytest.raises(NotAllowedError):
        made()
    assert entries() == before


@pytest.mark.usefixtures("month")
def test_each_download_of_exact_figures_is_written_down_and_no_other(drawn):
    session = drawn(IOM, **MAY, level="wards")
    made = next(made for label, made in session.later.items() if label.startswith("Download this table"))
    assert entries() == []
    assert made()
    assert made()
    assert entries() == [TAKEN, TAKEN]
    with database.read() as conn:
        assert audit.entries(conn).subject_id[0].endswith("_restricted")
    people.change_role(SETTER_UP, ADA, Role.VIEWER)
    session = drawn(IOM, **MAY, level="wards")
    assert next(made for label, made in session.later.items() if label.startswith("Download this table"))()
    assert entries() == [TAKEN, TAKEN]


def test_no_table_is_taken_away_but_by_the_apps_own_button():
    options = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    assert options["client"]["disableDataExport"] is True


@pytest.mark.usefixtures("month")
def test_why_there_is_no_file_is_told_in_words():
    def page():
        from probation_commission.domain.access import Permission  # noqa: PLC0415
        from probation_commission.ui.parts import page as furniture  # noqa: PLC0415

        furniture.heading("A page", "A finding.")
        needs = Permission.SEE_EXACT_COUNTS
        furniture.st.button("A file", key="file", **furniture.words_for(needs))

    app = AppTest.from_function(page)
    app.session_state[ROLE_KEY] = Role.LEAD
    app.run()
    app.session_state[ROLE_KEY] = Role.VIEWER
    app.button(key="file").click().run()
    assert app.error[0].value == "As viewer, you may not see exact counts of nominals."


@meanwhile
@pytest.mark.usefixtures("month")
def test_a_role_of_before_is_never_written_down(event, words, drawn, month):  # noqa: ARG001
    """An action by itself, given the person that a page was drawn with."""
    ada = Person("Ada", Role.LEAD, ADA, signed_in_at=datetime.now(UTC))
    if event is twelve_hours_pass:
        ada = Person("Ada", Role.LEAD, ADA, signed_in_at=datetime.now(UTC) - SIGN_IN_LASTS)
    else:
        event(None)
    for attempt in (
        lambda: ideas.move(ada, month, Stage.INELIGIBLE, reason="Too late."),
        lambda: versions.withdraw(ada, 1, "Wrong month."),
        lambda: kept_files.fetch(ada, 1),
    ):
        with pytest.raises(NotAllowedError):
            attempt()
    assert entries() == []


@pytest.mark.usefixtures("month")
def test_what_is_done_is_written_down_under_the_role_of_that_moment(month):
    ada = Person("Ada", Role.LEAD, ADA)
    people.change_role(SETTER_UP, ADA, Role.PANEL)
    ideas.move(ada, month, Stage.ELIGIBLE)
    with database.read() as conn:
        entry = audit.entries(conn).iloc[0]
    assert (entry.action, entry.role) == ("idea eligible", Role.PANEL)
