"""An operator confirms its own entry alone; what it asks for a lead takes up, or says why not."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from probation_commission.actions import contacts, entries, hubs, links
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.access import NotAllowedError, Person, Role
from probation_commission.domain.contacts import Contact, ContactRole
from probation_commission.domain.days import today
from probation_commission.domain.entries import Asking
from probation_commission.domain.letters import Letter
from probation_commission.domain.links import Purpose
from probation_commission.intake import bundled as facts
from probation_commission.store import contracts as contract_store
from probation_commission.store import database, directory, organisations
from probation_commission.store import hubs as store
from tests.actions.test_hubs import HALL, LEA
from tests.given.links import by_link
from tests.given.organisations import member, organisation

pytestmark = pytest.mark.usefixtures("migrated")
OLD = date(2026, 1, 1)
ADMIN = Person("Ada", Role.ADMIN)


def halls(*names):
    """A hall of each of these organisations, confirmed long ago; their slugs."""
    slugs = []
    for name in names:
        organisation(name)
        slugs.append(hubs.add(LEA, replace(HALL, name=f"Hall of {name}", run_by=name), "told"))
    with database.write() as conn:
        for slug in slugs:
            store.put(conn, slug, {"confirmed_on": OLD, "confirmed_by": "a lead"})
    return slugs


def confirmed():
    with database.read() as conn:
        frame = directory.hubs(conn).set_index("slug")
    return {slug: (row.confirmed_on, row.confirmed_by) for slug, row in frame.iterrows()}


def test_one_press_by_link_confirms_what_is_its_own_and_nothing_else():
    own, other = halls("Example Charity", "Other Charity")
    somebody = by_link("Example Charity", Purpose.ENTRY)
    assert entries.confirm(somebody) == "1 place and 0 services"
    assert confirmed() == {own: (today(), "Example Charity"), other: (OLD, "a lead")}


def test_a_link_for_something_else_confirms_nothing():
    (own,) = halls("Example Charity")
    with pytest.raises(NotAllowedError):
        entries.confirm(by_link("Example Charity", Purpose.IDEAS))
    assert confirmed()[own][0] == OLD


def test_whoever_is_of_none_or_has_nothing_is_told():
    with pytest.raises(RefusedError, match="which organisation you belong to"):
        entries.confirm(Person("Lea", Role.LEAD))
    with pytest.raises(RefusedError, match="nothing of your organisation"):
        entries.confirm(by_link("Example Charity", Purpose.ENTRY))


def test_what_it_asks_for_waits_for_a_lead_and_is_settled_once():
    halls("Example Charity")
    somebody = by_link("Example Charity", Purpose.ENTRY)
    for wrong, why in (("  ", "Write what is different"), ("CRN X123456 moved", "seems to hold")):
        with pytest.raises(RefusedError, match=why):
            entries.ask(somebody, wrong)
    entries.ask(somebody, "We close at 18:00 on Thursdays.")
    (one,) = entries.asked(LEA)
    assert (one.organisation, one.text, one.taken_up) == (
        "Example Charity",
        "We close at 18:00 on Thursdays.",
        None,
    )
    with pytest.raises(RefusedError, match="Say why"):
        entries.settle(LEA, one.id, taken_up=False)
    entries.settle(LEA, one.id, taken_up=False, reply="the hall says 19:00")
    with pytest.raises(RefusedError, match="settled this meanwhile"):
        entries.settle(LEA, one.id, taken_up=True)
    (settled,) = entries.asked(somebody)
    assert (settled.taken_up, settled.reply) == (False, "the hall says 19:00")


def test_nobody_reads_what_another_organisation_asks_for():
    halls("Example Charity", "Other Charity")
    entries.ask(by_link("Example Charity", Purpose.ENTRY), "We moved.")
    assert entries.asked(by_link("Other Charity", Purpose.ENTRY)) == []
    assert entries.asked(member(Person("Petra", Role.PARTNER), "Other Charity")) == []


def letter(sent):
    return Letter("Still right?", ("Look.",), ("Open", sent.address))


def reachable(name, role=ContactRole.CONTRACT):
    with database.read() as conn:
        number = organisations.known_as(conn, name)
    contacts.change(LEA, number, [Contact(role, "contract.team@example.org")])
    return number


def asking():
    return {one.name: one.asking(datetime.now(UTC)) for one in entries.overdue(ADMIN)}


def test_who_is_overdue_is_asked_once_in_thirty_days_and_who_has_no_mailbox_is_told():
    halls("Example Charity", "Silent Charity", "Other Charity")
    number = reachable("Example Charity")
    # Of the other roles none is asked of its entry: whom that reaches nobody knows.
    reachable("Other Charity", ContactRole.SAFEGUARDING)
    assert asking() == {
        "Example Charity": Asking.ASK,
        "Silent Charity": Asking.NO_MAILBOX,
        "Other Charity": Asking.NO_MAILBOX,
    }
    (sent,) = entries.send_questions(ADMIN, letter)
    assert (sent.name, sent.mailbox, sent.entries) == ("Example Charity", "contract.team@example.org", 1)
    (link,) = links.of_organisation(LEA, number)
    assert (link.purpose, link.sent_to) == (Purpose.ENTRY, "contract.team@example.org")
    assert entries.send_questions(ADMIN, letter) == []
    assert asking()["Example Charity"] is Asking.WAITS


def test_a_place_that_is_closed_or_made_up_or_confirmed_is_nobody_s_to_be_asked_of():
    closed, confirmed_one, invented = halls("Example Charity", "Other Charity", "Made Up")
    with database.write() as conn:
        store.put(conn, closed, {"closed": today() - timedelta(days=1)})
        store.put(conn, confirmed_one, {"confirmed_on": today() - timedelta(days=92)})
        store.put(conn, invented, {"illustrative": True})
    assert asking() == {}
    with database.write() as conn:
        store.put(conn, confirmed_one, {"confirmed_on": today() - timedelta(days=93)})
        store.put(conn, closed, {"closed": today()})
    assert set(asking()) == {"Other Charity", "Example Charity"}


def test_whoever_was_asked_waits_until_it_says_something():
    halls("Example Charity", "Other Charity")
    for name in ("Example Charity", "Other Charity"):
        reachable(name)
    assert entries.unanswered(LEA) == []
    entries.send_questions(ADMIN, letter)
    assert [one.name for one in entries.unanswered(LEA)] == ["Example Charity", "Other Charity"]
    entries.confirm(by_link("Example Charity", Purpose.ENTRY))
    entries.ask(by_link("Other Charity", Purpose.ENTRY), "We moved.")
    assert entries.unanswered(LEA) == []


def test_leads_see_who_has_not_answered_and_admins_alone_ask():
    with pytest.raises(NotAllowedError):
        entries.send_questions(LEA, letter)
    with pytest.raises(NotAllowedError):
        entries.unanswered(Person("Val", Role.VIEWER))


def test_a_live_service_is_asked_of_its_prime_provider_and_an_ended_one_of_nobody():
    number = organisation("Example Charity")
    organisation("In The Chain")
    rows = [
        facts.services()[0]
        | {"slug": slug, "name": slug, "provider": "nobody known", "status": status, "contract_slug": slug}
        for slug, status in (("runs", "live"), ("over", "ended"))
    ]
    bought = {"scheme": "CRS", "funder": "us", "source": "us", "as_of": "2026"}
    with database.write() as conn:
        directory.put_bundled_contracts(
            conn, [bought | {"slug": one["slug"], "reference": one["slug"]} for one in rows]
        )
        contract_store.put_parties(
            conn,
            ["runs", "over"],
            [
                {"contract": "runs", "name": "Example Charity", "part": "prime"},
                {"contract": "runs", "name": "In The Chain", "part": "supply chain"},
                {"contract": "over", "name": "In The Chain", "part": "prime"},
            ],
        )
        directory.put_bundled_services(conn, rows)
    assert [(one.id, one.entries, one.confirmed_on) for one in entries.overdue(ADMIN)] == [(number, 1, None)]
