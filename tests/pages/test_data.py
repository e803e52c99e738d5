"""The page of data: the count in a sentence, what is late first with its mail, less for others than leads."""

import re
from dataclasses import replace
from datetime import date

import pytest

from probation_commission.actions import expected as actions
from probation_commission.actions import mail
from probation_commission.domain.access import Role
from probation_commission.domain.events import EventKind, EventMeasure
from probation_commission.domain.expected import Expected
from probation_commission.store import database
from probation_commission.store import expected as store
from probation_commission.ui import expected as page
from probation_commission.ui.data import loaders
from probation_commission.ui.menu import DATA, OVERVIEW, REFERRALS
from tests.actions.test_expected import CHASED, LEA, SERVICE, returned
from tests.pages.sent import kept_texts, opened, tables, texts, type_into, walk
from tests.running import free_port


def day(monkeypatch, on: date) -> None:
    monkeypatch.setattr(page, "today", lambda: on)
    monkeypatch.setattr(actions, "today", lambda: on)


def words(app) -> str:
    return " ".join(text for node in walk(app.main) for text in texts(node.proto))


def press(app, label: str):
    return next(button for button in app.button if button.label == label).click().run()


def expecting(**said) -> None:
    with database.write() as conn:
        store.put(conn, replace(Expected(*SERVICE), **said))


@pytest.mark.usefixtures("ready")
def test_an_empty_page_says_what_will_stand_there():
    app = opened(DATA, Role.LEAD)
    assert "No return has come in yet, so none is expected." in words(app)
    assert "is expected each month from then on" in app.info[0].value


@pytest.mark.usefixtures("ready")
def test_what_is_late_stands_first_with_the_mail_that_asks_for_it(monkeypatch):
    day(monkeypatch, CHASED)
    returned()
    expecting(mailbox="womens.returns@example.org")
    app = opened(DATA, Role.LEAD)
    assert "0 of 1 return for October 2026 are in; 1 is late." in words(app)
    press(app, "Write the mail")
    (letter,) = [block.value for block in app.code]
    assert letter.startswith("Subject: ")
    assert "has not come in: Service monthly return: Women’s services, Durham." in letter
    assert "To: womens.returns@example.org" in [text.value for text in app.text]
    # No mail server is set up: it is to be copied.
    assert "Put it into the outbox" not in [button.label for button in app.button]
    press(app, "Write the mail")
    assert not app.code


@pytest.mark.usefixtures("ready")
def test_where_mail_is_set_up_a_lead_puts_it_into_the_outbox(monkeypatch):
    monkeypatch.setenv("PC_SMTP_URL", f"smtp://127.0.0.1:{free_port()}")
    monkeypatch.setenv("PC_MAIL_FROM", "explorer@example.org")
    monkeypatch.setenv("PC_ADDRESS", "https://explorer.example.org")
    day(monkeypatch, CHASED)
    returned()
    expecting(mailbox="womens.returns@example.org")
    app = press(opened(DATA, Role.LEAD), "Write the mail")
    press(app, "Put it into the outbox")
    assert app.success[0].value.endswith("is in the outbox.")
    assert [one.recipient for one in mail.everything(LEA)] == ["womens.returns@example.org"]
    press(press(app, "Write the mail"), "Put it into the outbox")
    assert "Nothing was sent." in app.error[0].value


@pytest.mark.usefixtures("ready")
def test_a_lead_says_another_day_and_the_page_goes_by_it(monkeypatch):
    day(monkeypatch, CHASED)
    returned()
    app = opened(DATA, Role.LEAD)
    assert "1 is late" in words(app)
    next(box for box in app.selectbox if box.label == "Due by working day").set_value("11").run()
    press(app, "Save what is expected")
    assert "0 of 1 return for October 2026 are in; none is late." in words(app)
    with database.read() as conn:
        assert store.everything(conn)[SERVICE].due_day == 11


@pytest.mark.usefixtures("ready")
def test_what_was_typed_stays_while_somebody_else_saves(monkeypatch):
    day(monkeypatch, CHASED)
    returned()
    app = opened(DATA, Role.LEAD)
    (field,) = [data["field"] for data in kept_texts(app) if data["label"].startswith("Who sends it")]
    type_into(app, field, "Example Charity").run()
    next(box for box in app.selectbox if box.label == "Due by working day").set_value("11").run()
    actions.change(LEA, replace(Expected(*SERVICE), mailbox="womens.returns@example.org"))
    press(app, "Save what is expected")
    # Nothing is saved unseen: what was typed stands beside what somebody else wrote.
    by_label = {data["label"]: data for data in kept_texts(app)}
    assert by_label["Who sends it: an organisation or a post"]["value"] == "Example Charity"
    assert by_label["Shared mailbox that is asked for it"]["value"] == "womens.returns@example.org"
    assert any("Somebody has changed this meanwhile" in one.value for one in app.warning)
    press(app, "Save what is expected")
    with database.read() as conn:
        kept = store.everything(conn)[SERVICE]
    assert (kept.sender, kept.due_day, kept.mailbox) == ("Example Charity", 11, "womens.returns@example.org")


@pytest.mark.usefixtures("sampled_home")
@pytest.mark.parametrize("role", [Role.VIEWER, Role.PANEL, Role.PARTNER])
def test_others_than_leads_see_what_is_in_and_no_check_mail_or_form(role, monkeypatch):
    day(monkeypatch, CHASED)
    lead, other = opened(DATA, Role.LEAD), opened(DATA, role)
    assert "Open checks" in list(tables(lead)[0])
    (table, *_) = tables(other)
    assert list(table) == ["It is", "Return", "From", "Received"]
    assert [button.label for button in other.button if "mail" in button.label] == []
    assert not [one for one in other.expander if "another day or mailbox" in one.label]
    of_cohort = [name for name in table.Return if name.startswith("IOM")]
    assert bool(of_cohort) == (role is not Role.PARTNER)
    assert "partner organisations the returns of services alone; open checks" in words(other)


@pytest.mark.usefixtures("ready")
def test_the_overview_and_the_referrals_say_the_same_count(monkeypatch):
    day(monkeypatch, CHASED)
    returned()
    assert "1 return for October 2026 is late." in words(opened(OVERVIEW, Role.LEAD))
    assert "is late" not in words(opened(OVERVIEW, Role.VIEWER))
    (link,) = [
        node.proto.label
        for node in walk(opened(REFERRALS, Role.VIEWER).main)
        if hasattr(node.proto, "page") and "late" in getattr(node.proto, "label", "")
    ]
    assert link == "1 service’s return for October 2026 is late. See which."


@pytest.mark.usefixtures("ready")
def test_the_overview_and_the_data_say_alike_which_services_never_returned(monkeypatch):
    day(monkeypatch, CHASED)
    returned()
    data, overview = (words(opened(item, Role.LEAD, area="E06000047")) for item in (DATA, OVERVIEW))
    said = re.compile(r"(\d+) of (\d+) live services have never returned anything")
    never, live = map(int, said.search(data).groups())
    assert live - never == 1  # the one that returned in September, and is late
    assert said.search(overview)
    assert "returned nothing for" not in overview
    assert "live services have never returned" not in words(opened(OVERVIEW, Role.VIEWER))


@pytest.mark.usefixtures("sampled_home")
def test_a_lead_writes_down_what_happened_and_it_stands_on_the_chart_and_in_the_table():
    app = opened(REFERRALS, Role.LEAD, service="example-housing")
    next(box for box in app.selectbox if box.label == "What it was").set_value(EventKind.BRIEFING).run()
    press(app, "Put it on the charts")
    assert any("Choose what it is about" in error.value for error in app.error)
    next(box for box in app.selectbox if box.label == "Measure").set_value(EventMeasure.RECEIVED).run()
    press(app, "Put it on the charts")
    assert app.success[0].value == "Briefing stands on the charts."
    # A browser keeps what is chosen beside what is typed.
    kept = [set(data["values"]) for data in kept_texts(app, "choices")]
    assert any({"kind", "since", "service", "measure"} <= {key.split("_")[0] for key in one} for one in kept)
    newest = loaders.events()[0]
    assert (newest.event.kind, newest.by) == ("briefing", "Local lead")
