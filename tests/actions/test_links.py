"""Signed links: sent, opened, used, taken back and left; what is kept of them, and what is told."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from probation_commission.actions import ideas, links, organisations, outcomes, people
from probation_commission.actions.acting import LinkOverError
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.access import NotAllowedError, Person, Role
from probation_commission.domain.doors import COOKIE_LASTS, MOST_FAILED_TRIES, TRIES_WITHIN
from probation_commission.domain.ideas import Stage
from probation_commission.domain.links import LinkRefusal, Purpose
from probation_commission.domain.outcomes import Result
from probation_commission.store import audit, database
from probation_commission.store import links as store
from tests.given.ideas import NOON, WHOLE, declared, pot, stored
from tests.given.links import MAILBOX, SENDER, by_link, letter, sent, token_of
from tests.given.organisations import as_known, organisation

pytestmark = pytest.mark.usefixtures("migrated")
HERE = "192.0.2.1"
FORGED = "A" * 43


def opened(link: links.SentLink, moment: datetime | None = None) -> str:
    return links.admit(token_of(link), HERE, moment).secret


def over(action, *words) -> LinkRefusal:
    with pytest.raises(LinkOverError) as refusal:
        action(*words)
    assert str(refusal.value) == refusal.value.why.sentence
    return refusal.value.why


def test_whoever_opens_one_writes_for_its_organisation_and_its_members_share_it():
    pot()
    person = by_link()
    assert (person.role, person.organisation, person.name) == (
        Role.APPLICANT,
        "Example Charity",
        "Example Charity, by link 1",
    )
    draft = ideas.save_draft(person, WHOLE)
    col = as_known(Person("Col", Role.APPLICANT, organisation="example charity"))
    stranger = as_known(Person("Stan", Role.APPLICANT, organisation="Another Charity"))
    assert [kept.id for kept in ideas.own(col)] == [draft.id]
    assert ideas.own(stranger) == []
    assert ideas.move(by_link(), draft.id, Stage.SUBMITTED).stage is Stage.SUBMITTED  # by another link
    with database.read() as conn:
        entries = audit.entries(conn)
    assert {*entries[entries.action == "idea submitted"].who} == {"Example Charity, by link 2"}
    assert [*entries[entries.action == "open link"].subject_id] == ["2", "1"]


def test_a_link_does_what_it_is_for_and_nothing_else():
    pot()
    for_results, for_ideas = by_link(purpose=Purpose.RESULTS), by_link()
    with pytest.raises(NotAllowedError, match="By this link, you may not send in ideas"):
        ideas.save_draft(for_results, WHOLE)
    result = Result(1, NOON.date().replace(day=1), 2, None)
    with pytest.raises(NotAllowedError, match="By this link, you may not key in results"):
        outcomes.key_result(for_ideas, result, NOON.date())
    with pytest.raises(NotAllowedError):
        links.of_organisation(for_ideas, for_ideas.organisation_id)


def test_taken_back_between_the_page_and_the_click_nothing_is_written():
    pot()
    link = sent()
    person = links.came_by(opened(link))
    draft = ideas.save_draft(person, WHOLE)
    links.revoke(SENDER, link.link.id)
    again = replace(WHOLE, title="Bread")
    assert over(lambda: ideas.save_draft(person, again, last_change=draft.changed_at)) is LinkRefusal.REVOKED
    assert stored(draft.id).idea.title == "Bikes"
    assert over(links.admit, token_of(link), HERE) is LinkRefusal.REVOKED
    with pytest.raises(RefusedError, match="opens nothing any more"):
        links.revoke(SENDER, link.link.id)


def test_it_runs_out_and_an_opening_lasts_twelve_hours():
    link = sent(days=7)
    ends = link.link.expires_at
    assert ends - link.link.created_at == timedelta(days=7)
    secret = opened(link, ends - timedelta(hours=1))
    assert links.came_by(secret, ends - timedelta(seconds=1)) is not None
    assert over(links.came_by, secret, ends) is LinkRefusal.EXPIRED
    assert over(links.admit, token_of(link), HERE, ends) is LinkRefusal.EXPIRED
    early = opened(link, link.link.created_at)
    later = link.link.created_at + COOKIE_LASTS
    assert over(links.came_by, early, later) is LinkRefusal.TOO_LONG_AGO
    assert opened(link, later)


def test_who_leaves_is_nobody_and_may_open_it_again():
    pot()
    link = sent()
    secret = opened(link)
    person = links.came_by(secret)
    other = opened(link)
    links.leave(secret)
    links.leave(secret)
    assert links.came_by(secret) is None
    assert over(lambda: ideas.own(person)) is LinkRefusal.LEFT
    assert links.came_by(other) is not None  # another browser
    with database.read() as conn:
        assert [*audit.entries(conn).action].count("leave link") == 1


def test_it_follows_its_organisation_into_another():
    pot()
    link = sent("The Example Charity")
    person = links.came_by(opened(link))
    draft = ideas.save_draft(person, WHOLE)
    other = organisation("Example Charity")
    words = organisations.merge(SENDER, link.link.organisation_id, other)
    assert "1 link" in words
    now = links.came_by(opened(link))
    assert (now.organisation, now.organisation_id) == ("Example Charity", other)
    assert now.name == person.name  # the same account
    assert [kept.id for kept in ideas.own(person)] == [draft.id]
    assert [one.id for one in links.of_organisation(SENDER, other)] == [link.link.id]


def test_a_forged_an_unknown_and_a_cut_off_one_are_told_the_same():
    token = token_of(sent())
    assert {over(links.admit, wrong, HERE) for wrong in (FORGED, token[:-1], "", "é" * 43, "x" * 9999)} == {
        LinkRefusal.UNKNOWN
    }
    assert links.came_by(FORGED) is None
    assert links.came_by("") is None


def test_after_many_tries_from_an_address_none_is_looked_at_for_a_quarter_of_an_hour():
    token = token_of(sent())
    for _ in range(MOST_FAILED_TRIES):
        assert over(links.admit, FORGED, HERE, NOON) is LinkRefusal.UNKNOWN
    assert over(links.admit, token, HERE, NOON) is LinkRefusal.TOO_MANY_TRIES
    assert links.admit(token, "192.0.2.2", NOON)
    assert links.admit(token, HERE, NOON + TRIES_WITHIN)
    over(links.admit, FORGED, HERE, NOON + timedelta(hours=2))
    with database.read() as conn:
        # Those of hours ago are forgotten, and no address stands there.
        rows = conn.exec_driver_sql("SELECT address_hash FROM link_try").all()
    assert len(rows) == 1
    assert HERE not in rows[0][0]


def test_what_is_no_token_counts_for_nobody_so_that_no_page_elsewhere_locks_a_network_out():
    for wrong in ("", "x" * 9999):
        for _ in range(MOST_FAILED_TRIES):
            assert over(links.admit, wrong, HERE, NOON) is LinkRefusal.UNKNOWN
    assert links.admit(token_of(sent()), HERE, NOON)


def test_ipv4_within_ipv6_is_not_one_network_and_what_is_no_address_is_one_of_its_own():
    for _ in range(MOST_FAILED_TRIES):
        over(links.admit, FORGED, "::ffff:192.0.2.1", NOON)
    assert over(links.admit, FORGED, "192.0.2.1", NOON) is LinkRefusal.TOO_MANY_TRIES
    assert over(links.admit, FORGED, "::ffff:192.0.2.2", NOON) is LinkRefusal.UNKNOWN
    assert over(links.admit, FORGED, "unix:x", NOON) is LinkRefusal.UNKNOWN


def test_one_network_of_ipv6_is_one_address():
    for number in range(MOST_FAILED_TRIES):
        over(links.admit, FORGED, f"2001:db8::{number:x}", NOON)
    assert over(links.admit, FORGED, "2001:db8::ffff", NOON) is LinkRefusal.TOO_MANY_TRIES
    assert over(links.admit, FORGED, "2001:db8:0:1::1", NOON) is LinkRefusal.UNKNOWN


def test_it_is_opened_so_often_and_no_more(monkeypatch):
    monkeypatch.setattr("probation_commission.domain.links.MOST_OPENINGS", 2)
    link = sent()
    secret = opened(link)
    opened(link)
    assert over(links.admit, token_of(link), HERE) is LinkRefusal.USED_UP
    assert links.came_by(secret) is not None


def test_of_a_link_only_hashes_are_kept_and_the_log_has_neither_it_nor_its_mailbox(capsys, monkeypatch):
    monkeypatch.setenv("PC_LOG", "json")
    link = sent()
    secret = opened(link)
    over(links.admit, FORGED, HERE)
    with database.read() as conn:
        kept = [
            str(row)
            for table in ("link", "link_opening", "link_try", "audit", "account")
            for row in conn.exec_driver_sql(f"SELECT * FROM {table}").all()  # noqa: S608 (of this list)
        ]
    assert not [row for row in kept if token_of(link) in row or secret in row or HERE in row]
    assert len([row for row in kept if MAILBOX in row]) == 1  # the link’s own, and no entry of the trail
    logged = capsys.readouterr().err
    assert [word for word in (token_of(link), secret, FORGED, HERE, MAILBOX) if word in logged] == []
    events = [json.loads(line) for line in logged.splitlines()]
    assert [(line["event"], line.get("kind")) for line in events] == [
        ("action done", None),
        ("link refused", "unknown"),
    ]
    assert token_of(link) not in repr(link)


def test_a_letter_with_the_address_is_put_on_its_way_in_the_same_transaction(monkeypatch):
    put = []
    monkeypatch.setattr(links.mail, "put", lambda _conn, *, to, letter: put.append((to, letter)))
    monkeypatch.setenv("PC_ADDRESS", "https://explorer.example.org/")
    number = organisation("Example Charity")
    link = links.send(SENDER, number, Purpose.IDEAS, days=7, mailbox=" Office@Example.org ", letter=letter)
    assert put == [(MAILBOX, letter(link))]
    assert link.address.startswith("https://explorer.example.org/link#")

    def failing(_conn, *, to, letter):
        raise RefusedError(f"no {to} {letter}")

    monkeypatch.setattr(links.mail, "put", failing)
    with pytest.raises(RefusedError):
        sent()
    assert len(links.of_organisation(SENDER, number)) == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"mailbox": "office"}, "whole e-mail address"),
        ({"days": 3650}, "lasts 7, 30 or 90 days"),
    ],
)
def test_what_cannot_be_sent_is_refused(changes, words):
    number = organisation("Example Charity")
    with pytest.raises(RefusedError, match=words):
        links.send(
            SENDER, number, Purpose.IDEAS, **{"days": 7, "mailbox": MAILBOX, "letter": letter} | changes
        )
    assert links.of_organisation(SENDER, number) == []


def test_a_leads_list_says_how_each_stands():
    link = sent()
    number = link.link.organisation_id
    at = datetime(2026, 11, 27, 9, tzinfo=UTC)
    opened(link, at)
    (one,) = links.of_organisation(SENDER, number)
    assert (one.openings, one.used_at, one.sent_to) == (1, at, MAILBOX)
    with database.read() as conn:
        assert store.find(SENDER.scope, conn, link.link.id) == one


def test_signing_out_everywhere_is_for_whoever_signs_in():
    with pytest.raises(RefusedError, match="Nobody signs in here"):
        people.sign_out_everywhere(by_link())


def test_whoever_sent_a_link_decides_on_nothing_that_came_by_it():
    pot()
    person = by_link()
    draft = ideas.save_draft(person, WHOLE)
    ideas.move(person, draft.id, Stage.SUBMITTED)
    declared(draft.id)
    with pytest.raises(RefusedError, match="came by a link that you sent"):
        ideas.move(SENDER, draft.id, Stage.ELIGIBLE)
    assert stored(draft.id).stage is Stage.SUBMITTED
    assert ideas.move(Person("Pat", Role.PANEL), draft.id, Stage.ELIGIBLE)


def test_whoever_came_by_a_link_has_it_mailed_again_and_gets_no_more_by_it():
    pot()
    first = sent(days=7)
    person = links.came_by(opened(first))
    mailed: list[links.SentLink] = []
    links.send_again(person, letter=lambda one: mailed.append(one) or letter(one))
    again = mailed[0]
    assert (again.link.id, again.link.expires_at) == (first.link.id, first.link.expires_at)  # the same link
    with database.read() as conn:
        assert store.find(SENDER.scope, conn, first.link.id).sent_to == MAILBOX
        assert [*audit.entries(conn).action].count("send link again") == 1
    assert over(opened, first) is LinkRefusal.UNKNOWN  # its earlier token opens nothing any more
    assert links.came_by(opened(again)).purpose is Purpose.IDEAS
    links.revoke(SENDER, first.link.id)  # taken back as it would have been
    assert over(opened, again) is LinkRefusal.REVOKED


def test_nobody_else_is_mailed_a_link_by_that():
    pot()
    with pytest.raises(RefusedError, match="did not come by a link"):
        links.send_again(Person("Anna", Role.PARTNER), letter=letter)
    results = by_link(purpose=Purpose.RESULTS)
    with pytest.raises(NotAllowedError):
        links.send_again(results, letter=letter)
