"""The settings of mail: read, or refused in a sentence that has no password."""

import pytest

from app import refuse_elsewhere
from probation_commission.settings import MailSettingsError, mail_server, settings

pytestmark = pytest.mark.usefixtures("home")
GOOD = {"PC_MAIL_FROM": "explorer@example.org", "PC_ADDRESS": "https://explorer.example.org"}


def given(monkeypatch, url: str, **others: str) -> None:
    for name, value in {**GOOD, "PC_SMTP_URL": url, **others}.items():
        monkeypatch.setenv(name, value)


@pytest.mark.parametrize(
    ("url", "read"),
    [
        (
            "smtp://ada:p%40ss%3A@example.org?tls=starttls",
            ("example.org", 587, "starttls", "ada", "p@ss:"),
        ),
        ("smtp://example.org:2525/?tls=starttls", ("example.org", 2525, "starttls", "", "")),
        ("smtps://ada:secret@example.org", ("example.org", 465, "smtps", "ada", "secret")),
        ("smtp://localhost", ("localhost", 25, "", "", "")),
        ("smtp://[::1]:25", ("::1", 25, "", "", "")),
    ],
)
def test_a_server_as_it_is_written(url, read, monkeypatch):
    given(monkeypatch, url)
    server = mail_server()
    assert (server.host, server.port, server.tls, server.user, server.password) == read
    assert server.sender == "explorer@example.org"
    assert not server.password or server.password not in repr(server)


def test_none_where_nothing_is_set():
    assert mail_server() is None


@pytest.mark.parametrize(
    "url",
    [
        "smtp://ada:secret@example.org:port?tls=starttls",
        "smtp://ada:secret@example.org?tls=none",
        "smtps://ada:secret@example.org?tls=starttls",
        "http://ada:secret@example.org",
        "smtp://ada@localhost",  # a name without its password
        "smtp://ada:secret@localhost/inbox",
        "smtp://ada:secret@[::1",
        "ada:secret@example.org:587",
        "smtp://",
    ],
)
def test_what_is_no_server_is_refused_without_repeating_it(url, monkeypatch):
    given(monkeypatch, url)
    with pytest.raises(MailSettingsError, match="PC_SMTP_URL can't be read") as refused:
        mail_server()
    assert "secret" not in str(refused.value)
    assert refused.value.__cause__ is None


@pytest.mark.parametrize("host", ["example.org", "192.0.2.7", "0.0.0.0"])  # noqa: S104 (an example)
def test_nothing_goes_unencrypted_over_a_network(host, monkeypatch):
    given(monkeypatch, f"smtp://{host}")
    with pytest.raises(MailSettingsError, match="unencrypted"):
        mail_server()


@pytest.mark.parametrize(
    "sender",
    [
        "",
        "explorer",
        "a@b@c",
        "a..b@example.org",
        "a@example.org.",
        "Ada <ada@example.org>",
        "a@example.org\r\nBcc: x@y",
    ],
)
def test_mail_is_from_an_address(sender, monkeypatch):
    given(monkeypatch, "smtp://localhost", PC_MAIL_FROM=sender)
    with pytest.raises(MailSettingsError, match="PC_MAIL_FROM is no e-mail address"):
        mail_server()


@pytest.mark.parametrize(
    "address",
    [
        "explorer.example.org",
        "http://explorer.example.org",
        "https://explorer.example.org/app",
        "https://explorer.example.org?x",
        "https://ada@example.org",
        "https://",
        "https://explorer.example.org:port",
        "javascript:alert(1)",
    ],
)
@pytest.mark.parametrize("url", ["smtp://localhost", ""])
def test_links_begin_with_the_address_of_the_app(url, address, monkeypatch):
    given(monkeypatch, url, PC_ADDRESS=address)
    with pytest.raises(MailSettingsError, match="PC_ADDRESS is not the address"):
        mail_server()


def test_without_it_no_mail_goes_out(monkeypatch):
    given(monkeypatch, "smtp://localhost", PC_ADDRESS="")
    with pytest.raises(MailSettingsError, match="PC_ADDRESS is missing"):
        mail_server()


@pytest.mark.parametrize(
    "address", ["https://explorer.example.org", "http://127.0.0.1:8501", "https://a.example:8443"]
)
def test_an_address_is_taken_as_it_is_written(address, monkeypatch):
    given(monkeypatch, "smtp://localhost", PC_ADDRESS=f"{address}/")
    assert mail_server()
    assert settings().address == address


def test_else_it_is_that_of_local_mode(monkeypatch):
    monkeypatch.setenv("PORT", "8600")
    monkeypatch.delenv("HOST", raising=False)
    assert settings().address == "http://127.0.0.1:8600"


def test_the_app_does_not_start_with_settings_that_cannot_be(monkeypatch, capsys):
    given(monkeypatch, "smtp://ada:secret@example.org")
    with pytest.raises(SystemExit, match="unencrypted"):
        refuse_elsewhere("127.0.0.1")
    assert "start refused" in (logged := capsys.readouterr().err)
    assert "mail settings" in logged
    assert "secret" not in logged
