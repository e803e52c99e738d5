"""A service's return on its way into the store: known services, what supersedes what, how it is held."""

from datetime import UTC, date, datetime, timedelta

import pytest

from probation_commission.actions import layouts, returns
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.days import today
from probation_commission.domain.layouts import AreaMonth, Layout
from probation_commission.domain.returns import Kind, Verdict
from probation_commission.samples import loading, places
from probation_commission.samples.referrals import service_csv
from probation_commission.samples.services import services as invented
from probation_commission.store import audit, database, directory
from probation_commission.store import returns as store
from tests.actions.test_killed import everything_stored
from tests.files import workbook
from tests.given.returns import ADMIN, LEAD
from tests.given.services import HEADER, TODAY

WELLBEING, WOMENS = "personal-wellbeing-durham", "womens-services-durham"
OCTOBER = date(2026, 10, 1)


pytestmark = pytest.mark.usefixtures("ready")


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
    assert [name.cells for name in checked(row("Nobody's service")).reading.doubts.names] == [("A2",)]


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
    assert f"Loaded 72 illustrative returns from {loading.SERVICES_FILE_NAME}." in "\n".join(said)
    kept = figures()
    made_up = kept[kept.illustrative.astype(bool)]
    assert made_up.subject.nunique() == 6
    assert WELLBEING not in set(made_up.subject)
    assert list(kept[~kept.illustrative.astype(bool)].value) == [1] * 7
    assert (
        len(made_up[(made_up.subject == "example-mentoring") & (made_up.month == date(2026, 7, 1))]) == 7 + 12
    )
    loading.remove(ADMIN)
    assert in_force() == [(WELLBEING, "CDD", "real.csv")]


def test_every_illustrative_return_adds_up():
    loading.load(ADMIN)
    names = [one["name"] for one in invented(places.here().examples)]
    made = returns.check(
        LEAD, service_csv(names, "County Durham & Darlington").encode(), "made-up.csv", TODAY
    )
    assert made.reading.problems == ()
    assert len(made.reading.returns) == 72
    verdicts = {line.verdict for _, lines in made.reconciliation for line in lines}
    assert verdicts == {Verdict.HOLDS, Verdict.NOTE}


def received_on():
    """The day given for each return, by its month."""
    with database.read() as conn:
        history = store.history(conn)
    return {row.month.month: row.received_on for row in history.itertuples()}


def test_the_day_on_which_a_return_came_in_is_kept_beside_who_loaded_it_and_when():
    file = checked(row(), row(month="2026-09"))
    days = {ret.key: date(2026, 11, 3) for ret in file.reading.returns if ret.month == OCTOBER}
    returns.accept(LEAD, file, received=days)
    assert received_on() == {10: date(2026, 11, 3), 9: None}
    with database.read() as conn:
        assert {moment.date() for moment in store.history(conn).accepted_at} == {datetime.now(UTC).date()}


@pytest.mark.parametrize(
    ("on", "reason"),
    [
        (today() + timedelta(days=1), "is still to come"),
        (date(2026, 10, 31), "On 31 October 2026 October 2026 was not over yet"),
    ],
)
def test_a_day_ahead_or_before_the_period_was_over_is_refused_whole(on, reason):
    file, before = checked(row()), everything_stored()
    received = {ret.key: on for ret in file.reading.returns}
    with pytest.raises(RefusedError, match=reason):
        returns.accept(LEAD, file, received=received)
    assert everything_stored() == before


def test_unless_somebody_says_that_it_did_come_in_before():
    file = checked(row())
    received = {ret.key: date(2026, 10, 28) for ret in file.reading.returns}
    returns.accept(LEAD, file, received=received, before_the_end=True)
    assert received_on() == {10: date(2026, 10, 28)}


NAMELESS = [["October 2026"], ["Area", "Referrals", "Starts"], ["Darlington", 4, 3], ["County Durham", 9, 8]]


def confirmed(doubts, **names):
    tables = [
        Layout.of(doubts.kind, table, {column.key: column.field for column in table.columns})
        for table in doubts.tables
    ]
    return [*tables, *([Layout.of_names(doubts.kind, names)] if names else [])]


def test_the_one_service_of_a_sender_is_proposed_and_never_taken():
    def file(month, **said):
        content = workbook({"Return": [[month], *NAMELESS[1:]]})
        return returns.check(LEAD, content, "x.xlsx", TODAY, sender="Wise Group", **said)

    first = file("September 2026")
    assert (first.reading.doubts.service_asked, first.reading.doubts.service) == (True, "")
    layouts.confirm(LEAD, "Wise Group", confirmed(first.reading.doubts))
    said = AreaMonth(service=WOMENS)
    assert returns.accept(LEAD, file("September 2026", area_month=said)) == 2
    october = file("October 2026").reading
    assert (october.doubts.service_asked, october.doubts.service, october.returns) == (True, WOMENS, ())
    other = returns.check(LEAD, workbook({"Return": NAMELESS}), "x.xlsx", TODAY, sender="Nepacs")
    assert other.reading.doubts.service == ""
    returns.accept(LEAD, file("August 2026", area_month=AreaMonth(service=WELLBEING)))
    assert file("October 2026").reading.doubts.service == ""  # of two services nobody could tell


def test_what_a_name_means_is_remembered_for_its_sender_alone_beside_what_was_known():
    rows = row('"Personal Wellbieng, Durham"'), row(WOMENS, month="2026-09")
    doubts = checked(*rows).reading.doubts
    assert [name.text for name in doubts.names] == ["Personal Wellbieng, Durham"]
    layouts.confirm(LEAD, "Wise Group", confirmed(doubts, **{"personal wellbieng durham": WELLBEING}))
    layouts.confirm(LEAD, "Wise Group", confirmed(doubts, **{"womens svc": WOMENS})[-1:])
    content = (HEADER + "".join(rows)).encode()
    read = returns.check(LEAD, content, "service.csv", TODAY, sender="Wise Group").reading
    assert {ret.subject for ret in read.returns} == {WELLBEING, WOMENS}
    assert not returns.check(LEAD, content, "service.csv", TODAY, sender="Nepacs").reading.doubts.settled
    with database.read() as conn:
        entries = audit.entries(conn)
    assert ("Wise Group", "1 name of a service") in {*zip(entries.subject_id, entries.after, strict=True)}
