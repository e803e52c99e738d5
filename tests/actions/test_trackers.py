"""Trackers on their way into the store: versions, what adds up, who may, and nothing of a person anywhere."""

import pytest

from probation_commission.actions import returns, versions
from probation_commission.domain.access import NotAllowedError, Person, Role
from probation_commission.domain.days import today
from probation_commission.domain.returns import Kind, Verdict
from probation_commission.domain.trackers import KINDS
from probation_commission.store import database
from probation_commission.store import returns as store
from probation_commission.views import losses
from tests.actions.test_killed import everything_stored
from tests.given.returns import LEAD

pytestmark = pytest.mark.usefixtures("ready")

LIST = (
    "Name,CRN,Notes,Wanted from,Wanted until,Reason wanted,Area\n"
    "Kevin Planted,X654321,ring kevin@example.org,01/04/2026,11/04/2026,Recall,County Durham\n"
    "Ann Planted,X654322,her mother’s,15/05/2026,,FTA,County Durham\n"
)
LATER = LIST + "Zed Planted,X654323,,20/05/2026,21/05/2026,PACE,County Durham\n"


def accept(content, name="wanted.csv"):
    return returns.accept(LEAD, returns.check(LEAD, content.encode(), name, today()))


def figures():
    with database.read() as conn:
        return store.of_kinds(conn, KINDS)


def test_a_list_is_kept_as_counts_and_nothing_of_a_person_is_anywhere(ready):
    accept(LIST, "Kevin Planted.csv")
    every = figures()
    assert set(every.kind) == {Kind.WANTED, Kind.WANTED_DAYS}
    assert set(every.file_name) == {"a list of people.csv"}
    planted = ("Planted", "X65432", "kevin@", "mother")
    assert not [word for word in planted if word in str(everything_stored())]
    on_disk = [path for path in ready.rglob("*") if path.is_file()]
    assert not [path for path in on_disk for word in planted if word.encode() in path.read_bytes()]


def test_a_later_list_supersedes_month_by_month_and_can_be_withdrawn():
    accept(LIST)
    before = figures()
    accept(LATER, "later.csv")
    after = figures()
    may = after[(after.kind == Kind.WANTED) & (after.month.astype(str) == "2026-05-01")]
    assert may.value.sum() == 2
    for number in set(after.return_id):
        versions.withdraw(LEAD, int(number), "of another area")
    assert figures().empty
    for number in set(before.return_id):
        versions.restore(LEAD, int(number), over=None)
    assert sorted(figures().value) == sorted(before.value)


def of_may():
    every = figures()
    return every[(every.kind == Kind.WANTED) & (every.month.astype(str) == "2026-05-01")].value.sum()


def test_a_list_that_knows_until_earlier_supersedes_nothing_whenever_it_comes():
    accept(LATER)
    accept(LIST, "earlier.csv")
    assert of_may() == 2


def test_a_list_of_counts_for_the_whole_month_stands_before_one_in_part():
    table = "Month,Area,Recall,Failure to appear,PACE offence,Other reason\n2026-05,County Durham,3,4,5,6\n"
    accept(table, "counts.csv")
    accept(LATER)
    assert of_may() == 18


def test_a_month_that_is_made_up_keeps_no_real_one_out():
    checked = returns.check(LEAD, LATER.encode(), "made_up.csv", today())
    returns.accept(LEAD, checked, illustrative=True)
    later = returns.check(LEAD, LIST.encode(), "real.csv", today())
    assert {ret.month for ret in later.supersedes} == {ret.month for ret in later.reading.returns}
    returns.accept(LEAD, later)
    assert of_may() == 1
    assert not figures().illustrative.astype(bool).any()


def test_a_month_that_would_count_nobody_any_more_is_said_before():
    accept(LIST)
    later = LIST.replace("15/05/2026", "15/06/2026")
    checked = returns.check(LEAD, later.encode(), "later.csv", today())
    lost = returns.would_go(checked)
    assert [(key[3].month, loss.emptied, loss.kind.measure) for key, of in lost.items() for loss in of] == [
        (5, True, "people wanted")
    ]
    assert losses.would_go(lost[next(iter(lost))][0]) == (
        "People wanted: the return in force has some of this month and this file none at all."
    )


@pytest.mark.parametrize(
    ("counts", "verdict"),
    [("20,12,5,3", Verdict.HOLDS), ("20,12,5,4", Verdict.FAILS), ("20,12,5,<5", Verdict.UNCHECKED)],
)
def test_those_whose_diversion_ended_are_no_more_than_started(counts, verdict):
    table = f"Month,Area,Started,Complied,Breached,Reoffended\n2026-09,Darlington,{counts}\n"
    ((_, lines),) = returns.check(LEAD, table.encode(), "diversion.csv", today()).reconciliation
    assert [line.verdict for line in lines] == [verdict]


def test_releases_and_caseload_are_held_against_their_whole():
    release = (
        "Month,Area,Released,No fixed abode,CAS3 used,CAS3 refused,Settled after three months\n"
        "2026-05,Darlington,20,5,4,2,6\n"
    )
    ((_, lines),) = returns.check(LEAD, release.encode(), "release.csv", today()).reconciliation
    assert {line.code: line.verdict for line in lines} == {
        "release:no abode": Verdict.HOLDS,
        "release:CAS3": Verdict.HOLDS,
        "release:settled": Verdict.FAILS,  # six of five
    }
    caseload = (
        "Date,Area,People on probation,In the community,In custody\n30/09/2026,Darlington,900,650,240\n"
    )
    ((_, lines),) = returns.check(LEAD, caseload.encode(), "caseload.csv", today()).reconciliation
    assert [(line.verdict, line.code) for line in lines] == [(Verdict.FAILS, "caseload:settings")]
    assert "650 + in custody 240 = 890, on probation 900" in lines[0].sentence


def test_the_days_of_a_list_add_up_to_its_people():
    checked = returns.check(LEAD, LIST.encode(), "wanted.csv", today())
    of_days = [lines for ret, lines in checked.reconciliation if ret.kind is Kind.WANTED_DAYS]
    assert [line.verdict for lines in of_days for line in lines] == [Verdict.HOLDS]


def test_a_lead_of_another_area_loads_none():
    other = Person("Other lead", Role.LEAD, areas=frozenset({"E06000005"}))
    with pytest.raises(NotAllowedError):
        returns.check(other, LIST.encode(), "wanted.csv", today())
