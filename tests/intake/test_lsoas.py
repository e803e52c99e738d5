"""Files by LSOA with the lookup beside them, put together by ward; headings are those that are published."""

import pytest

from probation_commission.domain.deprivation import Deprivation, Index
from probation_commission.intake.residents import read
from tests import files

A, B, C, LLANDAFF = "E01000001", "E01000002", "E01000003", "W01001711"
KILBURN, FORTUNE_GREEN, CANTON = "E05013658", "E05013654", "W05001280"


def csv(*rows: str) -> bytes:
    return "\n".join(rows).encode()


LOOKUP = csv(
    "LSOA21CD,LSOA21NM,LSOA21NMW,WD25CD,WD25NM,WD25NMW,LAD25CD,LAD25NM,LAD25NMW,ObjectId",
    f"{A},Camden 001A,,{KILBURN},Kilburn,,E09000007,Camden,,1",
    f"{B},Camden 001B,,{KILBURN},Kilburn,,E09000007,Camden,,2",
    f"{C},Camden 001C,,{FORTUNE_GREEN},Fortune Green,,E09000007,Camden,,3",
    f"{LLANDAFF},Cardiff 001A,,{CANTON},Canton,Treganna,W06000015,Cardiff,Caerdydd,4",
)
_FILE_7 = (
    "LSOA code (2021),LSOA name (2021),Local Authority District code (2024),"
    "Local Authority District name (2024),Index of Multiple Deprivation (IMD) Score,"
    "Index of Multiple Deprivation (IMD) Rank (where 1 is most deprived),"
    "Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOAs),"
    "Income Score (rate),Total population: mid 2022,Dependent Children aged 0-15: mid 2022"
)


def file_7(*rows: str) -> bytes:
    return csv(_FILE_7, *rows)


THREE = (
    f"{A},Camden 001A,E09000007,Camden,40.5,900,1,0.3,3000,400",
    f'{B},Camden 001B,E09000007,Camden,20.5,12000,4,0.1,"1,000",90',
    f"{C},Camden 001C,E09000007,Camden,8,30000,10,0.1,1500,90",
)
WIMD = "Data values,Data description,Area code,Area name,Domain,Notes"


def test_a_score_is_weighted_by_the_files_own_residents_and_a_share_is_counted():
    # (40.5 * 3,000 + 20.5 * 1,000) / 4,000 = 35.5
    found = read(file_7(*THREE), LOOKUP)
    assert found.problems == ()
    assert found.deprivation == {
        KILBURN: Deprivation(Index.ENGLISH, 2, 1, 35.5),
        FORTUNE_GREEN: Deprivation(Index.ENGLISH, 1, 0, 8.0),
    }
    assert (found.residents, found.wards_of) == ({}, 2025)


def test_the_order_of_the_two_files_is_all_the_same():
    assert read(LOOKUP, file_7(*THREE)) == read(file_7(*THREE), LOOKUP)


def test_of_wales_there_is_a_share_and_no_score():
    rows = [
        f"191,Rank,{LLANDAFF},Cardiff 001A,Welsh Index of Multiple Deprivation,",
        f"4,Decile,{LLANDAFF},Cardiff 001A,Welsh Index of Multiple Deprivation,",
        f"1800,Rank,{LLANDAFF},Cardiff 001A,Income,",
    ]
    found = read(csv(WIMD, *rows), LOOKUP)
    assert found.problems == ()
    assert found.deprivation == {CANTON: Deprivation(Index.WELSH, 1, 1, None)}
    # The 192nd of 1,917 is not of the most deprived tenth.
    rows[0] = rows[0].replace("191,", "192,")
    assert read(csv(WIMD, *rows), LOOKUP).deprivation[CANTON].most_deprived == 0


def test_scores_of_wales_alone_are_refused_with_why():
    rows = [f"34.2,Score,{LLANDAFF},Cardiff 001A,Welsh Index of Multiple Deprivation,"]
    [problem] = read(csv(WIMD, *rows), LOOKUP).problems
    assert "no rows with the overall rank" in problem.message


@pytest.mark.parametrize(
    ("content", "about"),
    [
        # The census by LSOA from ons.gov.uk; Nomis in bulk; ONS's mid-year workbook.
        (
            csv(
                "Lower layer Super Output Areas Code,Lower layer Super Output Areas,Type Code,Type,"
                "Observation",
                *(f"{code},Name,1,All,{count}" for code, count in ((A, 1500), (B, 1600), (C, 1700))),
            ),
            "",
        ),
        (
            csv(
                "date,geography,geography code,Residence type: Total; measures: Value",
                "2021,England,E92000001,56490045",
                *(f"2021,Name,{code},{count}" for code, count in ((A, 1500), (B, 1600), (C, 1700))),
            ),
            "2021",
        ),
        (
            files.workbook(
                {
                    "Mid-2022 LSOA 2021": [
                        ["Mid-2022 population estimates"],
                        ["LAD 2023 Code", "LAD 2023 Name", "LSOA 2021 Code", "LSOA 2021 Name", "Total", "F0"],
                        ["E09000007", "Camden", A, "Camden 001A", 1500, 9],
                        ["E09000007", "Camden", B, "Camden 001B", "1,600", 9],
                        ["E09000007", "Camden", C, "Camden 001C", 1700, 9],
                    ]
                }
            ),
            "Mid-2022 LSOA 2021",
        ),
    ],
)
def test_residents_by_lsoa_are_added_up(content, about):
    found = read(content, LOOKUP)
    assert found.problems == ()
    assert (found.residents, found.about) == ({KILBURN: 3100, FORTUNE_GREEN: 1700}, about)


def test_all_that_is_wrong_is_told_at_once_with_its_cell():
    lookup = LOOKUP + csv(
        "",
        f"{A},Camden 001A,,{FORTUNE_GREEN},Fortune Green,,E09000007,Camden,,5",  # in two wards
        "E01000009,Camden 001X,,somewhere,,,,,,6",
        "nothing,,,E05013658,,,,,,7",
    )
    content = file_7(
        *THREE,
        THREE[0],  # twice
        "S01006506,Aberdeen,S12000033,Aberdeen,40.5,900,1,0.3,3000,400",
        "E01000007,Camden,E09000007,Camden,many,900,11,0.3,12.5,400",
        "a note,,,,12,,,,,",
    )
    said = [problem.message for problem in read(content, lookup).problems]
    assert [words.split(":")[0] for words in said] == [
        "Lookup, A6", "Lookup, D7", "Lookup, A8", "A5", "A6", "A8", "E7", "G7", "I7",
    ]  # fmt: skip
    assert "two wards; its first row is A2" in said[0]
    assert "stands in A2 too" in said[3]
    assert "Scotland" in said[4]


@pytest.mark.parametrize(
    ("contents", "says"),
    [
        ([LOOKUP], "lookup of LSOAs to wards alone"),
        ([LOOKUP, LOOKUP], "lookup of LSOAs to wards alone"),
        ([file_7(*THREE)], "two files at once"),
        ([file_7(*THREE), file_7(*THREE)], "one file of residents or deprivation at once"),
        ([LOOKUP, file_7(*THREE), LOOKUP], "one file of residents or deprivation at once"),
        # The census of 2011 has other LSOAs; in either file that is said and the other is not blamed.
        ([LOOKUP.replace(b"LSOA21CD", b"LSOA11CD"), file_7(*THREE)], "The lookup is by LSOAs of 2011"),
        ([LOOKUP, file_7(*THREE).replace(b"code (2021)", b"code (2011)")], "This file is by LSOAs of 2011"),
        # Another LSOA than the lookup has, and one that the file lacks: a ward is whole or has no figure.
        ([LOOKUP, file_7(*THREE, THREE[0].replace(A, "E01000008"))], "A5: the lookup has no ward for"),
        ([LOOKUP, file_7(*THREE[1:])], f"only 1 of the 2 LSOAs of the ward {KILBURN}: {A} is missing"),
        ([LOOKUP, file_7(*THREE[:2], THREE[2].replace(",1500,", ",0,"))], "have no residents in the file"),
        ([LOOKUP, file_7(*THREE).replace(b"Total population", b"Population")], "lacks the population denom"),
        ([LOOKUP, b"\x00\x01"], "neither a workbook nor a CSV"),
    ],
)
def test_what_does_not_go_together_is_refused_in_words(contents, says):
    found = read(*contents)
    assert not found.residents
    assert not found.deprivation
    assert says in " ".join(problem.message for problem in found.problems)
