"""What became of an action is told: by its function, the account's number, how long, and nothing else."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from probation_commission.actions import exact_counts, ideas, people
from probation_commission.actions.acting import writing
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.access import NotAllowedError, Person, Role
from probation_commission.store import database
from probation_commission.store import people as store
from tests.given.ideas import ANNA, WHOLE, pot
from tests.test_metrics import grown

ADMIN = Person("Zebediah Quorn", Role.ADMIN)
ADA = "ada.quorn@example.org"


@pytest.fixture(autouse=True)
def _json(migrated_home, monkeypatch):  # noqa: ARG001 (which takes the setting away)
    monkeypatch.setenv("PC_LOG", "json")


def lines(capsys) -> list[dict[str, object]]:
    """What was logged, without when and how long."""
    texts = capsys.readouterr().err.splitlines()
    logged = [json.loads(text) for text in texts]
    assert all(line.pop("milliseconds") >= 0 and line.pop("timestamp") for line in logged)
    return logged


def done(what: str, account: int, outcome: str = "done") -> dict[str, object]:
    return {"event": "action done", "level": "info", "account": account, "what": what, "outcome": outcome}


def number(person: Person) -> int:
    with database.read() as conn:
        return store.known_account_id(conn, person) or 0


def test_an_action_is_a_line_with_the_number_of_the_account(capsys):
    more = grown(lambda: people.add(ADMIN, ADA, Role.LEAD, "Ada Quorn", organisation="Quorn Trust"))
    assert lines(capsys) == [done("people.add", number(ADMIN))]
    assert number(ADMIN) > 0
    assert more == {("pc_actions_total", "people.add", "done"): 1}


def test_so_is_one_that_was_refused(capsys):
    people.add(ADMIN, ADA, Role.ADMIN)
    capsys.readouterr()

    def refuse() -> None:
        with pytest.raises(RefusedError):
            people.add(ADMIN, ADA, Role.ADMIN)
        with pytest.raises(NotAllowedError):
            people.add(Person("Somebody", Role.VIEWER), "bo@example.org", Role.ADMIN)

    assert grown(refuse) == {
        ("pc_actions_total", "people.add", "refused"): 1,
        ("pc_actions_total", "people.add", "not allowed"): 1,
    }
    assert lines(capsys) == [
        done("people.add", number(ADMIN), "refused"),
        done("people.add", 0, "not allowed"),  # who never wrote anything has no account
    ]


def test_whose_access_has_ended_is_told_by_their_number(capsys):
    people.add(ADMIN, ADA, Role.ADMIN)
    people.add(ADMIN, "bo@example.org", Role.ADMIN)
    people.deactivate(ADMIN, ADA)
    capsys.readouterr()
    ada = Person("Ada", Role.ADMIN, ADA, datetime.now(UTC))
    with pytest.raises(NotAllowedError):
        people.deactivate(ada, "bo@example.org")
    assert lines(capsys) == [done("people.deactivate", number(ada), "not allowed")]


def test_a_fault_makes_an_action_fail(capsys):
    with pytest.raises(ZeroDivisionError), writing(ADMIN):
        raise ZeroDivisionError
    assert lines(capsys) == [done("test_acting.test_a_fault_makes_an_action_fail", 0, "failed")]


def test_what_leaves_no_entry_leaves_no_line_and_is_counted(capsys):
    def type_on() -> None:
        kept = ideas.save_draft(ANNA, WHOLE)
        ideas.save_draft(ANNA, replace(WHOLE, title="Bikes again"), last_change=kept.changed_at)

    pot()
    assert grown(type_on) == {("pc_actions_total", "writing.save_draft", "done"): 2}
    assert lines(capsys) == []


def test_a_view_of_exact_counts_is_one_line_a_day(capsys):
    for _ in range(3):
        exact_counts.view(Person("Local Lead", Role.LEAD), "iom", "E06000047")
    assert [line["what"] for line in lines(capsys)] == ["exact_counts.view"]
