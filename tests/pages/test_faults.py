"""A fault of one part leaves the rest of the page; a fault before any part leaves the page's frame."""

import time
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from probation_commission.actions import exact_counts, explanations
from probation_commission.domain.access import Person, Role
from probation_commission.store import database, people
from probation_commission.store.database import DatabaseFault, DatabaseFaultError
from probation_commission.ui.data import keeping, released
from probation_commission.ui.iom import trend
from probation_commission.ui.menu import IOM, MENU, RECONCILIATION
from probation_commission.ui.parts import faults as parts
from tests.pages.sent import SHELL, kept_text, kept_texts, opened, type_into
from tests.ui.test_sign_in import SAFE


@pytest.fixture(autouse=True)
def _illustrative(sampled_home):
    """The page has figures to show."""


def fail(*_args, **_named):
    raise ZeroDivisionError


def test_the_rest_of_the_page_stands(monkeypatch):
    whole = opened(IOM, Role.LEAD)
    monkeypatch.setattr(trend, "draw_of_area", fail)
    app = opened(IOM, Role.LEAD, faults=True)
    assert [error.value.split(" This")[0] for error in app.error] == ["The months could not be shown."]
    headers = [header.value for header in whole.header]
    assert headers.count("Month by month") == 1
    assert [header.value for header in app.header] == [name for name in headers if name != "Month by month"]
    assert len(app.dataframe) == len(whole.dataframe)


def test_what_fails_before_any_part_is_said_in_the_frame(monkeypatch):
    monkeypatch.setattr(released, "iom", fail)
    app = opened(IOM, Role.LEAD, faults=True)
    assert [error.value.split(" This")[0] for error in app.error] == ["“IOM by ward” could not be shown."]
    assert [box.label for box in app.sidebar.selectbox]


def test_a_month_without_a_known_ward_set_is_a_sentence(monkeypatch):
    months = released.iom
    monkeypatch.setattr(
        released,
        "iom",
        lambda code, audience: {date(1900, 1, 1): next(iter(months(code, audience).values()))},
    )
    app = opened(IOM, Role.LEAD, faults=True)
    assert not app.exception
    assert app.error


def gone(*_args, **_named):
    raise DatabaseFaultError(DatabaseFault.GONE)


def test_a_database_that_is_gone_is_a_sentence_on_every_page(sampled_home):
    (sampled_home / "explorer.db").rename(sampled_home / "away.db")
    keeping.clear()
    for item in MENU:
        role = next(role for role in (Role.LEAD, Role.ADMIN) if Person("", role).may(item.permission))
        app = opened(item, role, faults=True)
        (error,) = app.error
        assert error.value == f"“{item.title}” could not be shown. {DatabaseFault.GONE.sentence}"
    (sampled_home / "away.db").rename(sampled_home / "explorer.db")
    app.run()
    assert not app.error


def test_a_page_that_met_a_lock_is_drawn_again_once_it_is_over(monkeypatch):
    asked, held = [], [True]

    def locked(*_args, **_named):
        if held[0]:
            raise DatabaseFaultError(DatabaseFault.LOCKED)

    monkeypatch.setattr(exact_counts, "view", locked)
    monkeypatch.setattr(database, "can_be_written", lambda: asked.append(1))
    app = opened(IOM, Role.LEAD, faults=True)
    assert [error.value for error in app.error] == [
        f"“IOM by ward” could not be shown. {DatabaseFault.LOCKED.sentence}"
    ]
    held[0] = False
    # What its clock asks every five seconds.
    parts._go_on_when_it_is_back.__wrapped__(writing=True)
    assert asked == [1]


def test_it_is_a_sentence_for_whoever_signs_in_too(monkeypatch):
    monkeypatch.setattr(people, "find", gone)
    app = AppTest.from_file(SHELL, default_timeout=60)
    app.secrets = {"auth": SAFE}
    app.user = {"is_logged_in": True, "email": "ada@example.org", "iat": time.time()}
    app.run()
    assert not app.exception
    assert DatabaseFault.GONE.sentence in app.error[0].value


def test_what_was_typed_is_there_when_the_database_is_back(monkeypatch):
    app = opened(RECONCILIATION, Role.LEAD, area="E09000014", month="2023-05")
    field = kept_texts(app)[0]["field"]
    type_into(app, field, "Two are in custody.")
    with monkeypatch.context() as patch:
        patch.setattr(explanations, "explain", gone)
        next(button for button in app.button if button.label == "Keep this explanation").click().run()
    assert DatabaseFault.GONE.sentence in "".join(error.value for error in app.error).replace("\\", "")
    assert kept_text(app, field) == "Two are in custody."
