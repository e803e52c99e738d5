"""A fund that is open to anyone: what strangers cost, and whom their link makes them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from probation_commission.actions import applying, ideas, links, organisations
from probation_commission.actions.acting import LinkOverError
from probation_commission.actions.applying import TooManyAsksError
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.access import Permission, Person, Role
from probation_commission.domain.applying import (
    ASK_LASTS,
    ASKS_WITHIN,
    MAILBOX_WITHIN,
    MOST_A_MAILBOX,
    MOST_A_NETWORK,
    MOST_IN_ALL,
    same_mailbox,
)
from probation_commission.domain.days import today
from probation_commission.domain.organisations import OrganisationDetails
from probation_commission.store import database
from tests.given.applying import HERE, MAILBOX, OPEN, asked, every_organisation, mails, opened
from tests.given.ideas import WHOLE, pot
from tests.given.links import MAILBOX as INVITED
from tests.given.links import by_link
from tests.given.organisations import organisation

pytestmark = pytest.mark.usefixtures("migrated_home")
LEAD = Person("Lena", Role.LEAD)
NOON = datetime.combine(today(), datetime.min.time(), UTC) + timedelta(hours=12)
FORGED = "x" * 43


@pytest.fixture(autouse=True)
def _open(migrated_home):  # noqa: ARG001 (before anything is written)
    opened()


def admitted(token: str, moment: datetime = NOON) -> Person:
    person = links.came_by(links.admit(token, HERE, moment).secret, moment)
    assert person is not None
    return person


def refused(token: str, moment: datetime = NOON) -> str:
    with pytest.raises(LinkOverError) as refusal:
        links.admit(token, HERE, moment)
    return str(refusal.value)


def test_asking_makes_nobody_and_opening_makes_a_new_organisation_that_waits():
    token = asked(moment=NOON)
    assert not every_organisation()
    person = admitted(token)
    (one,) = every_organisation().values()
    assert one.name == f"Shared Allotments (by an open fund, {one.id})"
    assert (one.confirmed, one.source) == (False, "came by an open fund, not looked at")
    assert (person.role, person.organisation_id) == (Role.APPLICANT, one.id)
    assert person.may(Permission.SEND_IDEAS)
    (link,) = links.of_organisation(LEAD, one.id)
    assert (link.sent_to, link.created_at) == (MAILBOX, NOON)
    # The same mail opens the same, for weeks after what was asked is forgotten.
    later = admitted(token, NOON + timedelta(days=89))
    assert later.organisation_id == one.id
    assert len(every_organisation()) == 1


def test_what_pages_show_of_it_is_read_anew():
    def numbers():
        with database.read() as conn:
            every = database.revisions(conn)
        return [every[topic] for topic in (database.Topic.OUTBOX, database.Topic.ORGANISATIONS)]

    outbox, known = numbers()
    token = asked(moment=NOON)
    assert numbers() == [outbox + 1, known]
    admitted(token)
    assert numbers() == [outbox + 1, known + 1]
    # Opened again it changes nothing that is shown.
    admitted(token)
    assert numbers() == [outbox + 1, known + 1]


def test_a_stranger_is_never_of_an_organisation_that_is_known_under_that_name():
    number = organisation("Example Charity")
    colleague = by_link("Example Charity")
    draft = ideas.save_draft(colleague, WHOLE)
    # Not by its name, however it is written, and not by the mailbox that its own link went to.
    for name in ("Example Charity", "EXAMPLE  charity."):
        person = admitted(asked(name, INVITED, moment=NOON))
        assert person.organisation_id != number
        assert ideas.own(person) == []
        with pytest.raises(RefusedError):
            ideas.history(person, draft.id)
    # And who types the name later is of the known one.
    with database.write() as conn:
        assert applying.organisations.known_or_new(conn, "Example Charity") == number


def test_two_strangers_of_one_name_are_two():
    one = admitted(asked(mailbox="one@example.org", moment=NOON))
    other = admitted(asked(mailbox="other@example.org", moment=NOON))
    assert one.organisation_id != other.organisation_id
    assert one.organisation != other.organisation


def test_whoever_reads_the_mailbox_comes_back_to_what_was_written():
    first = admitted(asked(moment=NOON))
    draft = ideas.save_draft(first, WHOLE)
    again = admitted(asked("shared ALLOTMENTS", moment=NOON))
    assert [kept.id for kept in ideas.own(again)] == [draft.id]
    # Another organisation that the same mailbox writes for is another.
    assert admitted(asked("Bread Ovens", moment=NOON)).organisation_id != first.organisation_id


def test_nobody_comes_back_to_one_that_a_lead_has_looked_at_merged_or_shut():
    first = admitted(asked(moment=NOON)).organisation_id
    organisations.change(LEAD, first, every_organisation()[first].name, OrganisationDetails())
    second = admitted(asked(moment=NOON)).organisation_id
    known = organisation("Allotments Trust")
    organisations.merge(LEAD, second, known)
    third = admitted(asked(moment=NOON)).organisation_id
    assert len({first, second, third, known}) == 4
    (link,) = links.of_organisation(LEAD, third)
    links.revoke(LEAD, link.id)
    day_after = NOON + MAILBOX_WITHIN
    fourth = admitted(asked(moment=day_after), day_after).organisation_id
    assert fourth not in {first, second, third, known}


def test_a_merged_one_keeps_its_link_and_its_idea():
    token = asked(moment=NOON)
    person = admitted(token)
    draft = ideas.save_draft(person, WHOLE)
    known = organisation("Allotments Trust")
    organisations.merge(LEAD, person.organisation_id, known)
    back = admitted(token)
    assert back.organisation_id == known
    assert [kept.id for kept in ideas.own(back)] == [draft.id]


@pytest.mark.parametrize("token", [FORGED, "", "é" * 43, "x" * 9999])
def test_a_forged_link_opens_nothing_and_makes_nobody(token):
    assert asked(moment=NOON)
    assert refused(token).startswith("This link does not work.")
    assert not every_organisation()


def test_a_link_that_nobody_opened_in_time_is_as_a_forged_one():
    token = asked(moment=NOON)
    assert refused(token, NOON + ASK_LASTS) == refused(FORGED, NOON)
    assert admitted(token, NOON + ASK_LASTS - timedelta(seconds=1))


@pytest.mark.parametrize(
    "fund",
    [
        replace(OPEN, open_to_anyone=False),
        replace(OPEN, closes=today() - timedelta(days=1)),
        replace(OPEN, opens=today() + timedelta(days=1)),
    ],
)
def test_a_fund_that_is_not_open_gives_no_link_and_those_not_opened_make_nobody(fund):
    token = asked(moment=NOON)
    pot(fund)
    assert applying.open_funds() == {}
    with pytest.raises(RefusedError, match="takes no ideas"):
        asked(moment=NOON)
    assert refused(token) == refused(FORGED)
    assert not every_organisation()
    assert len(mails()) == 1


def test_a_fund_takes_them_on_its_last_day():
    pot(replace(OPEN, opens=today(), closes=today()))
    assert list(applying.open_funds()) == [OPEN.slug]
    assert asked(moment=NOON)


def test_one_mailbox_is_sent_three_a_day_and_that_is_told_nobody():
    # However it is written: what stands after a plus reaches the same person.
    ways = ["Office@Example.org", "office+1@example.org", "office+2@example.org", "office@example.org"]
    sent = [asked(mailbox=way, whence=f"192.0.2.{number}", moment=NOON) for number, way in enumerate(ways)]
    assert [bool(token) for token in sent] == [True, True, True, False]
    assert len(mails()) == MOST_A_MAILBOX
    assert asked(mailbox="other@example.org", moment=NOON)
    assert asked(moment=NOON + MAILBOX_WITHIN)


def test_one_network_asks_ten_times_an_hour():
    for number in range(MOST_A_NETWORK):
        asked(mailbox=f"m{number}@example.org", whence=f"2001:db8:0:1::{number}", moment=NOON)
    # The whole network of one household is one.
    with pytest.raises(TooManyAsksError, match="from your connection"):
        asked(mailbox="m@example.org", whence="2001:db8:0:1:ffff::1", moment=NOON)
    assert asked(mailbox="m@example.org", whence="2001:db8:0:2::1", moment=NOON)
    assert asked(mailbox="n@example.org", whence="2001:db8:0:1::1", moment=NOON + ASKS_WITHIN)


def test_all_together_ask_sixty_times_an_hour():
    for number in range(MOST_IN_ALL):
        asked(mailbox=f"m{number}@example.org", whence=f"198.51.100.{number}", moment=NOON)
    with pytest.raises(TooManyAsksError, match="Many people"):
        asked(mailbox="m@example.org", whence="203.0.113.1", moment=NOON)
    assert len(mails()) == MOST_IN_ALL


def test_whoever_floods_a_mailbox_comes_to_their_own_limit():
    for _ in range(MOST_A_NETWORK):
        asked(moment=NOON)
    with pytest.raises(TooManyAsksError):
        asked(moment=NOON)
    assert len(mails()) == MOST_A_MAILBOX


def test_what_was_asked_stands_nowhere_in_words_and_is_forgotten():
    asked("Secret Gardens", "first.last@example.org", moment=NOON)
    with database.read() as conn:
        rows = str([tuple(row) for row in conn.exec_driver_sql("SELECT * FROM open_ask")])
    for words in ("Secret", "first.last", "example.org", HERE):
        assert words not in rows
    asked(moment=NOON + ASK_LASTS)
    with database.read() as conn:
        assert len(conn.exec_driver_sql("SELECT id FROM open_ask").all()) == 1


def test_a_token_of_another_row_reads_nothing():
    token, other = asked("One", "one@example.org", moment=NOON), asked("Two", "two@example.org", moment=NOON)
    with database.write() as conn:
        # Whoever could only write into the database makes nobody somebody else.
        conn.exec_driver_sql("UPDATE open_ask SET sealed = (SELECT sealed FROM open_ask ORDER BY id LIMIT 1)")
    assert refused(other).startswith("This link does not work.")
    assert admitted(token).organisation.startswith("One (")


@pytest.mark.parametrize(
    ("name", "mailbox", "says"),
    [
        ("", MAILBOX, "Write the name"),
        ("  \n ", MAILBOX, "Write the name"),
        ("x" * 151, MAILBOX, "Shorten the name to 150"),
        ("Group for born 1.2.1980", MAILBOX, "nothing that identifies"),
        ("Shared Allotments", "", "whole e-mail address"),
        ("Shared Allotments", "a@example.org, b@example.org", "whole e-mail address"),
        ("Shared Allotments", "a@example.org\nBcc: b@example.org", "whole e-mail address"),
    ],
)
def test_what_is_wrong_with_the_two_fields_is_said_and_nothing_is_kept(name, mailbox, says):
    with pytest.raises(RefusedError, match=says):
        asked(name, mailbox, moment=NOON)
    assert mails() == []
    with database.read() as conn:
        assert not conn.exec_driver_sql("SELECT id FROM open_ask").all()


def test_a_link_of_an_open_fund_begins_an_idea_for_that_fund_alone():
    person, invited = admitted(asked(moment=NOON)), by_link("Example Charity")
    with database.read() as conn:
        applying.require_its_fund(conn, person, OPEN.slug)
        applying.require_its_fund(conn, invited, "another")
        applying.require_its_fund(conn, LEAD, "another")
        with pytest.raises(RefusedError, match="for another fund"):
            applying.require_its_fund(conn, person, "another")


def test_a_lead_decides_on_what_came_by_an_open_fund():
    # Nobody sent that link, so nobody could have written by it what they decide on.
    person = admitted(asked(moment=NOON))
    draft = ideas.save_draft(person, replace(WHOLE, organisation=person.organisation))
    with database.read() as conn:
        assert not links.store.wrote(conn, LEAD, draft.id)


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("A+b+c@Example.org", "a@example.org"),
        ("a.b@example.org", "a.b@example.org"),
        ("+@example.org", "@example.org"),
    ],
)
def test_one_mailbox_however_it_is_written(written, known):
    assert same_mailbox(written) == known
