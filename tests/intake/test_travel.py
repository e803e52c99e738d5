"""Travel times from a file: every time, or every problem with its cell and nothing kept."""

from datetime import date, time

import pytest

from probation_commission.domain.places import Authority, Ward
from probation_commission.domain.travel import Mode, TravelKind, TravelTime
from probation_commission.intake import travel
from tests import files

TODAY = date(2026, 11, 27)
HEADING = "from_ward,to_hub,minutes,mode,day,time,as_of"
TUESDAY = TravelKind(Mode.BUS, 1, time(10))
AREA = Authority("E06000999", "Example", "Example")


def ward(code: str, name: str) -> Ward:
    return Ward(code, name, AREA, date(2021, 5, 6), None)


PLACES = travel.known(
    [
        ward("E05999001", "Upper Ward"),
        ward("E05999002", "Lower Ward"),
        ward("E05999003", "Twin"),
        ward("E05999004", "Twin"),
    ],
    [("hall", "Example Hall"), ("refuge", "Example Refuge")],
    {"refuge"},
)


def read(*rows: str, heading: str = HEADING) -> travel.TravelFile:
    return travel.read("\n".join([heading, *rows]).encode(), PLACES, TODAY)


def told(found: travel.TravelFile) -> list[str]:
    return [problem.message for problem in found.problems]


def test_wards_and_places_by_name_or_code_and_kinds_apart():
    found = read(
        "Upper Ward,hall,38,Bus,Tuesday,10:00,2026-05-01",
        "E05999002,EXAMPLE  hall,0,bus,tue,10.00,01/05/2026",
        "Upper Ward,hall,12,car,Tuesday,10:00,2026-05-02",
    )
    assert told(found) == []
    assert found.times[TUESDAY] == (TravelTime("E05999001", "hall", 38), TravelTime("E05999002", "hall", 0))
    by_car = TravelKind(Mode.CAR, 1, time(10))
    assert found.times[by_car] == (TravelTime("E05999001", "hall", 12),)
    assert found.as_of == {TUESDAY: date(2026, 5, 1), by_car: date(2026, 5, 2)}


def test_a_workbook_has_days_and_times_of_its_own_and_titles_above():
    rows = [
        ["Travel times of the county"],
        HEADING.split(","),
        ["Upper Ward", "Example Hall", 38.0, "bus", "Tuesday", time(10), date(2026, 5, 1)],
    ]
    found = travel.read(files.workbook({"Times": rows}), PLACES, TODAY)
    assert told(found) == []
    assert found.times[TUESDAY] == (TravelTime("E05999001", "hall", 38),)


def test_every_problem_is_said_at_once_with_its_cell_and_nothing_is_kept():
    found = read(
        "Outer Ward,Other Hall,-1,boat,someday,25:00,2026-13-01",
        "Twin,refuge,601,bus,Tuesday,10:00,2026-11-28",
        "Upper Ward,hall,38,bus,Tuesday,10:00,2026-05-01",
        "Upper Ward,hall,39,bus,Tuesday,10:00,2026-05-01",
        "Lower Ward,hall,39.5,bus,Tuesday,10:00,2026-05-02",
    )
    assert [words.partition(":")[0] for words in told(found)] == [
        *("A2", "B2", "C2", "D2", "E2", "F2", "G2"),
        *("A3", "B3", "C3", "G3"),
        "C5",
        "C6",
    ]
    assert "“Outer Ward” is no ward" in told(found)[0]
    assert "several are called “Twin”" in told(found)[7]
    assert "confidential" in told(found)[8]
    assert found.times == {}


def test_the_days_of_one_kind_are_one():
    found = read(
        "Upper Ward,hall,38,bus,Tuesday,10:00,2026-05-01", "Lower Ward,hall,9,bus,Tuesday,10:00,2026-06-01"
    )
    assert told(found) == ["G3: the rows of one mode, day and time have one day that they are as of."]


@pytest.mark.parametrize("text", ["Jo Bloggs", "jo.bloggs@example.org Ward"])
def test_what_is_no_place_is_not_repeated(text):
    (words,) = told(read(f"{text},hall,38,bus,Tuesday,10:00,2026-05-01"))
    assert "loggs" not in words
    assert "A2: what stands there is no ward" in words


def test_rows_of_the_template_without_minutes_are_passed_over_and_none_at_all_is_said():
    empty = "Upper Ward,hall,,bus,Tuesday,10:00,"
    assert told(read(empty)) == ["No row has any minutes. Fill them in and load the file again."]
    found = read(empty, "Lower Ward,hall,5,bus,Tuesday,10:00,2026-05-01")
    assert found.times[TUESDAY] == (TravelTime("E05999002", "hall", 5),)


def test_without_the_headings_it_says_which():
    (words,) = told(read("a,b", heading="ward,hub"))
    assert "from_ward, to_hub, minutes" in words
