"""Mail goes out beside what is done: to a server, or into the folder; seen by those who may."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from probation_commission import log
from probation_commission.actions import mail
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.access import Person, Role
from probation_commission.domain.letters import KEPT, MOST_TRIES, WAITS, Letter, MailFault, MailStanding
from probation_commission.publish import sending
from probation_commission.store import audit, database, outbox
from probation_commission.store.tables import outbox as table
from tests.given.letters import LETTER, LINK, NOON, TO, TOKEN
from tests.running import free_port
from tests.stand_ins.mail_server import Desk, listening

pytestmark = pytest.mark.usefixtures("migrated_home")
LEAD = Person("Lea", Role.LEAD)


def put(to: str = TO, letter: Letter = LETTER) -> int:
    with database.write() as conn:
        return mail.put(conn, to=to, letter=letter, at=NOON)


def find(number):
    with database.read() as conn:
        return outbox.find(conn, number)


def entries() -> list[str]:
    with database.read() as conn:
        return list(audit.entries(conn).action)


@pytest.fixture
def server(monkeypatch):
    """A mail server, which the settings name."""
    desk = Desk()
    with listening(desk) as port:
        by(monkeypatch, port)
        yield desk


def by(monkeypatch, port: int) -> None:
    monkeypatch.setenv("PC_SMTP_URL", f"smtp://127.0.0.1:{port}")
    monkeypatch.setenv("PC_MAIL_FROM", "explorer@example.org")
    monkeypatch.setenv("PC_ADDRESS", "https://explorer.example.org")


def test_what_was_refused_sends_nothing(server):
    def invite() -> None:
        with database.write() as conn:
            mail.put(conn, to=TO, letter=LETTER, at=NOON)
            raise RefusedError("No.")

    with pytest.raises(RefusedError):
        invite()
    mail.deliver(NOON)
    assert server.mails == []


def test_it_is_sent_once_and_its_text_is_gone(server):
    numbers = [put(), put("other@example.org")]
    mail.deliver(NOON)
    mail.deliver(NOON + KEPT)
    assert [arrived["To"] for arrived in server.mails] == [TO, "other@example.org"]
    assert [arrived["Message-ID"].partition(".")[0] for arrived in server.mails] == [f"<{n}" for n in numbers]
    assert (find(numbers[0]).standing, find(numbers[0]).readable) == (MailStanding.SENT, False)


@pytest.mark.parametrize(
    "to",
    [
        *("", "post", "a@b, c@d", "a@example.org;b@example.org", "a@example.org\nBcc: c@d"),
        *("Ada <a@example.org>", "office@example.org.", "a..b@example.org", ".a@example.org"),
        *("a@example..org", "a(b@example.org", 'a"b@example.org', "a@[x"),
    ],
)
def test_it_goes_to_one_mailbox(to):
    with pytest.raises(RefusedError, match="one mailbox"):
        put(to)


def test_a_line_of_a_subject_that_ends_puts_in_no_header(server):
    put(letter=Letter("Example\r\nBcc: all@example.org", ("Words.",)))
    mail.deliver(NOON)
    (arrived,) = server.mails
    assert (arrived["Subject"], arrived["Bcc"]) == ("Example Bcc: all@example.org", None)


def test_what_the_server_takes_later_waits_longer_each_time_and_is_given_up_in_the_end(server):
    server.answer = "451 later"
    number, at = put(), NOON
    for tries, wait in enumerate((*WAITS, WAITS[-1]), 1):
        mail.deliver(at)
        waiting = find(number)
        assert (waiting.standing, waiting.tries, waiting.fault) == (
            MailStanding.WAITING,
            tries,
            MailFault.LATER,
        )
        assert waiting.next_try_at == at + wait
        mail.deliver(at + wait - timedelta(seconds=1))
        assert server.tried == tries
        at += wait
    while find(number).standing is MailStanding.WAITING:
        mail.deliver(at := at + WAITS[-1])
    assert (find(number).standing, server.tried) == (MailStanding.GIVEN_UP, MOST_TRIES)
    assert at - NOON < timedelta(days=3.5)


def test_what_is_refused_for_good_is_not_tried_again_until_somebody_says_so(server):
    server.to_recipient = "550 no such mailbox"
    number = put()
    mail.deliver(NOON)
    mail.deliver(NOON + timedelta(days=2))
    assert (find(number).standing, server.tried) == (MailStanding.REFUSED, 1)
    server.to_recipient = "250 fine"
    assert mail.again(LEAD, number, NOON).standing is MailStanding.SENT
    assert entries() == ["try mail again"]
    with pytest.raises(RefusedError, match="not here any more"):
        mail.again(LEAD, number, NOON)


def test_a_server_that_does_not_answer_is_asked_once_a_round(monkeypatch):
    by(monkeypatch, free_port())
    tried = []
    real = sending.send
    monkeypatch.setattr(sending, "send", lambda *sent: (tried.append(1), real(*sent)))
    first, second = put(), put()
    mail.deliver(NOON)
    assert (find(first).fault, find(second).tries, len(tried)) == (MailFault.NO_ANSWER, 0, 1)


def test_a_mailbox_that_is_refused_keeps_no_other_from_theirs(server):
    server.to_recipient = "550 no such mailbox"
    put(), put()
    mail.deliver(NOON)
    assert server.tried == 2


def test_a_mail_that_no_library_takes_keeps_no_other_from_theirs(server, monkeypatch):
    real = mail.message
    monkeypatch.setattr(mail, "message", lambda *of: real(*of) if of[1].to == TO else 1 / 0)
    broken, good = put("other@example.org"), put()
    mail.deliver(NOON)
    assert (find(broken).standing, find(good).standing) == (MailStanding.REFUSED, MailStanding.SENT)
    assert len(server.mails) == 1


def test_what_another_process_sends_is_not_tried_beside_it(server):
    number = put()
    with database.write() as conn:
        assert outbox.claimed(conn, NOON)
    mail.deliver(NOON)
    with pytest.raises(RefusedError, match="being sent just now"):
        mail.again(LEAD, number, NOON)
    assert server.mails == []


def test_what_was_sealed_with_another_secret_is_marked(server, monkeypatch):
    number = put()
    monkeypatch.setenv("PC_SECRET", "another secret of sixteen")
    mail.deliver(NOON)
    assert (find(number).standing, find(number).fault) == (MailStanding.REFUSED, MailFault.UNREADABLE)
    assert server.mails == []


class TestWithoutAServer:
    def test_it_lies_in_the_folder_as_it_would_be_sent(self, migrated_home):
        number = put()
        mail.deliver(NOON)
        (file,) = (migrated_home / "outbox").iterdir()
        assert (file.name, find(number).standing) == (f"{number}.eml", MailStanding.IN_FOLDER)
        assert file.read_bytes().replace(b"=\r\n", b"").count(TOKEN.encode()) == 3  # text, button, address
        assert without_boundary(mail.take(LEAD, number)) == without_boundary(file.read_bytes())
        assert LINK in mail.read(LEAD, number).splitlines()
        assert entries() == ["read mail", "take mail"]  # newest first

    def test_once_a_server_is_set_up_it_is_sent_when_somebody_asks(self, migrated_home, monkeypatch):
        number, desk = put(), Desk()
        mail.deliver(NOON)
        with listening(desk) as port:
            by(monkeypatch, port)
            mail.deliver(NOON + timedelta(days=1))
            assert desk.mails == []
            assert mail.again(LEAD, number, NOON).standing is MailStanding.SENT
        assert len(desk.mails) == 1
        assert not [*(migrated_home / "outbox").iterdir()]

    def test_a_folder_that_cannot_be_written_is_tried_again(self, migrated_home):
        (migrated_home / "outbox").write_text("a file")
        number = put()
        mail.deliver(NOON)
        assert (find(number).standing, find(number).fault) == (MailStanding.WAITING, MailFault.FOLDER)
        (migrated_home / "outbox").unlink()
        mail.deliver(NOON + WAITS[0])
        assert find(number).standing is MailStanding.IN_FOLDER

    def test_after_thirty_days_its_text_is_gone(self, migrated_home):
        number = put()
        mail.deliver(NOON)
        mail.deliver(NOON + KEPT)
        assert find(number).readable
        mail.deliver(NOON + KEPT + timedelta(seconds=1))
        assert (find(number).standing, find(number).readable) == (MailStanding.GIVEN_UP, False)
        assert not [*(migrated_home / "outbox").iterdir()]


def without_boundary(content: bytes) -> list[bytes]:
    """The lines of a mail but for those that part it, which are drawn by lot."""
    return [line for line in content.split(b"\r\n") if b"==" not in line]


def test_nobody_reads_what_a_server_has_or_will_have(server):
    server.answer = "451 later"
    number = put()
    mail.deliver(NOON)
    for look in (mail.read, mail.take):
        with pytest.raises(RefusedError, match="not here any more"):
            look(LEAD, number)
    assert entries() == []


def test_a_round_without_mail_writes_nothing():
    with database.read() as conn:
        before = database.revision_number(conn)
    mail.deliver(NOON)
    with database.read() as conn:
        assert database.revision_number(conn) == before


def test_the_log_says_what_became_of_it_and_never_to_whom(server, capsys):
    put(), put()
    mail.deliver(NOON)
    server.to_recipient = f"550 no such mailbox {TO}"
    put()
    mail.deliver(NOON)
    lines = capsys.readouterr().err
    assert [line.rpartition("outcome=")[2] for line in lines.splitlines()] == ["sent", "sent", "refused"]
    assert TO not in lines
    assert set(log.EVENTS["mail"]) == {"outcome"}


def test_no_table_but_the_outbox_has_the_address():
    put()
    with database.read() as conn:
        assert conn.execute(select(table.c.recipient)).scalar() == TO
        assert audit.entries(conn).empty
