"""Trackers of which it is not plain what they are: a list, counts, several at once, or whose."""

from datetime import date

import pytest

from probation_commission.domain.layouts import AreaMonth
from probation_commission.domain.returns import Kind
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.intake import returns
from tests import files

TODAY = date(2026, 11, 27)


def read(content, name="sent.csv", **said):
    sent = content if isinstance(content, bytes) else content.encode()
    return returns.read(sent, name, gazetteer(), TODAY, area_month=AreaMonth(**said))


def book(**sheets):
    return read(files.workbook(sheets), "sent.xlsx")


def codes(reading):
    return [problem.code for problem in reading.problems]


def totals(reading, kind):
    """What is not nought, by area, month and category."""
    return {
        (ret.area.name, ret.month.month, figure.category or figure.measure.value): figure.value
        for ret in reading.returns
        if ret.kind is kind
        for figure in ret.figures
        if figure.value
    }


@pytest.mark.parametrize("numbers", ["No.", "Number", "Number of offences", "Count"])
def test_a_column_of_numbers_makes_no_cohort_of_people_wanted(numbers):
    reading = read(
        f"{numbers},Name,CRN,Wanted from,Wanted until,Reason,Area,Month\n"
        "1,A,X123456,01/05/2026,08/05/2026,Recall,County Durham,2026-05\n"
        "2,B,X223456,02/05/2026,,PACE,County Durham,2026-05\n"
    )
    assert not reading.problems
    assert {ret.kind for ret in reading.returns} == {Kind.WANTED, Kind.WANTED_DAYS}
    assert totals(reading, Kind.WANTED)["County Durham", 5, "recall"] == 1


def test_rows_numbered_in_order_are_rows_even_without_names():
    rows = "1,01/05/2026,,Recall\n2,02/05/2026,,Recall\n"
    reading = read("No.,Wanted from,Wanted until,Reason\n" + rows, "County Durham.csv")
    assert totals(reading, Kind.WANTED) == {("County Durham", 5, "recall"): 2}


def test_a_list_of_releases_with_a_number_is_read_as_one():
    reading = read("No,CRN,Released on,NFA,Area\n7,X123456,01/05/2026,Yes,Darlington\n")
    assert totals(reading, Kind.RELEASE)["Darlington", 5, "no fixed abode"] == 1


@pytest.mark.parametrize(
    "head", ["Name,CRN,Wanted from,Reason,Area,Month", "Name,CRN,Released on,CAS3,Area,Month"]
)
def test_a_list_without_a_column_it_needs_is_never_a_cohort(head):
    reading = read(head + "\nA,X123456,01/05/2026,Recall,County Durham,2026-05\n")
    assert (reading.returns, codes(reading)) == ((), ["columns missing"])


def test_a_cohort_may_say_when_somebody_was_released():
    rows = "A,X123456,Red,Belmont,01/05/2026\n"
    reading = read("Name,CRN,RAG,Ward,Released on\n" + rows, "County Durham IOM October 2026.csv")
    assert "columns missing" not in codes(reading)


def test_counts_of_releases_by_month_are_a_table():
    reading = read(
        "Month of release,Area,Released,No fixed abode,CAS3 used,CAS3 refused\n"
        "2026-05,Darlington,40,14,5,3\n2026-06,Darlington,38,1,4,2\n"
    )
    assert totals(reading, Kind.RELEASE)["Darlington", 5, "released"] == 40
    assert totals(reading, Kind.RELEASE)["Darlington", 6, "no fixed abode"] == 1


@pytest.mark.parametrize(
    "head",
    [
        "Month,Rejection reason,Area,Cases",
        "Month,Rejection reason,Area,Number rejected",
        "Month,Rejection reason,Area,Number",
        "Diversion started,Status,Area,Cases",
        "Diversion started,Status,Area,People",
        "Month,Rejection reason,Area,Offenders",
    ],
)
def test_counts_beside_words_are_no_rows_of_people(head):
    rows = "01/05/2026,Document not loaded,Darlington,14\n01/06/2026,Not legal,Darlington,3\n"
    reading = read(f"{head}\n{rows}")
    assert (reading.returns, codes(reading)) == ((), ["counts or people"])
    assert "D1" in reading.problems[0].message


def test_counts_that_rise_by_one_number_no_rows():
    for head, first in (("Cases", 1), ("No.", 2)):
        rows = f"2026-05,Not legal,Darlington,{first}\n2026-06,Not legal,Darlington,{first + 1}\n"
        assert codes(read(f"Month,Rejection reason,Area,{head}\n{rows}")) == ["counts or people"]


def test_a_list_beside_a_list_is_refused():
    head = "Wanted from,Wanted until,Area"
    rows = "01/05/2026,,Darlington,,02/05/2026,,Darlington\n"
    assert codes(read(f"{head},,{head}\n{rows}")) == ["table beside"]


def test_a_sheet_of_numbers_that_nothing_reads_is_a_problem_and_notes_are_none():
    odd = [["Misspelt", "Relased"], ["x", 4], ["y", 5], ["z", 6]]
    notes = [["How to fill this in", "version", 2], ["Ask the office.", "", 2026]]
    assert codes(book(Breach=BREACHES, Odd=odd)) == ["two kinds"]
    assert codes(book(Wanted=WANTED, Odd=odd)) == ["two kinds"]
    assert not codes(book(Breach=BREACHES, Notes=notes))
    assert not codes(book(Wanted=WANTED, Notes=notes))


def test_an_age_is_no_count():
    reading = read("Month,Rejection reason,Area,Age\n2026-05,Not legal,Darlington,34\n")
    assert totals(reading, Kind.BREACH) == {("Darlington", 5, "proposal not legal"): 1}


def status(text):
    reading = read(f"Name,Diversion started,Status,Area\nA,01/05/2026,{text},Darlington\n")
    found = totals(reading, Kind.DIVERSION)
    return {category for _, _, category in found} - {"started"} if found else None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Unsuccessful", {"breached"}),
        ("Incomplete", set()),  # which may go on
        ("Non compliant", {"breached"}),
        ("non-compliance", {"breached"}),
        ("Completed - no reoffending", {"complied"}),
        ("Complied with contract", {"complied"}),
        ("Not reoffended", set()),
        ("Not breached", set()),
        ("Re-offended", {"reoffended"}),
        ("Breached - reoffended", {"reoffended"}),
        ("didn’t comply", {"breached"}),
        ("Ongoing", set()),
    ],
)
def test_a_status_is_never_read_the_wrong_way_round(text, found):
    assert status(text) == found


def test_who_has_not_started_is_not_counted():
    rows = "A,01/05/2026,Not started,Darlington\nB,01/05/2026,Active,Darlington\n"
    reading = read("Name,Diversion started,Status,Area\n" + rows)
    assert totals(reading, Kind.DIVERSION) == {("Darlington", 5, "started"): 1}
    assert "1 row of a diversion that has not started, not counted." in reading.returns[0].notes
    alone = read("Name,Diversion started,Status,Area\nA,01/05/2026,Not started,Darlington\n")
    assert codes(alone) == ["no figures"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        *(
            (text, "CAS3 used")
            for text in ("used", "CAS3", "Accepted", "Placed in CAS3", "Yes", "successful")
        ),
        *((text, "CAS3 refused") for text in ("Refused", "not accepted", "Referred - declined", "rejected")),
        *((text, None) for text in ("Not used", "Not placed", "No CAS3", "Not referred to CAS3", "")),
        *((text, None) for text in ("Referred to CAS3", "Not yet accepted", "Waiting list for CAS3")),
        ("Not successful", "CAS3 refused"),
    ],
)
def test_cas3_is_used_only_where_it_says_so(text, found):
    reading = read(f"CRN,Released on,NFA,CAS3,Area\nX123456,01/05/2026,No,{text},Darlington\n")
    words = {category for _, _, category in totals(reading, Kind.RELEASE)}
    assert words - {"released"} == ({found} if found else set())
    unknown = text in {"Referred to CAS3", "Not yet accepted", "Waiting list for CAS3"}
    assert any("a word on CAS3" in note for note in reading.returns[0].notes) is unknown


@pytest.mark.parametrize(
    ("text", "is_homeless"),
    [("Yes - NFA", True), ("NFA", True), ("rough sleeping", True), ("Settled", False), ("No", False)],
)
def test_no_fixed_abode_is_what_the_cell_says(text, is_homeless):
    reading = read(f"CRN,Released on,NFA,Area\nX123456,01/05/2026,{text},Darlington\n")
    assert (("Darlington", 5, "no fixed abode") in totals(reading, Kind.RELEASE)) is is_homeless
    assert not [note for note in reading.returns[0].notes if "without a word" in note]


def test_a_number_of_people_is_no_yes_of_one():
    reading = read("CRN,Released on,NFA,Area\nX123456,01/05/2026,14,Darlington\n")
    assert codes(reading) == ["no yes or no"]


def test_who_is_not_on_recall_is_not_counted_under_it():
    head = "Name,Wanted from,Wanted until,Reason,Area\n"
    reading = read(head + "A,01/05/2026,,Not recall - PACE,Darlington\n")
    assert totals(reading, Kind.WANTED) == {("Darlington", 5, "PACE offence"): 1}


def test_the_first_day_on_which_somebody_was_found_counts():
    head = "Name,Wanted from,Date arrested,Date located,Area\n"
    rows = "A,01/05/2026,11/05/2026,04/05/2026,Darlington\nB,01/05/2026,,06/05/2026,Darlington\n"
    days = totals(read(head + rows), Kind.WANTED_DAYS)
    assert {category for _, _, category in days} == {"found after 3", "found after 5", "days wanted"}


RELEASES = [["Month", "Area", "Released", "NFA", "CAS3 used"], ["2026-05", "Darlington", 40, 14, 5]]
BREACHES = [["Month", "Area", "Not legal", "Documents not loaded"], ["2026-05", "Darlington", 1, 2]]
CASELOAD = [["Date", "Area", "People on probation"], ["2026-05-31", "Darlington", 900]]
WANTED = [["Name", "Wanted from", "Wanted until", "Area"], ["A", "2026-05-01", "", "Darlington"]]


def test_every_tracker_of_a_workbook_is_read():
    reading = book(Releases=RELEASES, Breach=BREACHES, Caseload=CASELOAD)
    assert not reading.problems
    assert {ret.kind for ret in reading.returns} == {Kind.RELEASE, Kind.BREACH, Kind.CASELOAD}


def test_a_list_beside_counts_is_refused_whole():
    for sheets in ({"One": WANTED, "Two": BREACHES}, {"One": BREACHES, "Two": WANTED}):
        reading = book(**sheets)
        assert (reading.returns, codes(reading)) == ((), ["two kinds"])


def test_another_return_beside_a_tracker_is_a_problem():
    service = [["Service", "Month", "Area", "Received", "Accepted"], ["X", "2026-05", "Darlington", 4, 3]]
    assert "two kinds" in codes(book(Breach=BREACHES, Services=service))


def test_each_block_in_a_sheet_is_read_under_its_own_area():
    block = [["Released", 30, 31], ["NFA", 4, 5], ["CAS3 used", 2, 1]]
    months = ["", "Apr 2026", "May 2026"]
    reading = book(S=[["County Durham"], months, *block, [], ["Darlington"], months, *block])
    assert not reading.problems
    assert {(ret.area.name, ret.month.month) for ret in reading.returns} == {
        (area, month) for area in ("County Durham", "Darlington") for month in (4, 5)
    }
    assert totals(reading, Kind.RELEASE)["Darlington", 5, "no fixed abode"] == 5


def test_blocks_of_months_down_are_read_each():
    head = ["Month", "Released", "NFA", "CAS3 used"]
    reading = book(
        S=[["County Durham"], head, ["2026-04", 9, 1, 1], ["Darlington"], head, ["2026-04", 7, 1, 1]]
    )
    assert totals(reading, Kind.RELEASE)["Darlington", 4, "released"] == 7
    assert totals(reading, Kind.RELEASE)["County Durham", 4, "released"] == 9


def test_a_block_beside_another_is_a_problem():
    head = ["Month", "Released", "NFA", "CAS3 used"]
    down = book(S=[["County Durham", "", "", "", "Darlington"], head * 2, ["2026-04", 9, 1, 1] * 2])
    assert "count twice" in codes(down)
    across = [["Durham", "Apr 2026", "Darlington", "May 2026"]]
    across += [[name, 9, name, 7] for name in ("Released", "NFA", "CAS3 used")]
    assert "table beside" in codes(book(S=across))


TABLE = "Month,Documents not loaded,Not enough information\n2026-09,3,1\n"
LIST = "Wanted from,Wanted until,Reason\n01/05/2026,,Recall\n"


@pytest.mark.parametrize("text", [TABLE, LIST])
@pytest.mark.parametrize(
    ("name", "area"),
    [
        ("Releases County Durham and Darlington.csv", "County Durham & Darlington"),
        ("Releases County Durham & Darlington.csv", "County Durham & Darlington"),
        ("County Durham.csv", "County Durham"),
        ("Darlington.xlsx.csv", "Darlington"),
    ],
)
def test_a_files_name_says_whose_it_is(text, name, area):
    assert {ret.area.name for ret in read(text, name).returns} == {area}


def test_of_two_areas_none_is_taken():
    name = "Barnet and Enfield.csv"
    assert read(TABLE, name).doubts.area_asked
    assert codes(read(LIST, name)) == ["cannot be counted"]
    said = read(TABLE, name, area=gazetteer().authority("Enfield"))
    assert {ret.area.name for ret in said.returns} == {"Enfield"}
