"""What has been kept long enough goes, and nothing else; what happened stays in the audit trail."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from probation_commission.actions import ideas, links, mail, people, retention
from probation_commission.domain.access import Person, Role
from probation_commission.domain.links import Purpose
from probation_commission.domain.retention import RULES, Perishable
from probation_commission.store import audit, database, kept_files
from probation_commission.store import people as accounts
from probation_commission.store.tables import account, figure, membership
from tests.actions.test_kept_files import kept
from tests.given.ideas import ANNA, BEN, drafted, pot, sent
from tests.given.links import letter
from tests.given.organisations import organisation

pytestmark = pytest.mark.usefixtures("migrated")
ADA = Person("Ada", Role.ADMIN)
NOW = datetime.now(UTC)


def after(kind: Perishable, days: int) -> datetime:
    """The moment at which what was made now has been kept as long as its rule says, and some days."""
    return NOW + (NOW - RULES[kind].before(NOW)) + timedelta(days=days)


def due(kind: Perishable, days: int) -> int:
    return retention.due(ADA, after(kind, days))[kind]


def stored(query):
    with database.read() as conn:
        return list(conn.execute(query))


def test_nothing_is_due_at_first_and_that_is_written_down():
    assert set(retention.enforce(ADA).values()) == {0}
    with database.read() as conn:
        entries = audit.entries(conn)
    assert list(entries[["action", "after"]].iloc[0]) == ["enforce retention", "nothing was due"]


def test_a_kept_file_goes_after_two_years_and_its_figures_stay():
    upload = kept()
    figures = len(stored(select(figure.c.id)))
    assert (due(Perishable.KEPT_FILES, -1), due(Perishable.KEPT_FILES, 1)) == (0, 1)
    gone = retention.enforce(ADA, after(Perishable.KEPT_FILES, 1))
    assert gone[Perishable.KEPT_FILES] == 1
    with database.read() as conn:
        assert kept_files.find(conn, upload) is None
    assert len(stored(select(figure.c.id))) == figures > 0


def test_a_draft_goes_that_nobody_touched_for_a_year_and_what_was_sent_in_stays():
    pot()
    sent_in = sent(ANNA)
    drafted(BEN)
    assert (due(Perishable.DRAFTS, -1), due(Perishable.DRAFTS, 1)) == (0, 1)
    retention.enforce(ADA, after(Perishable.DRAFTS, 1))
    assert (ideas.own(BEN), [one.id for one in ideas.own(ANNA)]) == ([], [sent_in.id])


def test_who_left_has_no_name_and_no_address_any_more_but_what_they_did_stays():
    people.add(ADA, "bo@example.org", Role.ADMIN, "Bo", organisation="Example Trust")
    people.add(ADA, "cy@example.org", Role.VIEWER, "Cy", organisation="Example Trust")
    with database.read() as conn:
        bo = Person("Bo", Role.ADMIN, "bo@example.org")
        number = accounts.account_id(conn, bo)
    people.change_role(bo, "cy@example.org", Role.LEAD)
    assert due(Perishable.FORMER_USERS, 1) == 0, "access has not ended"
    people.add(ADA, "di@example.org", Role.ADMIN, "Di")
    people.deactivate(ADA, "bo@example.org")
    assert (due(Perishable.FORMER_USERS, -1), due(Perishable.FORMER_USERS, 1)) == (0, 1)
    retention.enforce(ADA, after(Perishable.FORMER_USERS, 1))
    (row,) = stored(select(account.c.name, account.c.email).where(account.c.id == number))
    assert tuple(row) == (f"Former user {number}", None)
    assert sorted(one.email for one in people.everyone(ADA)) == ["cy@example.org", "di@example.org"]
    assert not stored(
        select(membership.c.id).where(membership.c.account_id == number, membership.c.until.is_(None))
    )
    with database.read() as conn:
        entries = audit.entries(conn)
    assert f"Former user {number}" in set(entries.who)
    assert not entries.astype(str).apply(lambda column: column.str.contains("bo@example")).to_numpy().any()


def test_whoever_is_given_access_again_is_kept_and_their_time_begins_anew():
    people.add(ADA, "bo@example.org", Role.VIEWER, "Bo", organisation="Example Trust")
    people.deactivate(ADA, "bo@example.org")
    people.add(ADA, "bo@example.org", Role.VIEWER, "Bo", organisation="Example Trust")
    assert due(Perishable.FORMER_USERS, 400) == 0


def test_a_link_goes_a_year_after_it_ended_with_its_mail_long_before():
    whose = organisation("Example Charity")
    links.send(ADA, whose, Purpose.IDEAS, days=30, mailbox="ideas@example.org", letter=letter)
    mail.deliver(NOW + timedelta(seconds=5))
    assert (due(Perishable.LINKS, 29), due(Perishable.LINKS, 31)) == (0, 1)
    assert due(Perishable.MAIL, 1) == 0, "its text lies in the folder"
    mail.deliver(NOW + timedelta(days=31))
    assert (due(Perishable.MAIL, -1), due(Perishable.MAIL, 1)) == (0, 1)
    gone = retention.enforce(ADA, after(Perishable.LINKS, 31))
    assert (gone[Perishable.LINKS], gone[Perishable.MAIL]) == (1, 1)
    assert links.of_organisation(ADA, whose) == []
    assert mail.everything(ADA) == []


def test_doing_it_twice_changes_nothing_more():
    people.add(ADA, "bo@example.org", Role.VIEWER, "Bo", organisation="Example Trust")
    people.deactivate(ADA, "bo@example.org")
    moment = after(Perishable.FORMER_USERS, 1)
    assert retention.enforce(ADA, moment)[Perishable.FORMER_USERS] == 1
    assert retention.enforce(ADA, moment)[Perishable.FORMER_USERS] == 0
