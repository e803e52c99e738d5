"""A layout confirmed once is applied to that sender's next file; a change of it is asked about."""

import pytest

from probation_commission.actions import layouts, returns
from probation_commission.actions.refusals import RefusedError
from probation_commission.cli import main
from probation_commission.domain.access import GRANTS, NotAllowedError, Permission, Person, Role
from probation_commission.domain.layouts import Layout
from probation_commission.domain.returns import Kind, Verdict
from probation_commission.store import audit, database
from tests import files
from tests.actions.test_killed import everything_stored
from tests.given.layouts import SHEETS, WIDE, confirmed, workbook
from tests.given.returns import LEAD
from tests.given.services import TODAY

OCTOBER = files.workbook(WIDE)
MAY_NOT = [role for role in Role if Permission.LOAD_RETURNS not in GRANTS[role]]


def checked(content=OCTOBER, name="october.xlsx", **given):
    return returns.check(LEAD, content, name, TODAY, **given)


def darlington(month, cohort, joiners, leavers):
    rows = [
        [f"Darlington, {month}"],
        ["Ward", "All"],
        ["Cockerton", cohort],
        ["Total", cohort],
        [],
        ["Joiners", joiners],
        ["Leavers", leavers],
    ]
    return workbook(rows)


@pytest.mark.usefixtures("migrated")
def test_confirmed_once_it_is_read_next_time_for_that_sender_alone():
    before = checked()
    assert (before.sender, before.reading.returns) == ("County Durham", ())
    layouts.confirm(LEAD, "County  Durham ", confirmed(before.reading, everyone="count"))
    assert checked().reading.doubts.settled  # the sender is the area where nobody else is named
    assert len(checked(sender="County Durham").reading.returns) == 1
    assert not checked(sender="Durham Constabulary").reading.doubts.settled
    assert layouts.senders(LEAD) == ["County Durham"]


@pytest.mark.usefixtures("migrated")
def test_what_is_not_confirmed_is_not_accepted():
    before = checked()
    stored = everything_stored()
    with pytest.raises(RefusedError, match="confirm what the columns"):
        returns.accept(LEAD, before)
    assert everything_stored() == stored


@pytest.mark.usefixtures("migrated")
def test_confirmed_again_it_replaces_the_first_and_both_are_in_the_audit_trail():
    one = confirmed(checked().reading)
    layouts.confirm(LEAD, "Durham", one)
    layouts.confirm(LEAD, "Durham", [Layout(one[0].kind, one[0].signature, {"r": ""}, {}), *one[1:]])
    kept = layouts.of_sender(LEAD, "Durham")
    assert len(kept) == len(one)
    assert next(layout for layout in kept if layout.signature == one[0].signature).fields == {"r": ""}
    with database.read() as conn:
        entries = audit.entries(conn)
    assert list(entries.action) == ["confirm layout"] * 2
    assert set(entries.subject_id + ": " + entries.after) == {"Durham: 3 of IOM monthly cohort"}


@pytest.mark.usefixtures("migrated")
def test_nobody_on_probation_is_a_sender():
    with pytest.raises(RefusedError, match="seems to hold a CRN"):
        layouts.confirm(LEAD, "for A123456", confirmed(checked().reading))
    file = returns.check(LEAD, files.Borough().file(), "may.xlsx", sender="for A123456")
    before = everything_stored()
    with pytest.raises(RefusedError, match="seems to hold a CRN"):
        returns.accept(LEAD, file)
    assert everything_stored() == before


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"a": "ward"}, "No column of a table holds a count"),
        ({"a": "count"}, "No column of a table says what its rows count"),
        ({"a": "ward", "b": "count", "c": "count"}, "Two columns of one table are “Count”"),
    ],
)
@pytest.mark.usefixtures("migrated")
def test_a_mapping_by_which_nothing_could_be_read_is_refused(fields, reason):
    stored = everything_stored()
    with pytest.raises(RefusedError, match=reason):
        layouts.confirm(LEAD, "Durham", [Layout(Kind.IOM, "s", fields, {})])
    with pytest.raises(RefusedError, match="Name who sends this file"):
        layouts.confirm(LEAD, " ", [])
    assert everything_stored() == stored


@pytest.mark.parametrize("role", MAY_NOT)
@pytest.mark.usefixtures("migrated")
def test_whoever_may_not_load_returns_can_neither_see_nor_confirm(role):
    person = Person("Somebody", role)
    for action in (
        lambda: layouts.confirm(person, "Durham", []),
        lambda: layouts.of_sender(person, "Durham"),
        lambda: layouts.senders(person),
    ):
        with pytest.raises(NotAllowedError):
            action()


@pytest.mark.usefixtures("migrated")
def test_joiners_and_leavers_are_held_against_the_month_that_is_stored():
    september = darlington("September 2026", 5, 0, 0)
    layouts.confirm(LEAD, "Darlington", confirmed(checked(september).reading))
    lines = dict(checked(september).reconciliation)
    ((_, first),) = checked(september).reconciliation
    assert "last month's total not given" in " ".join(one.sentence for one in first)
    assert lines
    returns.accept(LEAD, checked(september))
    for cohort, verdict in ((6, Verdict.HOLDS), (9, Verdict.FAILS)):
        ((_, found),) = checked(darlington("October 2026", cohort, 2, 1)).reconciliation
        (line,) = [one for one in found if "last month" in one.sentence]
        assert line.verdict is verdict
        assert line.sentence.endswith(
            "5 last month + 2 joiners − 1 leavers" + ("" if cohort == 6 else " = 6")
        )


@pytest.mark.usefixtures("home")
def test_the_command_line_says_that_a_layout_is_to_be_confirmed_and_then_uses_it(tmp_path, capsys):
    file = tmp_path / "sheets.xlsx"
    file.write_bytes(files.workbook(SHEETS))
    assert main(["check", str(file), "--sender", "Darlington police"]) == 1
    said = capsys.readouterr().err
    assert "Somebody has to confirm what the columns of this file are" in said
    assert "“IOM nominals” (count?)" in said
    layouts.confirm(LEAD, "Darlington police", confirmed(checked(file.read_bytes()).reading))
    assert main(["check", str(file), "--sender", "Darlington police"]) == 0
    assert "Ward table 7 of 7" in capsys.readouterr().out


@pytest.mark.usefixtures("home")
def test_the_command_line_asks_for_an_area_and_a_month_that_the_file_does_not_say(tmp_path, capsys):
    file = tmp_path / "x.xlsx"
    file.write_bytes(workbook([["Ward", "All"], ["Cockerton", 5], ["Mowden", 1]]))
    assert main(["check", str(file)]) == 1
    said = capsys.readouterr().err
    assert "--area NAME" in said
    assert "--month 2026-10" in said
    layouts.confirm(LEAD, "Darlington", confirmed(checked(file.read_bytes()).reading))
    assert (
        main(["check", str(file), "--sender", "Darlington", "--area", "Darlington", "--month", "2026-10"])
        == 0
    )
