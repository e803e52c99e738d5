"""A service's return on its way into the store: known services, what supersedes what, how it is held."""

from datetime import date

import pytest

from probation_commission import setup
from probation_commission.actions import returns
from probation_commission.domain.returns import Kind, Verdict
from probation_commission.geography.partnership import partnership
from probation_commission.samples import loading
from probation_commission.samples.referrals import service_csv
from probation_commission.samples.services import services as invented
from probation_commission.store import database, directory
from probation_commission.store import returns as store
from tests.given.returns import ADMIN, LEAD
from tests.given.services import HEADER, TODAY

WELLBEING, WOMENS = "personal-wellbeing-durham", "womens-services-durham"
OCTOBER = date(2026, 10, 1)


@pytest.fixture(autouse=True)
def bundled_facts(migrated):  # noqa: ARG001 (a new database, of each kind)
    setup.ready()


def row(service=WELLBEING, month="2026-10", area="CDD", counts="31,24,12,3,8,4,3"):
    return f"{service},{month},{area},{counts}\n"


def checked(*rows, name="service.csv"):
    return returns.check(LEAD, (HEADER + "".join(rows)).encode(), name, TODAY)


def accept(*rows, name="service.csv"):
    return returns.accept(LEAD, checked(*rows, name=name))


def figures():
    with database.read() as conn:
        return store.figures(conn, Kind.SERVICE)


def in_force():
    with database.read() as conn:
        history = store.history(conn)
    rows = history[(history.standing == "current") & (history.kind == Kind.SERVICE)]
    return sorted(zip(rows.subject, rows.area_code, rows.file_name, strict=True))


def test_the_services_of_the_directory_are_known_by_name():
    with database.read() as conn:
        names = directory.service_slugs(conn)
    assert names["Personal Wellbeing, Durham"] == WELLBEING
    assert checked(row('"Personal Wellbeing, Durham"')).reading.returns[0].subject == WELLBEING
    assert [p.code for p in checked(row("Nobody's service")).reading.problems] == ["unknown service"]


def test_each_figure_is_kept_with_its_service_and_cell():
    assert accept(row(), row(WOMENS, area="Darlington")) == 2
    kept = figures()
    assert len(kept) == 14
    one = kept[(kept.subject == WELLBEING) & (kept.category == "started")].iloc[0]
    assert (one.area_code, one.month, one.measure, one.breakdown, one.value, one.cell, one.unit) == (
        "CDD",
        OCTOBER,
        "referrals",
        "stage",
        24,
        "E2",
        "referrals",
    )


def test_a_later_return_supersedes_only_that_of_the_same_service_area_and_month():
    accept(row(), row(WOMENS), row(area="Haringey"), row(month="2026-09"), name="first.csv")
    again = checked(row(counts="30,24,12,3,8,4,3"), name="second.csv")
    assert [(ret.subject, ret.area.code) for ret in again.supersedes] == [(WELLBEING, "CDD")]
    returns.accept(LEAD, again)
    assert in_force() == [
        (WELLBEING, "CDD", "first.csv"),  # September
        (WELLBEING, "CDD", "second.csv"),
        (WELLBEING, "E09000014", "first.csv"),
        (WOMENS, "CDD", "first.csv"),
    ]
    kept = figures()
    assert list(kept[(kept.subject == WELLBEING) & (kept.category == "received")].value) == [31, 31, 30]


def test_returns_of_services_and_iom_do_not_supersede_each_other():
    accept(row(area="Haringey"))
    iom = returns.check(LEAD, b"area,month,ward,rag,count\nHaringey,2026-10,,,12\n", "iom.csv", TODAY)
    assert iom.supersedes == ()
    returns.accept(LEAD, iom)
    assert in_force() == [(WELLBEING, "E09000014", "service.csv")]
    with database.read() as conn:
        assert list(store.figures(conn, Kind.IOM, "E09000014").value) == [12]
        assert list(store.months(conn, Kind.SERVICE).subject) == [WELLBEING]
        assert store.current(conn, Kind.SERVICE, "E09000014", OCTOBER, WELLBEING)
        assert store.current(conn, Kind.SERVICE, "E09000014", OCTOBER) is None


def test_endings_are_held_against_the_starts_of_months_that_are_in_the_store():
    accept(row(month="2026-09", counts="40,40,1,1,1,1,0"))
    later = checked(row(counts="5,4,30,2,20,10,2"))
    ((_, lines),) = later.reconciliation
    assert (lines[-1].verdict, lines[-1].sentence) == (
        Verdict.HOLDS,
        "Completed + ended early 34, started 44 since September 2026, the first return",
    )
    assert returns.answered(later, {}).reconciliation == later.reconciliation


def test_the_illustrative_returns_are_read_without_a_problem_marked_and_taken_out_again():
    accept(row(counts="1,1,1,1,1,1,1"), name="real.csv")
    said = loading.load(ADMIN)
    assert f"Loaded 70 illustrative returns from {loading.SERVICES_FILE_NAME}." in said
    kept = figures()
    made_up = kept[kept.illustrative.astype(bool)]
    assert made_up.subject.nunique() == 6
    assert WELLBEING not in set(made_up.subject)
    assert list(kept[~kept.illustrative.astype(bool)].value) == [1] * 7
    assert len(made_up[(made_up.subject == "example-mentoring") & (made_up.month == date(2026, 7, 1))]) == 0
    loading.remove(ADMIN)
    assert in_force() == [(WELLBEING, "CDD", "real.csv")]


def test_every_illustrative_return_adds_up():
    loading.load(ADMIN)
    names = [one["name"] for one in invented(partnership().examples)]
    made = returns.check(
        LEAD, service_csv(names, "County Durham & Darlington").encode(), "made-up.csv", TODAY
    )
    assert made.reading.problems == ()
    assert len(made.reading.returns) == 70
    verdicts = {line.verdict for _, lines in made.reconciliation for line in lines}
    assert verdicts == {Verdict.HOLDS, Verdict.NOTE}
