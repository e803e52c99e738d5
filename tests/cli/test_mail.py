"""`mail test`: whether mail arrives, said at once."""

import pytest

from probation_commission.cli import main
from tests.running import free_port
from tests.stand_ins.mail_server import Desk, listening

pytestmark = pytest.mark.usefixtures("home")
TRY = ["mail", "test", "ada@example.org"]


def by(monkeypatch, port: int) -> None:
    monkeypatch.setenv("PC_SMTP_URL", f"smtp://127.0.0.1:{port}")
    monkeypatch.setenv("PC_MAIL_FROM", "explorer@example.org")
    monkeypatch.setenv("PC_ADDRESS", "https://explorer.example.org")


def test_it_arrives_and_is_said(monkeypatch, capsys):
    desk = Desk()
    with listening(desk) as port:
        by(monkeypatch, port)
        assert main(TRY) == 0
    assert "took a test letter to ada@example.org" in capsys.readouterr().out
    (arrived,) = desk.mails
    assert "https://explorer.example.org" in arrived.get_body(("plain",)).get_content()


def test_what_the_server_refuses_is_said_with_its_number(monkeypatch, capsys):
    with listening(Desk(to_recipient="550 no")) as port:
        by(monkeypatch, port)
        assert main(TRY) == 1
    assert capsys.readouterr().err == "Nothing was sent: the mail server refused it (550).\n"


def test_nobody_there_and_no_address(monkeypatch, capsys):
    by(monkeypatch, free_port())
    assert main(TRY) == 1
    assert capsys.readouterr().err == "Nothing was sent: the mail server did not answer.\n"
    assert main(["mail", "test", "ada"]) == 1
    assert "one mailbox" in capsys.readouterr().err


def test_without_a_server_it_says_how(monkeypatch, capsys, home):
    assert main(TRY) == 1
    assert capsys.readouterr().err.startswith("No mail server is set up (PC_SMTP_URL)")
    monkeypatch.setenv("PC_SMTP_URL", "smtp://example.org")
    assert main(TRY) == 1
    assert "unencrypted" in capsys.readouterr().err
    assert not [*home.glob("outbox/*")]
