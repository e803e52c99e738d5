"""A performance report through the door: returns by contract and month, or what is wrong, by its rows."""

from datetime import date, datetime

import pytest

from probation_commission.domain.ram import COLUMNS, BoughtUnder, RamMeasure
from probation_commission.domain.returns import Kind
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.intake import returns
from tests import files
from tests.given.ram import CRN, WORKER, as_csv, referral

TODAY = date(2026, 11, 27)
DURHAM, DARLINGTON = "E06000047", "E06000005"
ONE = BoughtUnder("wellbeing", codes=frozenset({DURHAM}))


def read(content, contracts=None, **more):
    known = {"PRJ_1234": ONE} if contracts is None else contracts
    return returns.read(content, "X123456.csv", gazetteer(), TODAY, contracts=known, **more)


def received(ret):
    return next(figure.value for figure in ret.figures if figure.measure == RamMeasure.REFERRALS)


def test_each_month_received_is_a_return_of_the_service_under_the_contract():
    rows = [referral(1, "2026-05-01"), referral(2, "2026-05-30"), referral(3, "2026-06-02")]
    reading = read(as_csv(rows))
    assert reading.problems == ()
    found = [(ret.kind, ret.subject, ret.area.code, ret.month, received(ret)) for ret in reading.returns]
    assert found == [
        (Kind.RAM, "wellbeing", DURHAM, date(2026, 5, 1), 2),
        (Kind.RAM, "wellbeing", DURHAM, date(2026, 6, 1), 1),
    ]
    # May was exported from its first day on and was over when something happened in June; June was not.
    assert [(ret.partial, ret.as_of) for ret in reading.returns] == [
        (False, date(2026, 6, 2)),
        (True, date(2026, 6, 2)),
    ]
    assert str(reading.returns[0].figures[0].cell) == "2:3"


def test_the_file_is_let_go_of_and_called_by_what_it_is():
    reading = read(as_csv([referral(1)]))
    assert reading.let_go
    assert reading.file_name == "a performance report.csv"
    assert [str(column) for column in reading.dropped] == [
        "E1 caseworker_id: e-mail address of a worker, not looked at",
        "F1 service_user_crn: CRN, not looked at",
    ]
    for told in (CRN, WORKER, "AB1CD", "00000000-0000"):
        assert told not in repr(reading)


def test_columns_that_no_report_has_are_said_and_not_looked_at():
    heads = [*COLUMNS, "service_user_name", "Zebedee Quux"]
    reading = read(as_csv([[*referral(1), "Zebedee Quux", "x"]], heads))
    assert len(reading.returns) == 1
    assert [str(column) for column in reading.dropped[2:]] == [
        "AB1 service_user_name: name of a nominal, not looked at",
        "AC1 (heading not repeated): no column of the report, not looked at",
    ]


def of_days(*days):
    return read(as_csv([referral(number, day) for number, day in enumerate(days)]))


def test_a_report_saved_in_another_country_holds_the_same_months_as_the_one_it_was_saved_from():
    days = [date(2026, 5, day) for day in range(1, 29)]
    as_ram, as_saved = (
        of_days(*(f"{day:{form}}" for day in days)) for form in ("%Y-%m-%d", "%m/%d/%Y 10:00")
    )
    assert [(ret.month, received(ret)) for ret in as_saved.returns] == [(date(2026, 5, 1), 28)]
    assert as_saved.returns == as_ram.returns
    assert as_saved.report.is_month_first


def test_more_than_one_row_in_ten_uncounted_refuses_the_file():
    # One in ten is kept, as a part; two in ten are not. June makes May a month that was over.
    days = [f"2026-05-0{day}" for day in range(1, 9)]
    kept = of_days(*days, "2026-06-01", "soon")
    assert kept.problems == ()
    assert [ret.partial for ret in kept.returns] == [True, True]
    assert kept.report.in_part == {("wellbeing", date(2026, 5, 1)), ("wellbeing", date(2026, 6, 1))}
    (problem,) = of_days(*days, "soon", "2026-06-01", "soon").problems
    assert problem.message.startswith(
        "2 of 11 rows can't be counted, more than one in ten. Rows 10 and 12: date_referral_received is no "
        "day that can be read. Export it from Refer and Monitor once more; "
    )


@pytest.mark.parametrize("begins", [b"\xef\xbb\xbf", b"sep=,\r\n", b""])
def test_a_mark_of_excel_before_the_headings_changes_nothing(begins):
    assert len(read(begins + as_csv([referral(1)])).returns) == 1


def test_a_workbook_is_read_with_its_own_dates():
    row = referral(1, datetime(2026, 5, 5, 9, 12), assessed=datetime(2026, 5, 19))  # noqa: DTZ001
    reading = read(files.workbook({"Notes": [["as sent"]], "Report": [list(COLUMNS), row]}))
    assert reading.problems == ()
    steps = {
        figure.category for ret in reading.returns for figure in ret.figures if "assess" in figure.breakdown
    }
    assert steps == {"reached 10"}
    assert reading.file_name == "a performance report.xlsx"


def test_two_sheets_that_are_reports_are_refused():
    sheet = [list(COLUMNS), referral(1)]
    assert [p.code for p in read(files.workbook({"A": sheet, "B": sheet})).problems] == ["two reports"]


def test_a_reference_that_no_contract_has_is_named_by_its_rows_and_what_to_do():
    rows = [referral(1), *(referral(number, contract="PRJ_9999") for number in range(2, 9))]
    (problem,) = read(as_csv(rows)).problems
    assert problem.message == (
        "Rows 3, 4, 5, 6, 7 and 2 more: no contract known here has the reference that stands there. Enter "
        "the contract with that reference on the page Services first, or take out its rows."
    )


def test_each_reference_that_is_unknown_is_a_problem_of_its_own():
    rows = [referral(1, contract="PRJ_9999"), referral(2, contract="PRJ_8888")]
    assert [problem.message[:6] for problem in read(as_csv(rows)).problems] == ["Row 2:", "Row 3:"]


@pytest.mark.parametrize("written", ["prj_1234", "PRJ-1234", " PRJ 1234 "])
def test_a_reference_is_known_however_it_is_parted(written):
    assert len(read(as_csv([referral(1, contract=written)])).returns) == 1


def test_columns_that_are_needed_are_named():
    heads = [name for name in COLUMNS if name not in {"concluded_at", "referral_id"}]
    (problem,) = read(as_csv([["x"] * len(heads)], heads)).problems
    assert "2 columns that are needed: referral_id and concluded_at" in problem.message


def test_without_the_two_personal_columns_it_is_read_alike():
    heads = [name for name in COLUMNS if name not in {"service_user_crn", "caseworker_id"}]
    row = dict(zip(COLUMNS, referral(1), strict=True))
    cut = read(as_csv([[row[name] for name in heads]], heads))
    assert cut.dropped == ()
    assert cut.returns == read(as_csv([referral(1)])).returns


@pytest.mark.parametrize(
    ("bought", "code"),
    [
        (BoughtUnder("a", codes=frozenset({DARLINGTON})), DARLINGTON),
        (BoughtUnder("a", codes=frozenset({DURHAM, DARLINGTON})), "DUR+DAR"),
        # A district that is not covered here takes no part.
        (BoughtUnder("a", codes=frozenset({DURHAM, "E06000001"})), DURHAM),
        (BoughtUnder("a", area="Darlington"), DARLINGTON),
        (BoughtUnder("a", area="County Durham and Darlington"), "DUR+DAR"),
    ],
)
def test_its_area_is_the_one_authority_or_the_whole_of_several(bought, code):
    (ret,) = read(as_csv([referral(1)]), {"PRJ_1234": bought}).returns
    whole = gazetteer().wholes[0].code
    assert ret.area.code == (whole if code == "DUR+DAR" else code)


def test_a_contract_for_elsewhere_is_a_problem():
    (problem,) = read(as_csv([referral(1)]), {"PRJ_1234": BoughtUnder("a", area="Cornwall")}).problems
    assert problem.code == "unknown area"


def test_services_under_one_contract_stand_on_the_first_and_it_is_said():
    (ret,) = read(as_csv([referral(1)]), {"PRJ_1234": BoughtUnder("a", ("b",), "Darlington")}).returns
    assert ret.subject == "a"
    assert "1 other service under the same contract" in ret.notes[0]


def test_two_references_of_one_service_and_month_are_a_problem():
    rows = [referral(1), referral(2, contract="PRJ_5678")]
    (problem,) = read(as_csv(rows), {"PRJ_1234": ONE, "PRJ_5678": ONE}).problems
    assert problem.code == "contract twice"


def test_more_rows_than_a_return_may_have_are_read(monkeypatch):
    monkeypatch.setattr(returns.spreadsheet.limits, "MAX_ROWS", 3)
    monkeypatch.setattr(returns.spreadsheet.limits, "MAX_CELLS", 50)
    monkeypatch.setattr(returns.spreadsheet.limits, "MAX_BYTES", 100)
    assert received(read(as_csv([referral(number) for number in range(20)])).returns[0]) == 20
    refused = read(b"service,month\n" * 20).problems
    assert [problem.code for problem in refused] == ["too large"]


def test_how_far_it_is_is_told():
    told = []
    read(as_csv([referral(1)]), progress=lambda done, total: told.append((done, total)))
    assert told == [(2, 2)]
