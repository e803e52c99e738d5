"""Who should send what by when, as leads say it; the mail about it, to a role mailbox and once a day."""

from dataclasses import replace
from datetime import date

import pytest

from probation_commission.actions import contacts, expected, mail, returns
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.access import NotAllowedError, Person, Role
from probation_commission.domain.contacts import Contact, ContactRole
from probation_commission.domain.expected import Expected
from probation_commission.domain.letters import Letter
from probation_commission.domain.returns import Kind
from probation_commission.store import audit, database, directory
from probation_commission.store import expected as store
from probation_commission.views import expected as views
from tests.given.services import HEADER

LEA = Person("Lea", Role.LEAD)
IN_DARLINGTON = replace(LEA, areas=frozenset({"E06000005"}))
COHORT = Expected(Kind.IOM, "", "E06000047")
NAME, SLUG = "Women’s services, Durham", "womens-services-durham"
SERVICE = (Kind.SERVICE, SLUG, "CDD")
REMINDED, DUE, CHASED = date(2026, 11, 9), date(2026, 11, 13), date(2026, 11, 16)


def on(monkeypatch, day: date) -> None:
    monkeypatch.setattr(expected, "today", lambda: day)


def letter(due: expected.DueMail) -> Letter:
    return views.letter("The partnership", due.returns, views.Named({SLUG: NAME}), late=due.late)


def kept():
    with database.read() as conn:
        return store.everything(conn)


def sent() -> list[tuple[str, str]]:
    return [(one.recipient, one.subject) for one in mail.everything(LEA)]


def returned(month: str = "2026-09", name: str = NAME) -> None:
    file = f'{HEADER}"{name}",{month},County Durham & Darlington,9,8,7,1,2,2,2\n'.encode()
    checked = returns.check(LEA, file, f"{name}-{month}.csv")
    returns.accept(
        LEA, checked, {question.key: question.options[-1][0] for question in checked.reading.questions}
    )


@pytest.mark.usefixtures("migrated")
def test_what_is_said_of_a_sender_is_kept_changed_and_taken_back_as_usual():
    said = replace(COHORT, sender="the police’s IOM team", due_day=5, mailbox="IOM.Returns@example.org")
    expected.change(LEA, said)
    stored = replace(said, mailbox="iom.returns@example.org")
    assert kept() == {COHORT.key: stored}
    expected.change(LEA, replace(stored, until_month=date(2026, 10, 1)), stored)
    with pytest.raises(RefusedError, match="changed this meanwhile"):
        expected.change(LEA, stored, stored)
    expected.change(LEA, COHORT)
    assert kept() == {}
    with pytest.raises(RefusedError, match="Nothing is written otherwise"):
        expected.change(LEA, COHORT)
    with database.read() as conn:
        entries = audit.entries(conn, 10)
    # A mailbox is in no entry (decision 82).
    assert set(entries.subject_id) == {"iom E06000047"}
    assert not entries.to_string().count("example.org")


@pytest.mark.usefixtures("migrated_home")
def test_all_problems_are_said_at_once_and_nothing_is_kept():
    wrong = Expected(
        Kind.SERVICE,
        "",
        "E99999999",
        due_day=21,
        mailbox="jo.bloggs@example.org",
        from_month=date(2026, 10, 1),
        until_month=date(2026, 9, 1),
    )
    with pytest.raises(RefusedError) as refusal:
        expected.change(LEA, wrong)
    assert [reason.split(":")[0] for reason in refusal.value.reasons] == [
        "A return is due on working day 1 to 20",
        "The last month is before the first",
        "Choose the service that the return is about.",
        "No such area is covered here any more",
        "This mailbox looks like one person’s",
    ]
    with pytest.raises(RefusedError, match="is no mailbox"):
        expected.change(LEA, replace(COHORT, mailbox="nobody"))
    with pytest.raises(RefusedError, match="seems to hold"):
        expected.change(LEA, replace(COHORT, sender="of X123456"))
    assert kept() == {}


@pytest.mark.usefixtures("migrated_home")
def test_a_lead_of_one_area_says_nothing_of_another():
    with pytest.raises(NotAllowedError, match="County Durham"):
        expected.change(IN_DARLINGTON, replace(COHORT, due_day=5))
    expected.change(IN_DARLINGTON, replace(COHORT, area_code="E06000005", due_day=5))


@pytest.mark.usefixtures("ready")
def test_a_mail_goes_to_the_mailbox_of_returns_once_a_day_and_never_for_what_is_in(monkeypatch):
    on(monkeypatch, CHASED)
    returned("2026-09")
    expected.change(LEA, replace(Expected(*SERVICE), mailbox="womens.returns@example.org"))
    assert expected.put_mail(LEA, SERVICE, letter) == "womens.returns@example.org"
    with pytest.raises(RefusedError, match="went to womens"):
        expected.put_mail(LEA, SERVICE, letter)
    with pytest.raises(NotAllowedError):
        expected.put_mail(IN_DARLINGTON, SERVICE, letter)
    assert sent() == [("womens.returns@example.org", "The partnership: returns for October 2026 are late")]
    returned("2026-10")
    with pytest.raises(RefusedError, match="is in"):
        expected.put_mail(LEA, SERVICE, letter)


@pytest.mark.usefixtures("ready")
def test_without_a_mailbox_of_its_own_the_providers_is_asked_that_for_returns_first():
    returned()
    assert SERVICE not in expected.mailboxes(LEA)
    with pytest.raises(RefusedError, match="No mailbox is written down"):
        expected.put_mail(LEA, SERVICE, letter)
    with database.read() as conn:
        services = directory.services(conn)
    number = int(services.set_index("slug").provider_id[SLUG])
    both = [
        Contact(ContactRole.GENERAL, "office@example.org"),
        Contact(ContactRole.RETURNS, "data.team@example.org"),
    ]
    contacts.change(LEA, number, both[:1])
    assert expected.mailboxes(LEA)[SERVICE] == "office@example.org"
    contacts.change(LEA, number, both)
    assert expected.mailboxes(LEA)[SERVICE] == "data.team@example.org"


@pytest.mark.usefixtures("ready")
@pytest.mark.parametrize(
    ("day", "said"),
    [(date(2026, 11, 6), None), (REMINDED, "a reminder"), (DUE, None), (CHASED, "are late")],
)
def test_who_is_asked_today_is_asked_once(monkeypatch, day, said):
    returned()
    expected.change(LEA, replace(Expected(*SERVICE), mailbox="womens.returns@example.org"))
    on(monkeypatch, day)
    due, without = expected.due_today(LEA)
    assert (len(due), without) == (1 if said else 0, [])
    assert len(expected.remind(LEA, letter)) == len(due)
    assert expected.remind(LEA, letter) == []
    assert [said in subject for _, subject in sent()] == ([True] if said else [])


@pytest.mark.usefixtures("ready")
def test_two_returns_of_one_mailbox_are_one_mail_and_who_has_none_is_said(monkeypatch):
    other = "Dependency & Recovery, Durham"
    silent = "Personal Wellbeing, Durham"
    for name in (NAME, other, silent):
        returned(name=name)
    for slug in (SLUG, "dependency-recovery-durham"):
        said = Expected(Kind.SERVICE, slug, "CDD", mailbox="all.returns@example.org")
        expected.change(LEA, said)
    on(monkeypatch, CHASED)
    due, without = expected.due_today(LEA)
    assert [(one.mailbox, len(one.returns), one.late) for one in due] == [
        ("all.returns@example.org", 2, True)
    ]
    assert [one.said.subject for one in without] == ["personal-wellbeing-durham"]
    words = " ".join(letter(due[0]).paragraphs)
    assert "These returns for October 2026 were due on 13 November 2026 and have not come in" in words


@pytest.mark.usefixtures("migrated_home")
def test_nobody_is_asked_who_is_not_expected():
    with pytest.raises(RefusedError, match="nobody expects it any more"):
        expected.put_mail(LEA, COHORT.key, letter)
