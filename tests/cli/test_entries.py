"""`entries ask`: a dry run sends nothing and says the same; the mail goes to the role mailbox alone."""

import json

import pytest

from probation_commission.actions import mail
from probation_commission.cli import main
from probation_commission.domain.access import Person, Role
from tests.actions.test_entries import halls, reachable

pytestmark = pytest.mark.usefixtures("home")


def sent_to() -> list[str]:
    return [one.recipient for one in mail.everything(Person("Lea", Role.LEAD))]


def test_a_dry_run_lists_them_and_sends_nothing_and_then_each_is_asked_once(capsys):
    assert main(["entries", "ask", "--dry-run"]) == 0
    capsys.readouterr()
    halls("Example Charity", "Silent Charity")
    reachable("Example Charity")
    assert main(["entries", "ask", "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert "Would be asked: 1 operator." in said
    assert "Example Charity: contract.team@example.org, last confirmed on 1 January 2026" in said
    assert "  Silent Charity: last confirmed on 1 January 2026" in said
    assert sent_to() == []
    assert main(["entries", "ask", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert [one["organisation"] for one in answer["asked"]] == ["Example Charity"]
    assert "Silent Charity" in [one["organisation"] for one in answer["no_mailbox"]]
    assert sent_to() == ["contract.team@example.org"]
    assert main(["entries", "ask"]) == 0
    assert "Asked: 0 operators." in capsys.readouterr().out
    assert sent_to() == ["contract.team@example.org"]
