"""The page of the mail that goes out."""

import email
from datetime import UTC, datetime, timedelta
from email import policy

import pytest
import streamlit as st

from probation_commission.actions import mail
from probation_commission.domain.access import Role
from probation_commission.domain.letters import MailFault, MailStanding
from probation_commission.store import database, outbox
from probation_commission.ui.menu import OUTBOX
from tests.given.letters import LETTER, LINK, NOON, TO, TOKEN
from tests.pages.sent import opened, tables
from tests.running import free_port
from tests.stand_ins.mail_server import Desk, listening

pytestmark = pytest.mark.usefixtures("migrated_home")


def put(to: str = TO) -> int:
    with database.write() as conn:
        return mail.put(conn, to=to, letter=LETTER, at=NOON)


def by(monkeypatch, port: int) -> None:
    monkeypatch.setenv("PC_SMTP_URL", f"smtp://127.0.0.1:{port}")
    monkeypatch.setenv("PC_MAIL_FROM", "explorer@example.org")
    monkeypatch.setenv("PC_ADDRESS", "https://explorer.example.org")


def of_mail(number: int):
    app = opened(OUTBOX, Role.LEAD)
    return next(box for box in app.selectbox if box.label == "Mail").set_value(number).run()


def button(app, label: str):
    return next(button for button in app.button if button.label == label)


def finding(app) -> str:
    return next(each.proto.body for each in app.get("html") if 'class="finding"' in each.proto.body)


def test_an_empty_one_says_so():
    app = opened(OUTBOX, Role.LEAD)
    assert "No mail has gone out yet." in finding(app)
    folder, empty = (text.value for text in app.info)
    assert folder.startswith("No mail server is set up, so mail is laid into the folder “outbox”")
    assert empty == "Mail stands here once somebody is invited by a link."


def test_each_state_is_in_words_and_the_newest_stands_first(monkeypatch):
    by(monkeypatch, free_port())
    numbers = [put(f"{name}@example.org") for name in ("sent", "waits", "refused", "folder", "new", "old")]
    with database.write() as conn:
        outbox.sent(conn, numbers[0], NOON)
        at = NOON + timedelta(hours=1)
        outbox.failed(conn, numbers[1], MailFault.NO_ANSWER, MailStanding.WAITING, at)
        outbox.failed(conn, numbers[2], MailFault.REFUSED, MailStanding.REFUSED, None)
        outbox.laid_down(conn, numbers[3])
        outbox.forget(conn, numbers[5])
    app = opened(OUTBOX, Role.LEAD)
    (table,) = tables(app)
    assert [tuple(row)[1::2] for row in table.itertuples(index=False)] == [
        ("old@example.org", "Given up: nobody sent it in 30 days"),
        ("new@example.org", "Waits to be sent"),
        ("folder@example.org", "Lies in the folder outbox: no mail server is set up"),
        ("refused@example.org", "Not sent: the mail server refused it"),
        (
            "waits@example.org",
            "Will be tried again on 27 November 2026 at 13:00: the mail server did not answer",
        ),
        ("sent@example.org", "Sent on 27 November 2026 at 12:00"),
    ]
    assert table.iloc[0]["Subject"] == LETTER.subject
    assert "6 mails: 1 sent, 2 waiting, 1 to be sent by hand, 1 refused and 1 given up." in finding(app)
    assert not app.info


def test_the_text_is_shown_when_somebody_asks_for_it_and_not_before():
    number = put()
    mail.deliver(NOON)
    app = of_mail(number)
    assert not app.code
    assert "Try again now" not in [button.label for button in app.button]
    button(app, "Show the text").click().run()
    (shown,) = app.code
    assert LINK in shown.value.splitlines()


def test_the_file_is_the_mail(monkeypatch):
    number, given = put(), {}
    mail.deliver(NOON)
    monkeypatch.setattr(st, "download_button", lambda label, **words: given.update(words, label=label))
    of_mail(number)
    taken = email.message_from_bytes(given["data"](), policy=policy.default)
    assert (given["file_name"], taken["To"], taken["Subject"]) == (f"mail_{number}.eml", TO, LETTER.subject)


def test_of_what_a_server_will_have_there_is_no_text(monkeypatch):
    by(monkeypatch, free_port())
    number = put()
    mail.deliver(NOON)
    app = of_mail(number)
    assert [button.label for button in app.button] == ["Try again now"]
    assert not app.get("download_button")
    assert TOKEN not in str([node.value for node in app.markdown])


def test_trying_again_says_what_came_of_it(monkeypatch):
    desk = Desk()
    with database.write() as conn:
        number = mail.put(conn, to=TO, letter=LETTER, at=datetime.now(UTC))
    with listening(desk) as port:
        by(monkeypatch, port)
        app = button(of_mail(number), "Try again now").click().run()
    (said,) = app.success
    assert said.value.replace("\\", "").replace("\u2060", "").startswith(f"{TO}: Sent on ")
    assert len(desk.mails) == 1
