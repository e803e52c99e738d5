"""Mail handed to a real server, however that answers; or laid into a folder."""

import stat

import pytest

from probation_commission.domain.letters import MailFault
from probation_commission.publish import sending
from probation_commission.publish.mail import Envelope, message, text
from probation_commission.publish.sending import SendingError, lay_down, send, take_up
from probation_commission.settings import MailServer
from tests.given.letters import LETTER, NOON, TO
from tests.running import free_port
from tests.stand_ins.mail_server import PASSWORD, USER, Desk, certificate, listening

SENDER = "explorer@example.org"


def mail():
    return message(LETTER, Envelope(7, SENDER, TO, NOON))


def at(port: int, tls: str = "", user: str = "", password: str = "") -> MailServer:
    return MailServer("127.0.0.1", port, tls, user, password, SENDER)


def fault(server: MailServer) -> tuple[MailFault, int]:
    with pytest.raises(SendingError) as refused:
        send(mail(), server)
    assert TO not in repr(refused.value)
    return refused.value.fault, refused.value.number


def test_it_arrives():
    desk = Desk()
    with listening(desk) as port:
        send(mail(), at(port))
    (arrived,) = desk.mails
    assert (arrived["To"], arrived["Subject"]) == (TO, LETTER.subject)
    assert arrived.get_body(("plain",)).get_content().splitlines() == text(LETTER).splitlines()


@pytest.mark.parametrize(
    ("desk", "found"),
    [
        (Desk(answer="451 later"), (MailFault.LATER, 451)),
        (Desk(answer="552 too large"), (MailFault.REFUSED, 552)),
        (Desk(to_recipient=f"550 no such mailbox {TO}"), (MailFault.REFUSED, 550)),
        (Desk(to_recipient="450 greylisted"), (MailFault.LATER, 450)),
        (Desk(answer="hang up"), (MailFault.NO_ANSWER, 0)),
    ],
    ids=["451", "552", "550", "450", "hangs up"],
)
def test_what_a_server_answers_is_told_in_a_word(desk, found):
    with listening(desk) as port:
        assert fault(at(port)) == found


def test_nobody_there():
    assert fault(at(free_port())) == (MailFault.NO_ANSWER, 0)


def test_a_server_that_fails_once_it_has_taken_the_mail_has_taken_it():
    class Rude(Desk):
        async def handle_QUIT(self, server, session, envelope):  # noqa: ARG002, N802
            return "500 no"

    desk = Rude()
    with listening(desk) as port:
        send(mail(), at(port))
    assert len(desk.mails) == 1


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    return certificate(tmp_path_factory.mktemp("tls"))


class TestEncrypted:
    @pytest.fixture
    def _trusted(self, shown, monkeypatch):
        monkeypatch.setenv("SSL_CERT_FILE", str(shown[1]))

    @pytest.mark.usefixtures("_trusted")
    def test_by_starttls_and_signed_in(self, shown):
        desk = Desk()
        with listening(desk, shown[0]) as port:
            send(mail(), at(port, "starttls", USER, PASSWORD))
            assert fault(at(port, "starttls", USER, "another")) == (MailFault.SIGN_IN, 535)
            assert fault(at(port, "starttls"))[0] is MailFault.REFUSED  # 530: sign in first
        assert len(desk.mails) == 1

    @pytest.mark.usefixtures("_trusted")
    def test_from_the_first_byte(self, shown):
        desk = Desk()
        with listening(desk, shown[0], from_the_first=True) as port:
            send(mail(), at(port, "smtps"))
        assert len(desk.mails) == 1

    def test_a_certificate_that_nobody_trusts_is_not_spoken_to(self, shown):
        desk = Desk()
        with listening(desk, shown[0]) as port:
            assert fault(at(port, "starttls", USER, PASSWORD)) == (MailFault.NOT_SECURE, 0)
        assert desk.tried == 0

    def test_nor_one_of_another_name(self, tmp_path, monkeypatch):
        other, trusted = certificate(tmp_path, "127.0.0.2")
        monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
        with listening(Desk(), other) as port:
            assert fault(at(port, "starttls", USER, PASSWORD)) == (MailFault.NOT_SECURE, 0)

    def test_nothing_is_said_to_a_server_that_offers_no_starttls(self):
        desk = Desk()
        with listening(desk) as port:
            assert fault(at(port, "starttls", USER, PASSWORD)) == (MailFault.NOT_SECURE, 0)
        assert desk.tried == 0


def test_in_the_folder_it_is_for_nobody_else(tmp_path):
    folder = tmp_path / "outbox"
    lay_down(mail(), folder, 7)
    lay_down(mail(), folder, 7)  # the same once more, as after a process was killed
    (file,) = folder.iterdir()
    assert (file.name, b"X-Unsent: 1" in file.read_bytes()) == ("7.eml", True)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    take_up(folder, 7)
    take_up(folder, 7)
    assert not [*folder.iterdir()]


def test_a_folder_that_cannot_be_is_a_fault(tmp_path):
    (tmp_path / "outbox").write_text("a file")
    with pytest.raises(SendingError, match=sending.MailFault.FOLDER):
        lay_down(mail(), tmp_path / "outbox", 7)
