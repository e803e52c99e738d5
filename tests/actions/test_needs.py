"""Needs on their way into the store: versions, what adds up, what would go, and nothing of a person."""

import pytest

from probation_commission.actions import returns, versions
from probation_commission.domain.days import today
from probation_commission.domain.needs import Need
from probation_commission.domain.returns import Kind, Verdict
from probation_commission.store import database
from probation_commission.store import returns as store
from probation_commission.views import losses
from tests.actions.test_killed import everything_stored
from tests.given.returns import LEAD

pytestmark = pytest.mark.usefixtures("ready")
WIDE = (
    "Area,Date,Source,Group,Sample,Accommodation,Drugs,Finance\n"
    "Darlington,2026-09-30,OASys,all,400,120,90,80\n"
    "Darlington,2026-09-30,OASys,men,340,100,70,60\n"
    "Darlington,2026-09-30,OASys,women,56,20,{women},20\n"
)


def checked(content):
    return returns.check(LEAD, content.encode(), "needs.csv", today())


def figures():
    with database.read() as conn:
        return store.of_kinds(conn, [Kind.NEEDS])


def test_it_is_accepted_superseded_withdrawn_and_restored():
    returns.accept(LEAD, checked(WIDE.format(women=20)))
    first = figures()
    assert set(first.area_code) == {"E06000005"}
    assert first[(first.category == Need.DRUGS) & (first.breakdown == "")].value.item() == 90
    returns.accept(LEAD, checked(WIDE.format(women=19)))
    (number,) = set(figures().return_id)
    versions.withdraw(LEAD, int(number), "of another area")
    assert figures().empty
    versions.restore(LEAD, int(first.return_id.iloc[0]), over=None)
    assert figures().value.tolist() == first.value.tolist()


def test_groups_that_count_more_than_all_are_said():
    ((_, lines),) = checked(WIDE.format(women=21)).reconciliation
    failing = [line.sentence for line in lines if line.verdict is Verdict.FAILS]
    assert failing == ["OASys, men and women together: more than all for drugs (91, all 90)"]
    ((_, lines),) = checked(WIDE.format(women=20)).reconciliation
    assert {line.verdict for line in lines} == {Verdict.HOLDS}


def test_what_two_sources_say_of_one_month_both_stand():
    returns.accept(LEAD, checked(WIDE.format(women=20)))
    by_people = (
        "Area,Date,Source,Group,Sample,Accommodation,Drugs,Finance\n"
        "Darlington,2026-09-30,survey of people on probation,all,60,9,9,9\n"
    )
    found = checked(by_people)
    assert returns.would_go(found) == {}
    assert found.supersedes == ()
    returns.accept(LEAD, found)
    there = figures()
    assert {*zip(there.subject, there.comparator, strict=True)} == {
        ("OASys", "OASys"),
        ("people on probation", "people on probation"),
    }
    samples = there[(there.category == "") & (there.breakdown == "")]
    assert sorted(samples.value) == [60, 400]
    # What it is called wherever versions are told apart.
    with database.read() as conn:
        key = found.reading.returns[0].key
        assert versions.named(conn, key) == "People on probation: Darlington, September 2026"


def test_a_file_of_one_group_says_that_the_others_would_go():
    returns.accept(LEAD, checked(WIDE.format(women=20)))
    women = (
        "Area,Date,Source,Group,Sample,Accommodation,Finance\nDarlington,2026-09-30,OASys,women,50,20,20\n"
    )
    gone = returns.would_go(checked(women))
    assert [losses.would_go(loss) for found in gone.values() for loss in found] == [
        f"Needs by OASys, {what} would go: the return in force has it and this file does not."
        for what in ("all", "men", "women (drugs)")
    ]


def test_a_list_that_ticks_needs_off_leaves_nothing():
    before = everything_stored()
    found = checked("needs\nCRN,Accommodation,ETE,Drugs\nX654321,Y,N,Y\nX654322,N,N,Y\n")
    assert [problem.code for problem in found.reading.problems] == ["rows of people"]
    assert everything_stored() == before
