"""`returns remind`: without a word it sends nothing; with it each mailbox is asked once a day."""

import json
from dataclasses import replace

import pytest

from probation_commission.actions import expected
from probation_commission.cli import main
from probation_commission.domain.expected import Expected
from tests.actions.test_expected import CHASED, LEA, REMINDED, SERVICE, on, returned, sent

pytestmark = pytest.mark.usefixtures("ready")


def test_nothing_is_sent_without_the_word_and_with_it_each_is_asked_once(monkeypatch, capsys):
    assert main(["returns", "remind"]) == 0
    assert capsys.readouterr().out == "Would be asked today: 0 mailboxes.\n"
    returned()
    on(monkeypatch, CHASED)
    assert main(["returns", "remind"]) == 0
    said = capsys.readouterr().out
    assert "No mailbox is written down, so nobody can be asked:" in said
    assert "  Service monthly return: Women’s services, Durham" in said
    expected.change(LEA, replace(Expected(*SERVICE), mailbox="womens.returns@example.org"))
    assert main(["returns", "remind"]) == 0
    said = capsys.readouterr().out
    assert "  womens.returns@example.org: late, Service monthly return: Women’s services, Durham" in said
    assert "Nothing was sent. With --send the mails go into the outbox." in said
    assert sent() == []
    assert main(["returns", "remind", "--send", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert [(one["mailbox"], one["late"]) for one in answer["mails"]] == [
        ("womens.returns@example.org", True)
    ]
    assert main(["returns", "remind", "--send"]) == 0
    said = capsys.readouterr().out
    assert "Asked today: 0 mailboxes." in said
    assert "Asked today before, so not again: 1 mailbox." in said
    assert [to for to, _ in sent()] == ["womens.returns@example.org"]


def test_on_the_sixth_working_day_it_is_a_reminder(monkeypatch, capsys):
    main(["returns", "remind"])
    returned()
    expected.change(LEA, replace(Expected(*SERVICE), mailbox="womens.returns@example.org"))
    on(monkeypatch, REMINDED)
    capsys.readouterr()
    main(["returns", "remind", "--send"])
    assert "womens.returns@example.org: a reminder" in capsys.readouterr().out
    assert [subject.endswith("a reminder") for _, subject in sent()] == [True]
