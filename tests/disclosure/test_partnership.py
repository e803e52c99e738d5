"""What the partnership is told of a month; each row is typed by hand, with the edge that it sits on."""

import pytest

from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.release import Ground, releases
from probation_commission.disclosure.rules import Rule, Rules
from probation_commission.domain.iom import COUNTS, Rag
from probation_commission.domain.localities import GroupingInForce
from probation_commission.geography.gazetteer import gazetteer
from tests.given.returns import HARINGEY, MAY, figures_of, monthly, nominals

WARDS = gazetteer().ward_set(HARINGEY, MAY)
NAMES = [ward.name for ward in WARDS.wards]


def month(*rows, none=(0, 0, 0, 0), totals=None, nfa=None):
    """A month of the first wards by all four RAGs, with those in no row; totals that add up or are given."""
    figures = []
    for name, counts in [*zip(NAMES, rows, strict=False), *([("NFA", nfa)] if nfa else [])]:
        figures += [nominals(sum(counts), name)]
        figures += [nominals(count, name, rag) for rag, count in zip(Rag, counts, strict=True)]
    parts = [*rows, none, *([nfa] if nfa else [])]
    sums = totals or [sum(column) for column in zip(*parts, strict=True)]
    figures += [nominals(sum(sums))]
    figures += [nominals(count, rag=rag) for rag, count in zip(Rag, sums, strict=True)]
    return figures_of(monthly(*figures))


def told(frame, *, in_localities=0, width=5, to=Audience.PARTNERSHIP):
    """The release, with the first wards in one locality."""
    grouping = {ward.code: "East" for ward in WARDS.wards[:in_localities]}
    ground = Ground(HARINGEY.code, lambda _: WARDS, lambda _: GroupingInForce(MAY, grouping))
    rules = Rules((Rule(Audience.PARTNERSHIP, width),))
    return releases(frame, to, rules, ground, b"a secret of these tests")[MAY]


def words(release, number: int) -> list[str]:
    """All, red, amber, green, blue of a ward, in words."""
    row = release.wards(WARDS).iloc[number]
    return [row[name].text for name in COUNTS]


def of_area(release) -> list[str]:
    return [release.total(name).text for name in COUNTS]


FULL = [(9, 9, 9, 9)] * 6


@pytest.mark.parametrize(
    ("count", "band"),
    [
        (0, "0–4"),
        (1, "0–4"),
        (4, "0–4"),
        (5, "5–9"),
        (9, "5–9"),
        (10, "10–14"),
        (15, "15–19"),
        (19, "15–19"),
        (20, "20–29"),  # tens from twenty on
        (29, "20–29"),
        (30, "30–39"),
    ],
)
def test_a_ward_is_in_a_fixed_band_and_so_is_no_fixed_abode(count, band):
    release = told(month((count, 0, 0, 0), *FULL, none=(9, 9, 9, 9), nfa=(count, 0, 0, 0)))
    assert words(release, 0)[0] == band
    beside = release.beside().set_index("why")["all"]
    assert beside["no fixed abode"].text == band


@pytest.mark.parametrize(("count", "band"), [(0, "0–9"), (9, "0–9"), (10, "10–19"), (19, "10–19")])
def test_by_rag_no_band_is_narrower_than_ten(count, band):
    assert words(told(month((count, 0, 0, 0), *FULL, none=(9, 9, 9, 9))), 0)[1] == band


def test_a_ward_named_with_nought_is_told_as_one_that_is_not_named():
    named = told(month(*FULL, (0, 0, 0, 0)))
    not_named = told(month(*FULL))
    assert dict(named.cells) == dict(not_named.cells)
    assert words(named, 6) == ["0–4", "0–9", "0–9", "0–9", "0–9"]


def test_every_reason_for_being_on_no_ward_is_told_each_time_and_no_place_is_named():
    beside = told(month(*FULL, nfa=(1, 0, 0, 0))).beside()
    assert len(beside) == 10
    assert set(beside.place) == {""}
    assert set(beside["all"].map(lambda one: one.text)) == {"0–4"}


def test_totals_are_counts_if_every_rag_is_ten_or_more():
    assert of_area(told(month(*FULL, none=(0, 0, 0, 0)))) == ["216", "54", "54", "54", "54"]
    at_ten = month(*[(3, 3, 3, 2)] * 5, none=(9, 9, 9, 0))
    assert of_area(told(at_ten)) == ["82", "24", "24", "24", "10"]


def test_where_one_rag_has_nine_all_four_are_bands_or_it_would_be_the_whole_less_three():
    at_nine = month(*[(3, 3, 3, 2)] * 4, (3, 3, 3, 1), none=(9, 9, 9, 0))
    assert of_area(told(at_nine)) == ["81", "20–29", "20–29", "20–29", "0–9"]


def test_a_whole_under_ten_is_no_count():
    assert of_area(told(month((2, 2, 2, 2)))) == ["0–9"] * 5


def test_a_total_that_would_tell_is_taken_away_altogether():
    # two wards of five and nobody else: 10 is 5 and 5; 12 is still only three ways; 13 is told
    for red in (5, 6, 7):
        assert of_area(told(month((red, 0, 0, 0), (5, 0, 0, 0))))[0] == "not shown"
    assert of_area(told(month((8, 0, 0, 0), (5, 0, 0, 0))))[0] == "13"


def test_a_locality_of_five_wards_is_never_said_to_have_twenty_to_twenty_nine():
    # at 20 each of them would have four
    for row, band in (((1, 1, 1, 1), "15 or more"), ((1, 1, 1, 0), "15 or more"), ((1, 1, 0, 0), "10–14")):
        frame = month(*[row] * 5, *FULL)
        release = told(frame, in_localities=5)
        assert release.localities()["all"][0].text == band
        assert words(release, 0)[0] == "0–4"


def test_a_locality_whose_bands_together_would_tell_is_not_shown():
    # ten red of five wards of 0–4; were ten of them amber as well, each ward would have four
    release = told(month(*[(2, 0, 1, 0)] * 5, *FULL), in_localities=5)
    assert {one.text for name in COUNTS for one in release.localities()[name]} == {"not shown"}


def test_a_return_without_rows_has_nobody_in_no_row():
    frame = figures_of(monthly(nominals(321)))  # in the band 320–329 it would be told but for two
    release = told(frame)
    assert of_area(release)[0] == "321"
    assert release.beside()["all"].iloc[-1].text == "not shown"


def test_more_in_the_rows_than_in_the_whole_is_no_total():
    assert of_area(told(month(*FULL, totals=(9, 9, 9, 9)))) == ["not shown"] * 5


def test_a_wider_rule_is_wider_everywhere():
    release = told(month((12, 0, 0, 0), *FULL, none=(9, 9, 9, 9)), width=20)
    assert words(release, 0) == ["0–19"] * 5
    assert of_area(release)[0] == "264"


@pytest.mark.parametrize("to", [Audience.RESTRICTED, Audience.MEMBERS])
def test_leads_and_members_under_an_agreement_see_counts(to):
    release = told(month((1, 0, 0, 0), (0, 2, 0, 0)), to=to)
    assert words(release, 0) == ["1", "1", "0", "0", "0"]
    assert words(release, 2) == ["not in the return"] * 5


@pytest.mark.parametrize(
    ("to", "text"),
    [(Audience.RESTRICTED, "15"), (Audience.PARTNERSHIP, "15–19"), (Audience.PUBLIC, "10–19")],
)
def test_a_ward_in_two_rows_written_two_ways_is_one_ward_with_both_counts(to, text):
    frame = figures_of(monthly(nominals(8, "BRUCE CASTLE"), nominals(7, "Bruce Castle Ward"), nominals(50)))
    wards = told(frame, to=to).wards(WARDS).set_index("ward")
    assert wards["all"]["Bruce Castle"].text == text


def test_the_public_is_told_wards_in_tens_their_sums_and_a_rounded_total():
    release = told(month((12, 0, 0, 0), *FULL, none=(9, 9, 9, 9)), in_localities=2, to=Audience.PUBLIC)
    assert words(release, 0) == ["10–19", *["not in the return"] * 4]
    assert words(release, 9)[0] == "0–9"
    assert release.localities()["all"][0].text == "40–58"  # 10–19 and 30–39
    assert release.total().text in {"260", "265"}  # 264
    assert release.beside().empty
