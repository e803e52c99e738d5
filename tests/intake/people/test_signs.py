"""Free text that seems to identify somebody is told from free text that does not."""

from time import process_time

import pytest

from probation_commission.domain.submission import texts
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.geography.partnership import partnership
from probation_commission.intake.files import sheets
from probation_commission.intake.people.signs import found_in, problem, value
from probation_commission.samples.ideas import examples
from probation_commission.samples.services import promises
from tests import files


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("for X123456", "a CRN"),
        ("for x123456.", "a CRN"),
        ("PNC 2015/0012345X", "a PNC number"),
        ("15/12345x", "a PNC number"),
        ("NHS 943 476 5919", "an NHS number"),
        ("943-476-5919", "an NHS number"),
        ("9434765919", "an NHS number"),
        ("DOB 1/2/80", "a date of birth"),
        ("d.o.b. 1/2/80", "a date of birth"),
        ("his Date of Birth is", "a date of birth"),
        ("born on the 3rd", "a date of birth"),
        ("a man born in 1980", "a date of birth"),
        ("write to someone@example.org", "an e-mail address"),
        ("0191 383 1234", "a telephone number"),
        ("(0191) 383 1234", "a telephone number"),
        ("07700 900123", "a telephone number"),
        ("07700900123", "a telephone number"),
        ("+44 7700 900123", "a telephone number"),
        ("A1234BC", "a prison number"),
        ("QQ 12 34 56 C", "a National Insurance number"),
        # numbers with a gap, a dash or a dot in them, and with an underscore about them
        ("for X 123456", "a CRN"),
        ("x-123456", "a CRN"),
        ("X\u2011123456 again", "a CRN"),
        ("X123 456", "a CRN"),
        ("A 123456", "a CRN"),
        ("iom_X123456_may", "a CRN"),
        ("_A1234BC_", "a prison number"),
        ("QQ123456C", "a National Insurance number"),
        ("QQ-12-34-56-C", "a National Insurance number"),
        ("qq.12.34.56.c", "a National Insurance number"),
        ("QQ 123456 C", "a National Insurance number"),
        # a full date whose year may be somebody's year of birth
        ("14 March 1987", "a date of birth"),
        ("on the 14th of March, 1987", "a date of birth"),
        ("14th Mar. 1987", "a date of birth"),
        ("14-MAR-1987", "a date of birth"),
        ("March 14 1987", "a date of birth"),
        ("march 14th, 1987", "a date of birth"),
        ("14/03/1987", "a date of birth"),
        ("3.14.1987", "a date of birth"),
        ("14 03 1987", "a date of birth"),
        ("1987-03-14", "a date of birth"),
        ("1987_03_14.xlsx", "a date of birth"),
        ("19870314", "a date of birth"),
        ("1 January 1920", "a date of birth"),  # the first and the last year
        ("31 December 2012", "a date of birth"),
        ("born 14-3-87", "a date of birth"),  # two figures of a year tell only beside such a word
        ("(born: 14 March 87)", "a date of birth"),
        # postcodes, with and without their gap
        ("DH1 5SU", "a postcode"),
        ("flat 2, dh15su.", "a postcode"),
        ("EC1A  1BB", "a postcode"),
        ("list_N17_0AA", "a postcode"),
        ("w1a 0ax", "a postcode"),
    ],
)
def test_what_identifies_is_found(text, kind):
    assert found_in(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Two sessions a week for 16 men, £2,800 from 1 April 2027 to 31 March 2028",
        "charity 1123456, company 01234567",
        "ward E05016188, DH1, 10:30 to 12:30",
        "a group for parents of newborn children",
        "40 weeks × £1,000, 2026/27",
        "12,000,000,000",
        "on 3 May 2026 and 2026-05-03",  # a year in which nobody was born who is in a return
        "31 December 1919, 1 January 2013",  # the year before the first, and after the last
        "14-3-87",  # two figures of a year, and no word beside them
        "since May 2012, in 2009-10 and in 2012",  # no day
        "in 2009-10 11 wards",
        "born to run, a newborn, stillborn 3",
        "contract PRJ_7710, CRS0291, E05010414, E09000014-2022",
        "a 250000 grant, i 100000",  # a word of one letter before a number of six figures
        "IOM A 202605",  # a month
        "on 12.11.23 a group met, as 12-11-23 a",  # two letters, six figures and a letter
        "leave the A1 1st, M1 2nd, E2 3rd",  # an ordinal
        "Q1 2pm, W3 5ml, B12 wards, Level 2 4th floor",
        "haringey_iom_2023_05.xlsx",
        "illustrative_services_2025-11_to_2026-10.csv",
    ],
)
def test_what_does_not_is_left_alone(text):
    assert found_in(text) is None


@pytest.mark.parametrize("text", ["X 123456", "x-123456", "QQ.12.34.56.C"])
def test_a_number_with_gaps_refuses_a_file_too(text):
    assert value(text)


@pytest.mark.parametrize(
    "text",
    [
        "2026-05",
        "1 April 2010",  # comparisons go back as far
        "01/05/2012",
        "N17 0AA",  # a place in a return
        "Amber 123456",
        "A 202605",
        "1,234,567",
        "St Ann's",
        "E05013590",
    ],
)
def test_counts_months_and_places_of_a_return_are_no_numbers_of_people(text):
    assert value(text) is None


def test_no_ward_and_nothing_bundled_seems_to_be_about_somebody():
    names = [ward.name for ward_set in gazetteer().ward_sets() for ward in ward_set.wards]
    assert not [name for name in names if found_in(name) or value(name)]
    typed = [words for example in examples(partnership()) for _, words in texts(example.idea)]
    reasons = [step.reason for example in examples(partnership()) for step in example.steps]
    promised = [words for promise in promises() for words in (promise.indicator, promise.source)]
    assert typed
    assert not [words for words in (*typed, *reasons, *promised) if found_in(words)]


@pytest.mark.parametrize(
    "piece", ["1", "14 ", "14march ", "jan", "born ", "x-1 ", "X 12345", "qq12", "a1 ", "_", ".", "19", "@a"]
)
def test_twice_the_text_takes_about_twice_the_time(piece):
    """Quadratic shapes take minutes for a megabyte, and fail here by the time limit of the second run."""
    text = piece * (1_000_000 // len(piece))
    start = process_time()
    found_in(text[: len(text) // 8])
    eighth = process_time() - start
    start = process_time()
    found_in(text)
    assert process_time() - start < 32 * eighth + 1  # 8 times, with room; a quadratic one: 64 times


def test_the_name_of_a_sheet_is_looked_at_and_never_repeated():
    _, (sheet,) = sheets.sheets(files.workbook({"Zed X123456": [["Month", "Received"]]}))
    refused = problem([sheet])
    assert refused is not None
    assert "Rename the sheet" in refused.message
    assert "X123456" not in str(refused)
