"""What leads write of a gap: notes for themselves, and services outside for everybody."""

from dataclasses import replace
from datetime import timedelta

import pytest

from probation_commission.actions import gaps
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.access import NotAllowedError, Person, Role
from probation_commission.domain.days import today
from probation_commission.domain.gaps import LONGEST_NOTE, GapCell, GapGroup, OutsideService
from probation_commission.store import audit, database
from probation_commission.store import gaps as store

LEA = Person("Lea", Role.LEAD)
IN_DARLINGTON = replace(LEA, areas=frozenset({"E06000005"}))
CELL = GapCell("Accommodation", "E06000047", GapGroup.WOMEN)
OUTSIDE = OutsideService(CELL, "Example Advice", "its website", today())


def outside():
    with database.read() as conn:
        return store.outside(conn)


def trail():
    with database.read() as conn:
        rows = audit.entries(conn, 20)
    return rows[rows.subject_kind == "gap"]


@pytest.mark.usefixtures("migrated")
def test_a_service_outside_comes_back_as_written_and_is_taken_back_never_deleted():
    # Nobody marks a real one as made up, or the other way round.
    number = gaps.add_outside(LEA, replace(OUTSIDE, name=" Example  Advice ", illustrative=True))
    (one,) = outside()
    assert (one.id, one.outside, one.by, one.stands) == (number, OUTSIDE, "Lea", True)
    with pytest.raises(RefusedError, match="Example Advice stands here already"):
        gaps.add_outside(LEA, replace(OUTSIDE, name="Example Housing"))
    # Of another group it is another cell.
    gaps.add_outside(LEA, replace(OUTSIDE, cell=replace(CELL, group=GapGroup.MEN)))
    with pytest.raises(RefusedError, match="Write why"):
        gaps.take_back_outside(LEA, number, "")
    gaps.take_back_outside(LEA, number, "it closed")
    assert [(one.stands, one.reason) for one in outside()] == [(False, "it closed"), (True, "")]
    with pytest.raises(RefusedError, match="not here any more"):
        gaps.take_back_outside(LEA, number, "it closed")
    gaps.add_outside(LEA, OUTSIDE)
    entries = trail()
    assert list(entries.action[entries.subject_id == CELL.key]) == [
        "write down service outside",
        "take back service outside",
        "write down service outside",
    ]


@pytest.mark.usefixtures("migrated")
def test_a_real_service_outside_stands_in_the_place_of_a_made_up_one_and_of_no_real_one():
    with database.write() as conn:
        store.add_outside(conn, LEA, replace(OUTSIDE, name="Example Made Up", illustrative=True))
    gaps.add_outside(LEA, OUTSIDE)
    assert [(one.outside.name, one.stands, one.reason) for one in outside()] == [
        ("Example Made Up", False, gaps.MADE_ROOM),
        ("Example Advice", True, ""),
    ]
    (entry,) = trail().itertuples()
    assert ("Example Made Up" in entry.before, "Example Advice" in entry.after) == (True, True)
    with pytest.raises(RefusedError, match="Example Advice stands here already"):
        gaps.add_outside(LEA, replace(OUTSIDE, name="Example Housing"))


@pytest.mark.usefixtures("migrated_home")
def test_all_problems_of_a_service_outside_are_said_at_once():
    nowhere = replace(CELL, area_code="E99999999")
    with pytest.raises(RefusedError) as refusal:
        gaps.add_outside(LEA, OutsideService(nowhere, "", "ring 07700 900123", today() + timedelta(days=1)))
    assert [reason[:26] for reason in refusal.value.reasons] == [
        "The source seems to hold a",
        "Write what the service is ",
        "Choose the day on which it",
        "No such area is covered he",
    ]
    assert outside() == []


@pytest.mark.usefixtures("migrated")
def test_notes_are_for_leads_are_deleted_for_good_and_stand_in_no_audit_trail():
    first = gaps.add_note(LEA, CELL, "told in confidence:\nthe fund ends")
    gaps.add_note(LEA, CELL, "nothing since")
    gaps.add_note(LEA, replace(CELL, group=GapGroup.MEN), "of another cell")
    assert [(one.text, one.by) for one in gaps.notes(LEA, CELL)] == [
        ("nothing since", "Lea"),
        ("told in confidence:\nthe fund ends", "Lea"),
    ]
    for role in set(Role) - {Role.LEAD, Role.ADMIN}:
        with pytest.raises(NotAllowedError):
            gaps.notes(Person("Vic", role), CELL)
    gaps.delete_note(LEA, first)
    assert [one.text for one in gaps.notes(LEA, CELL)] == ["nothing since"]
    with pytest.raises(RefusedError, match="not here any more"):
        gaps.delete_note(LEA, first)
    assert list(trail().action) == ["delete note", "write note", "write note", "write note"]
    assert "confidence" not in trail().to_string()


@pytest.mark.usefixtures("migrated_home")
@pytest.mark.parametrize(
    ("text", "words"),
    [(" ", "Write the note"), ("x" * (LONGEST_NOTE + 1), "Shorten"), ("he is X123456", "seems to hold")],
)
def test_what_a_note_can_be_refused_for(text, words):
    with pytest.raises(RefusedError, match=words):
        gaps.add_note(LEA, CELL, text)
    assert gaps.notes(LEA, CELL) == []


@pytest.mark.usefixtures("migrated_home")
def test_a_lead_of_one_area_writes_nothing_of_another_and_deletes_nothing():
    note, number = gaps.add_note(LEA, CELL, "a note"), gaps.add_outside(LEA, OUTSIDE)
    for attempt in (
        lambda: gaps.add_note(IN_DARLINGTON, CELL, "a note"),
        lambda: gaps.delete_note(IN_DARLINGTON, note),
        lambda: gaps.add_outside(IN_DARLINGTON, replace(OUTSIDE, cell=replace(CELL, group=GapGroup.MEN))),
        lambda: gaps.take_back_outside(IN_DARLINGTON, number, "gone"),
    ):
        with pytest.raises(NotAllowedError, match="County Durham"):
            attempt()
    assert len(gaps.notes(LEA, CELL)) == 1
