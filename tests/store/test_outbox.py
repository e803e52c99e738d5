"""The outbox: sealed until sent, each mail taken by one process at a time."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from probation_commission.domain.letters import MailFault, MailStanding
from probation_commission.store import database, outbox
from probation_commission.store.outbox import HELD, UnreadableError
from probation_commission.store.tables import outbox as table
from tests.given.letters import LETTER, LINK, NOON, TO, TOKEN

pytestmark = pytest.mark.usefixtures("migrated")
LATER = NOON + timedelta(hours=1)


def put() -> int:
    with database.write() as conn:
        return outbox.put(conn, TO, LETTER, NOON)


def claimed(at=NOON, only=None):
    with database.write() as conn:
        return outbox.claimed(conn, at, only)


def find(number):
    with database.read() as conn:
        return outbox.find(conn, number)


def row(number):
    with database.read() as conn:
        return conn.execute(select(table).where(table.c.id == number)).one()


def test_the_text_is_read_with_the_secret_alone(monkeypatch):
    number = put()
    assert claimed().opened() == (TO, LETTER)
    held = " ".join(map(str, row(number)))
    assert not [words for words in (LINK, TOKEN, LETTER.paragraphs[1], "on probation") if words in held]
    monkeypatch.setenv("PC_SECRET", "another secret of sixteen")
    with database.read() as conn, pytest.raises(UnreadableError):
        outbox.text_of(conn, number).opened()


def test_it_stands_nowhere_in_the_databases_file(home):
    put()
    content = b"".join(path.read_bytes() for path in home.glob("explorer.db*"))
    assert TOKEN.encode() not in content
    assert not content or TO.encode() in content  # of PostgreSQL there is no file


def test_whoever_writes_another_address_into_the_row_sends_it_nowhere_else():
    number = put()
    with database.write() as conn:
        conn.execute(update(table).where(table.c.id == number).values(recipient="eve@example.org"))
    assert claimed().opened()[0] == TO


def test_one_process_has_a_mail_until_it_was_killed():
    number = put()
    assert (claimed().id, claimed()) == (number, None)
    assert find(number).standing is MailStanding.SENDING
    again = claimed(NOON + HELD)
    assert (again.id, again.tries) == (number, 2)


def test_of_many_who_ask_at_once_each_has_another():
    numbers = {put() for _ in range(6)}
    with ThreadPoolExecutor(3) as pool:
        taken = list(pool.map(lambda _: claimed(), range(9)))
    assert sorted(mail.id for mail in taken if mail) == sorted(numbers)


def test_the_oldest_goes_first_and_none_before_its_time():
    first, second = put(), put()
    assert claimed(NOON - timedelta(seconds=1)) is None
    assert claimed(only=second).id == second
    assert claimed().id == first


def test_what_was_sent_has_no_text_any_more():
    number = put()
    claimed()
    with database.write() as conn:
        outbox.sent(conn, number, LATER)
    mail = find(number)
    assert (mail.standing, mail.sent_at, mail.readable) == (MailStanding.SENT, LATER, False)
    assert row(number).sealed is None
    assert claimed(LATER + HELD) is None


def test_a_process_that_lost_its_turn_changes_nothing_of_what_another_sent():
    number = put()
    claimed()
    with database.write() as conn:
        outbox.sent(conn, number, LATER)
        outbox.failed(conn, number, MailFault.LATER, MailStanding.WAITING, LATER)
        outbox.forget(conn, number)
    assert find(number).standing is MailStanding.SENT


def test_what_failed_waits_and_what_was_refused_does_not():
    waits, refused = put(), put()
    with database.write() as conn:
        outbox.failed(conn, waits, MailFault.LATER, MailStanding.WAITING, LATER)
        outbox.failed(conn, refused, MailFault.REFUSED, MailStanding.REFUSED, None)
    assert claimed() is None
    assert claimed(LATER).id == waits
    assert claimed(LATER) is None
    with database.write() as conn:
        outbox.try_again(conn, refused, LATER)
    assert (claimed(LATER).id, find(refused).tries) == (refused, 1)


def test_the_list_is_the_newest_first_and_ends():
    numbers = [put() for _ in range(3)]
    with database.read() as conn:
        assert [mail.id for mail in outbox.everything(conn, 2)] == [numbers[2], numbers[1]]


def test_what_nobody_sent_in_all_that_time_is_forgotten():
    number = put()
    with database.write() as conn:
        assert outbox.too_old(conn, NOON) == []
        assert outbox.too_old(conn, LATER) == [number]
        outbox.forget(conn, number)
    assert (find(number).standing, row(number).sealed) == (MailStanding.GIVEN_UP, None)
