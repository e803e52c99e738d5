"""What is said of wards: where residents are from, and deprivation, of England and Wales each its own way."""

from dataclasses import replace
from datetime import date

import pytest

from probation_commission.disclosure.released import counted
from probation_commission.domain.deprivation import Deprivation, Index
from probation_commission.domain.places import Authority, Ward
from probation_commission.views import wards as words
from probation_commission.views.iom import table as iom_table
from tests.given.pictures import WARDS, in_ward, release

CENSUS = "Census 2021, an areal estimate (on average 6% off)"
FILE = "nomis.csv (2024), loaded on 3 May 2026"
CAMDEN = Authority("E09000007", "Camden", "London")


def ward(residents: int | None = 9000, source: str = "", deprivation: Deprivation | None = None) -> Ward:
    start = date(2022, 5, 5)
    return Ward("E05013658", "Kilburn", CAMDEN, start, None, None, residents, source, deprivation)


@pytest.mark.parametrize(
    ("wards", "sentence", "heading"),
    [
        (
            [ward(), ward()],
            f"Residents: {CENSUS}, so every rate is an estimate too.",
            "Residents 2021 (estimate)",
        ),
        # Whoever loaded others is told which are used, and since when.
        (
            [ward(source=FILE), ward(None)],
            f"Residents: {FILE}, so every rate is an estimate too.",
            "Residents (estimate)",
        ),
        (
            [ward(source=FILE), ward()],
            f"Residents of some wards: {FILE}; of others: {CENSUS}, so every rate is an estimate too.",
            "Residents (estimate)",
        ),
        (
            [ward(None)],
            "How many residents there are is not known, so there is no rate.",
            "Residents 2021 (estimate)",
        ),
    ],
)
def test_a_rate_says_the_residents_that_it_rests_on(wards, sentence, heading):
    assert words.estimate(words.sources_of_residents(wards)) == sentence
    assert words.residents_heading(wards) == heading


def test_england_has_scores_and_wales_has_shares_in_columns_of_their_own():
    english = ward(deprivation=Deprivation(Index.ENGLISH, 4, 1, 35.5, "f.csv, loaded on 3 May 2026"))
    welsh = ward(deprivation=Deprivation(Index.WELSH, 5, 3, None, "w.csv, loaded on 3 May 2026"))
    assert words.deprivation_columns([english, ward()]) == {"IMD 2025 score (estimate)": [35.5, None]}
    [(heading, cells)] = words.deprivation_columns([welsh, ward()]).items()
    assert (heading.split(",")[0], cells) == ("LSOAs in the most deprived tenth of Wales", ["3 of 5", None])
    assert words.deprivation_columns([ward()]) == {}
    assert words.deprivation_of(english) == (
        "IMD 2025: score 35.5, 1 of its 4 LSOAs in the most deprived tenth of England (an estimate)."
    )
    assert words.deprivation_of(welsh).startswith("WIMD 2025: 3 of its 5 LSOAs in the most deprived tenth")
    assert words.deprivation_of(ward()) == ""
    assert words.sources_of_deprivation([english, ward()]).startswith(
        "Deprivation: English indices of deprivation 2025, f.csv, loaded on 3 May 2026; an estimate"
    )
    assert words.sources_of_deprivation([ward()]) == ""


def test_the_table_of_wards_has_what_was_loaded_and_its_file_says_from_where():
    found = Deprivation(Index.ENGLISH, 4, 1, 35.5, "f.csv, loaded on 3 May 2026")
    north, south, east = WARDS.wards
    loaded = replace(WARDS, wards=(replace(north, deprivation=found, residents_from=FILE), south, east))
    shown = iom_table.table(release(in_ward("North", all=counted(8))), loaded)
    assert list(shown["IMD 2025 score (estimate)"].fillna(-1)) == [35.5, -1, -1]
    assert list(shown["Residents (estimate)"].fillna(-1)) == [1000, 2000, -1]
    about = iom_table.about_wards(loaded)
    assert list(about) == ["Residents", "Deprivation"]
    assert list(iom_table.about_wards(WARDS)) == ["Residents"]
