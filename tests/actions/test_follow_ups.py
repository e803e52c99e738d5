"""Actions that leads write down: checked at once, in their areas, done, opened again, taken back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from probation_commission.actions import follow_ups
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.access import NotAllowedError, Person, Role
from probation_commission.domain.days import today
from probation_commission.domain.follow_ups import LONGEST_FOLLOW_UP, FollowUp, FollowUpSubject
from probation_commission.domain.gaps import GapCell, GapGroup
from probation_commission.store import database
from probation_commission.store import follow_ups as store

LEA = Person("Lea", Role.LEAD)
IN_DARLINGTON = replace(LEA, areas=frozenset({"E06000005"}))
CELL = GapCell("Accommodation", "E06000047", GapGroup.WOMEN)
ASK = FollowUp(
    "ask two providers for a quote",
    "Head of Community Integration",
    today() + timedelta(days=14),
    FollowUpSubject.GAP,
    CELL.key,
    CELL.area_code,
)


def kept():
    with database.read() as conn:
        return store.everything(conn)


@pytest.mark.usefixtures("migrated")
def test_an_action_is_kept_changed_done_opened_again_and_taken_back_and_its_history_is_read():
    number = follow_ups.add(LEA, replace(ASK, text=" ask two  providers for a quote "))
    (one,) = kept()
    assert (one.id, one.follow_up, one.by, one.is_open, one.illustrative) == (number, ASK, "Lea", True, False)

    later = ASK.due + timedelta(days=7)
    follow_ups.change(Person("Max", Role.ADMIN), number, text=ASK.text, owner="Commissioner", due=later)
    assert kept()[0].follow_up == replace(ASK, owner="Commissioner", due=later)

    follow_ups.finish(LEA, number)
    assert (kept()[0].is_open, kept()[0].stands) == (False, True)
    with pytest.raises(RefusedError, match="done meanwhile"):
        follow_ups.change(LEA, number, text="another", owner="Commissioner", due=later)
    with pytest.raises(RefusedError, match="done meanwhile"):
        follow_ups.finish(LEA, number)
    follow_ups.reopen(LEA, number)
    with pytest.raises(RefusedError, match="open already"):
        follow_ups.reopen(LEA, number)

    follow_ups.take_back(LEA, number, "asked under another contract")
    (one,) = kept()
    assert (one.taken_back_by, one.reason) == ("Lea", "asked under another contract")
    for again in (follow_ups.finish, follow_ups.reopen):
        with pytest.raises(RefusedError, match="not here any more"):
            again(LEA, number)
    with pytest.raises(RefusedError, match="not here any more"):
        follow_ups.take_back(LEA, number, "once more")

    rows = follow_ups.history(LEA, number)
    assert list(zip(rows.who, rows.action, strict=True)) == [
        ("Lea", "write down action"),
        ("Max", "change action"),
        ("Lea", "finish action"),
        ("Lea", "reopen action"),
        ("Lea", "take back action"),
    ]
    assert "Commissioner" in rows.after[1]
    assert "Head of Community Integration" in rows.before[1]


@pytest.mark.usefixtures("migrated_home")
def test_all_problems_of_an_action_are_said_at_once_and_nothing_is_kept():
    nothing = replace(ASK, text="", owner="", due=today() - timedelta(days=1), subject="Accommodation")
    with pytest.raises(RefusedError) as refusal:
        follow_ups.add(LEA, nothing)
    assert [reason.split(":")[0] for reason in refusal.value.reasons] == [
        "Write what is to be done.",
        "Choose which role does it.",
        "Choose the day by which it is done, today or later.",
        "What it is about is not known here any more. Load the page again.",
    ]
    assert kept() == []


@pytest.mark.usefixtures("migrated_home")
@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"text": "x" * (LONGEST_FOLLOW_UP + 1)}, "Shorten the action"),
        ({"text": "ring about X123456"}, "The action seems to hold"),
        ({"owner": "head@example.org"}, "The role seems to hold"),
        ({"owner": "Jo Bloggs"}, "a role, never a person"),
        ({"subject": replace(CELL, area_code="E99999999").key, "area_code": "E99999999"}, "not known here"),
        # It would get past the limit of a lead to their own areas.
        ({"area_code": "E06000005"}, "not known here"),
    ],
)
def test_what_an_action_can_be_refused_for(changed, words):
    with pytest.raises(RefusedError, match=words):
        follow_ups.add(LEA, replace(ASK, **changed))
    assert kept() == []


@pytest.mark.usefixtures("migrated_home")
def test_the_same_is_open_once_and_may_be_written_again_when_it_is_done():
    number = follow_ups.add(LEA, ASK)
    with pytest.raises(RefusedError, match="open already"):
        follow_ups.add(LEA, ASK)
    with pytest.raises(RefusedError, match="Nothing was changed"):
        follow_ups.change(LEA, number, text=ASK.text, owner=ASK.owner, due=ASK.due)
    with pytest.raises(RefusedError, match="Write why"):
        follow_ups.take_back(LEA, number, " ")
    follow_ups.finish(LEA, number)
    assert follow_ups.add(LEA, ASK) != number


@pytest.mark.usefixtures("migrated_home")
def test_a_lead_of_one_area_writes_nothing_of_another():
    with pytest.raises(NotAllowedError, match="County Durham"):
        follow_ups.add(IN_DARLINGTON, ASK)
    here = replace(CELL, area_code="E06000005")
    follow_ups.add(IN_DARLINGTON, replace(ASK, subject=here.key, area_code=here.area_code))
    number = follow_ups.add(LEA, ASK)
    with pytest.raises(NotAllowedError, match="County Durham"):
        follow_ups.finish(IN_DARLINGTON, number)
    assert len(follow_ups.history(IN_DARLINGTON, number)) == 1  # what they see is not limited
