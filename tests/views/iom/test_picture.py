"""What the page of a month says: its finding, its source, one ward, those beside the map."""

import pandas as pd
import pytest

from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.released import HIDDEN, MISSING, NOT_GIVEN, between, counted
from probation_commission.views.iom import beside
from probation_commission.views.iom.table import sources_table
from tests.given.pictures import elsewhere, in_ward, picture, release

NFA = "no fixed abode"
EXACT = release(
    in_ward("North", all=counted(5), red=counted(2)),
    in_ward("South", all=counted(0)),
    elsewhere(NFA, "nfa", all=counted(3), red=counted(0)),
    elsewhere("abolished ward", "OLD TOWN", all=counted(1)),
    all=counted(9),
)
BANDED = release(
    in_ward("North", all=between(5, 9), red=between(0, 9)),
    elsewhere(NFA, "", all=between(0, 4), red=between(0, 9), green=NOT_GIVEN),
    elsewhere("abolished ward", "", all=between(5, 9), red=HIDDEN),
    to=Audience.PARTNERSHIP,
    all=between(10, 14),
)


def test_the_finding_counts_those_on_the_map_and_beside_it():
    assert picture(EXACT).finding == (
        "5 of 9 nominals in Exampleshire, May 2026 are on a ward of the map, most in North (5); 4 are not."
    )


def test_on_a_wall_its_first_sentence_is_a_title():
    assert picture(EXACT).finding_on_a_wall == (
        "9 nominals in Exampleshire, May 2026. 5 are on a ward of the map, most in North (5); 4 are not."
    )
    assert picture(BANDED).finding_on_a_wall == picture(BANDED).finding


def test_the_files_name_is_told_to_those_alone_who_may_see_it():
    assert picture(EXACT).source == (
        "Source: IOM return for Exampleshire, May 2026, may.xlsx, loaded by Jo Lead on 3 June 2026."
    )
    assert picture(BANDED).source == (
        "Source: IOM return for Exampleshire, May 2026, loaded by Jo Lead on 3 June 2026."
    )


def test_a_ward_without_a_figure_is_not_a_ward_with_nobody():
    may = picture(EXACT)
    assert may.of_ward("North-2020") == "**North**, Exampleshire, May 2026: 5 nominals, of them 2 red."
    assert may.of_ward("South-2020") == "**South**, Exampleshire, May 2026: 0 nominals."
    assert may.of_ward("East-2020") == (
        "**East** has no figure in the return for Exampleshire, May 2026; that is not zero."
    )
    assert [may.has_figure(f"{name}-2020") for name in ("North", "South", "East")] == [True, True, False]


def test_the_bands_of_one_rag_are_wider():
    assert picture(BANDED).bands.first == (0, 4)
    assert picture(BANDED, rag="red").bands.first == (0, 9)


def test_who_sees_exact_counts_reads_where_and_why_somebody_is_beside_the_map():
    may = picture(EXACT)
    assert beside.table(may).to_numpy().tolist() == [
        [NFA, "NFA", "3"],
        ["abolished ward", "Old Town", "1"],
    ]
    assert beside.nobody(may) == ""
    assert beside.notes(may) == [
        "Abolished wards are not shared out onto today's wards: that would be an estimate."
    ]


def test_on_a_wall_each_reason_is_a_line_and_no_place_is_named():
    assert beside.lines(picture(BANDED)) == [
        "abolished ward: 5–9",
        "Each other reason: 0–4, or not in the return.",
    ]
    assert beside.lines(picture(EXACT))[:2] == [f"{NFA}: 3", "abolished ward: 1"]


def test_where_nobody_of_a_rag_is_beside_the_map_it_says_so():
    red = picture(EXACT, rag="red")  # nought in one place, and no figure in the other
    assert beside.nobody(red) == "None: every one of the red nominals is on a ward of the map."
    assert beside.notes(red) == []


@pytest.mark.parametrize(
    ("rag", "rows", "note"),
    [
        # the lowest band is told under the table; what is above it, not shown or not given, is in it
        ("all", [["abolished ward", "5–9"]], "Each other reason: 0–4, or not in the return."),
        ("red", [["abolished ward", "not shown"]], "Each other reason: 0–9, or not in the return."),
        ("green", [[NFA, "not given"]], "Each other reason: 0–9, or not in the return."),
        ("blue", [], "Each reason: 0–9, or not in the return."),
    ],
)
def test_others_never_read_that_nobody_is_beside_the_map_nor_where(rag, rows, note):
    may = picture(BANDED, rag=rag)
    assert beside.nobody(may) == ""
    assert beside.table(may).to_numpy().tolist() == rows
    assert beside.notes(may) == [note]


def test_a_figure_without_a_sheet_is_named_by_its_cell_alone():
    rows = pd.DataFrame(
        [
            ("red", 2.0, 2.0, 2.0, "revised", "Wards", "B5", "x2", "North"),
            ("all", None, 0.0, 4.0, "none", "", "C5", "<5", "North"),
        ],
        columns=["rag", "value", "low", "high", "mark", "sheet", "cell", "as_written", "place_text"],
    )
    table = sources_table(rows)
    assert list(table["Cell in the source"]) == ["Wards!B5", "C5"]
    assert list(table["Nominals"]) == ["2 (revised)", "fewer than 5"]


def test_a_release_without_a_figure_of_a_ward_has_one_that_says_so():
    assert picture(EXACT).wards["all"].iloc[2] is MISSING
