"""Residents by ward, from the files of ONS as they are."""

import pytest

from probation_commission.intake.residents import read
from tests import files

FORTUNE_GREEN, KILBURN = "E05013653", "E05013658"
MID_YEAR = [
    ["Mid-2022 population estimates by ward"],
    ["Contents"],
    [],
    ["LAD 2023 Code", "LAD 2023 Name", "Ward 2023 Code", "Ward 2023 Name", "Total", "F0", "M0"],
    ["E09000007", "Camden", FORTUNE_GREEN, "Fortune Green", 11620, 60, 61],
    ["E09000007", "Camden", KILBURN, "Kilburn", "11,031", 50, 51],
]

OLDER = [*MID_YEAR[:4], ["E09000007", "Camden", KILBURN, "Kilburn", 10500, 1, 1]]


def csv(*rows: str) -> bytes:
    return "\n".join(rows).encode()


@pytest.mark.parametrize(
    ("content", "residents"),
    [
        # As published: titles above the headings, and a thousands comma in one cell.
        (
            files.workbook({"Notes": [["Notes"]], "Mid-2021": OLDER, "Mid-2022": MID_YEAR}),
            {FORTUNE_GREEN: 11620, KILBURN: 11031},
        ),
        # The census by ward, where the variable's one category stands beside.
        (
            csv(
                "Electoral wards and divisions Code,Electoral wards and divisions,Type Code,Type,Observation",
                f"{KILBURN},Kilburn,1,All,10987",
            ),
            {KILBURN: 10987},
        ),
        # Nomis in bulk: the country and the region stand among the wards.
        (
            csv(
                "date,geography,geography code,Residence type: Total; measures: Value,Other",
                "2021,England,E92000001,56490045,1",
                f"2021,Kilburn,{KILBURN},10987,10800",
                "2021,Llandaff North,W05001294,8123,8100",
            ),
            {KILBURN: 10987, "W05001294": 8123},
        ),
        # Nomis by its interface.
        (csv("DATE,GEOGRAPHY_CODE,OBS_VALUE", f"2024,{KILBURN},11200"), {KILBURN: 11200}),
    ],
)
def test_what_is_published_is_read_as_it_is(content, residents):
    found = read(content)
    assert (dict(found.residents), found.problems) == (residents, ())


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (csv("LSOA code (2021),Index of Multiple Deprivation (IMD) Score", "E01000001,6.2"), "by LSOA"),
        (csv("ward,leaves", "Kilburn,12"), "No table of residents by ward was found"),
        # Two figures for one ward: by sex, say. Neither is taken for its residents.
        (
            csv("GEOGRAPHY_CODE,OBS_VALUE", f"{KILBURN},5400", f"{KILBURN},5600"),
            "several figures for one ward",
        ),
        (csv("GEOGRAPHY_CODE,OBS_VALUE", f"{KILBURN},about 11000"), "B2"),
        (csv("GEOGRAPHY_CODE,OBS_VALUE", "E09000007,210000"), "No table of residents by ward"),
    ],
)
def test_what_is_none_is_refused_in_words_and_whole(content, says):
    found = read(content)
    assert not found.residents
    assert says in found.problems[0].message
