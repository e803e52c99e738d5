"""What is told of counts given as bounds or marks to whoever sees bands: true, and no more than the bands."""

import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from probation_commission.disclosure import breakdowns
from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.bands import Bands
from probation_commission.disclosure.release import Ground, releases
from probation_commission.disclosure.rules import Rule, Rules
from probation_commission.domain.iom import ALL, COUNTS, Breakdown, Rag
from probation_commission.domain.localities import GroupingInForce
from probation_commission.domain.marks import Mark
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.views import overview
from probation_commission.views.iom import in_bands
from probation_commission.views.iom.table import bands, table, whole_table
from probation_commission.views.iom.words import finding, how_many, of_ward
from tests.given.returns import HARINGEY, MAY, figures_of, monthly, nominals

WARDS = gazetteer().ward_set(HARINGEY, MAY)
NAMES = [ward.name for ward in WARDS.wards]
MANY = [nominals(30, name) for name in NAMES[5:9]]
"""Four wards of 30, so that a total beside the others tells nothing."""
NOT_GIVEN = "not given"
NO_SERVICES = pd.DataFrame(columns=["illustrative", "status", "slug", "name"])


def bound(low, high, where=None, rag=None, mark=Mark.NONE):
    return replace(nominals(0, where, rag), value=None, low=low, high=high, mark=mark, as_written="as sent")


def withheld(where=None, rag=None):
    return bound(None, None, where, rag, Mark.SUPPRESSED)


def released(*figures, to=Audience.PARTNERSHIP, in_localities=0, width=5):
    grouping = {ward.code: "East" for ward in WARDS.wards[:in_localities]}
    ground = Ground(HARINGEY.code, lambda _: WARDS, lambda _: GroupingInForce(MAY, grouping))
    rules = Rules((Rule(Audience.PARTNERSHIP, width),))
    return releases(figures_of(monthly(*figures)), to, rules, ground, b"of these tests")[MAY]


def ward(release, name, column=ALL) -> str:
    return release.wards(WARDS).set_index("ward").loc[name][column].text


def beside(release) -> dict[str, str]:
    rows = release.beside()
    return dict(zip(rows.why, [cell.text for cell in rows[ALL]], strict=True))


IN_NO_ROW = "in no row of the ward table"


@pytest.mark.parametrize(
    ("low", "high", "band", "by_rag", "public"),
    [
        (0, 4, "0–4", "0–9", "0–9"),  # "<5"
        (1, 4, "0–4", "0–9", "0–9"),  # "1-4": never narrower than the band
        (5, 9, "5–9", "0–9", "0–9"),  # the band itself
        (6, 8, "5–9", "0–9", "0–9"),
        (4, 5, NOT_GIVEN, "0–9", NOT_GIVEN),  # over the edge by one on either side
        (3, 7, NOT_GIVEN, "0–9", NOT_GIVEN),
        (0, 9, NOT_GIVEN, "0–9", NOT_GIVEN),  # "<10": two bands of wards, one of RAGs
        (9, 10, NOT_GIVEN, NOT_GIVEN, NOT_GIVEN),
        (10, 14, "10–14", "10–19", "10–19"),
        (15, 19, "15–19", "10–19", "10–19"),
        (20, 29, "20–29", "20–29", "20–29"),  # tens from twenty on
        (20, 30, NOT_GIVEN, NOT_GIVEN, NOT_GIVEN),
        (10, None, NOT_GIVEN, NOT_GIVEN, NOT_GIVEN),  # "10+"
        (None, None, NOT_GIVEN, NOT_GIVEN, NOT_GIVEN),  # "[c]"
    ],
)
def test_a_bound_is_told_as_the_band_that_it_lies_in_or_as_not_given(low, high, band, by_rag, public):
    figures = [nominals(200), *MANY, bound(low, high, NAMES[0]), bound(low, high, NAMES[1], Rag.RED)]
    release = released(*figures)
    assert ward(release, NAMES[0]) == band
    assert ward(release, NAMES[1], "red") == by_rag
    assert ward(release, NAMES[1]) == band  # all of a ward is what its RAGs can be
    assert ward(release, NAMES[2]) == "0–4"  # not in the return
    assert ward(released(*figures, to=Audience.PUBLIC), NAMES[0]) == public


def test_a_band_of_a_bound_is_that_of_a_count_and_nothing_else_differs():
    def cells(*figures, to):
        return dict(released(nominals(200), *MANY, *figures, to=to, in_localities=3).cells)

    for to in (Audience.PARTNERSHIP, Audience.PUBLIC):
        exact = cells(nominals(7, NAMES[0]), to=to)
        for low, high in ((5, 9), (6, 8), (7, 9)):
            assert cells(bound(low, high, NAMES[0]), to=to) == exact


def test_two_rows_of_one_ward_are_what_they_can_be_together():
    release = released(nominals(200), *MANY, nominals(5, NAMES[0]), bound(0, 4, NAMES[0]))
    assert ward(release, NAMES[0]) == "5–9"
    release = released(nominals(200), *MANY, nominals(6, NAMES[0]), bound(0, 4, NAMES[0]))
    assert ward(release, NAMES[0]) == NOT_GIVEN


def test_a_reason_for_being_on_no_ward_is_told_alike():
    release = released(nominals(200), *MANY, bound(5, 9, "NFA"), withheld("BOWES"))
    assert beside(release)["no fixed abode"] == "5–9"
    assert beside(release)["ward of a neighbouring authority"] == NOT_GIVEN
    assert beside(release)["abolished ward"] == "0–4"


def test_a_locality_is_the_band_that_its_wards_can_be_in_together():
    few = [nominals(9, name) for name in NAMES[1:3]]

    def east(*figures, to=Audience.PARTNERSHIP):
        release = released(nominals(200), *MANY, *figures, to=to, in_localities=5)
        return release.localities().set_index("locality")[ALL]["East"].text

    assert east(*few, bound(2, 9, NAMES[0])) == "20–29"  # 18 and 2 to 9
    assert east(*few, bound(0, 4, NAMES[0])) == NOT_GIVEN  # 18 to 22
    assert east(*few, withheld(NAMES[0])) == NOT_GIVEN
    assert east(*few, withheld(NAMES[0]), to=Audience.PUBLIC) == NOT_GIVEN


def test_a_stated_total_stays_a_count_and_who_is_in_no_row_is_what_it_leaves():
    release = released(nominals(131), *MANY, bound(0, 4, NAMES[0]))
    assert release.total().text == "131"
    assert beside(release)[IN_NO_ROW] == NOT_GIVEN  # 7 to 11
    assert beside(released(nominals(129), *MANY, bound(0, 4, NAMES[0])))[IN_NO_ROW] == "5–9"
    assert beside(released(nominals(129), *MANY, withheld(NAMES[0])))[IN_NO_ROW] == NOT_GIVEN
    # 130 in rows and 125 in all: nobody is in no row.
    assert beside(released(nominals(125), *MANY, nominals(8, NAMES[0])))[IN_NO_ROW] == "0–4"


@pytest.mark.parametrize("bounded", [bound(0, 4, NAMES[0]), bound(0, 4, "NFA"), withheld(NAMES[0])])
@pytest.mark.parametrize("to", [Audience.PARTNERSHIP, Audience.PUBLIC])
def test_without_a_total_a_bound_leaves_the_whole_not_given(bounded, to):
    release = released(*MANY, bounded, to=to)
    assert release.total().text == NOT_GIVEN
    assert not release.total().known


def test_without_a_total_nobody_is_said_to_be_in_no_row():
    assert beside(released(*MANY, bound(10, 14, NAMES[0])))[IN_NO_ROW] == "0–4"
    lead = released(*MANY, bound(10, 14, NAMES[0]), to=Audience.RESTRICTED)
    assert beside(lead)[IN_NO_ROW] == "0"
    assert lead.total().text == "130–134"


def test_a_whole_under_ten_stays_in_its_band():
    assert released(nominals(2, NAMES[1]), bound(0, 4, NAMES[0])).total().text == "0–9"
    assert released(bound(5, 9)).total().text == "0–9"
    assert released(bound(5, 10)).total().text == NOT_GIVEN


def test_a_total_stated_as_a_bound_leaves_a_stretch_in_no_row():
    figures = [bound(140, 149), *MANY, bound(0, 4, NAMES[0])]
    assert beside(released(*figures, to=Audience.RESTRICTED))[IN_NO_ROW] == "16–29"
    assert beside(released(*figures))[IN_NO_ROW] == NOT_GIVEN


@pytest.mark.parametrize(
    ("low", "high", "lead", "partner", "in_no_row"),
    [
        (60, None, "60 or more", NOT_GIVEN, "8 or more"),
        (0, 39, "fewer than 40", NOT_GIVEN, "0"),
        (0, 4, "fewer than 5", "not shown", "0"),
        (40, 60, "52", "not shown", "0"),  # it can be what the rows are
    ],
)
def test_a_bound_that_the_rows_contradict_does_not_vanish(low, high, lead, partner, in_no_row):
    figures = bound(low, high), nominals(20, NAMES[0]), nominals(32, NAMES[1])
    told = released(*figures, to=Audience.RESTRICTED)
    assert (told.total().text, beside(told).get(IN_NO_ROW)) == (lead, in_no_row)
    assert released(*figures).total().text == partner


def test_the_area_s_rags_are_bands_where_a_row_gives_a_bound_of_one():
    rags = [nominals(12, NAMES[at], rag) for at in range(5) for rag in Rag]
    assert [released(*rags).total(rag).text for rag in COUNTS] == ["240", *["60"] * 4]
    release = released(*rags, bound(0, 4, NAMES[6], Rag.RED), bound(0, 9, NAMES[7], Rag.BLUE))
    assert [release.total(rag).text for rag in COUNTS] == [NOT_GIVEN, "60–69", "60–69", "60–69", "60–69"]
    release = released(*rags, withheld(NAMES[6], Rag.RED))
    assert [release.total(rag).text for rag in COUNTS] == [NOT_GIVEN, NOT_GIVEN, "60–69", "60–69", "60–69"]


def test_a_ward_of_which_one_rag_alone_is_given_and_withheld_has_no_count():
    figures = [nominals(130), *MANY, withheld(NAMES[0], Rag.RED)]
    assert ward(released(*figures), NAMES[0]) == NOT_GIVEN
    assert ward(released(*figures, to=Audience.RESTRICTED), NAMES[0]) == "withheld by the sender"


def test_a_return_of_bounds_alone_has_rows():
    release = released(nominals(30), bound(0, 4, NAMES[0]))
    assert beside(release)[IN_NO_ROW] == NOT_GIVEN  # 26 to 30, not hidden as without a row


# In words on the page.


def test_what_is_not_given_is_said_in_the_same_words_everywhere():
    figures = [nominals(30, NAMES[6]), withheld(NAMES[0]), bound(3, 7, NAMES[1], Rag.RED)]
    release = released(*figures)
    wards, others = release.wards(WARDS), release.beside()[ALL]
    assert finding(wards, others, release.total(), rag=ALL, where="Haringey, May 2023") == (
        f"Nominals (not given) in Haringey, May 2023. By ward in bands, the highest is 30–39, in {NAMES[6]}; "
        "18 of 19 are in the lowest; of 2 wards it is not given."
    )
    assert of_ward(wards.iloc[0], []) == "nominals: not given."
    rows = table(release, WARDS).set_index("Ward").All
    assert [rows[name] for name in NAMES[:3]] == [NOT_GIVEN, NOT_GIVEN, "0–4"]
    assert whole_table(release, WARDS).set_index("Ward").All["The whole area"] == NOT_GIVEN
    assert "“not given”: " in bands(release)
    drawing = in_bands({"A": wards[ALL][0], "B": wards[ALL][2]}, wards[ALL], release.rule.counts, ALL)
    assert [drawing.shades[code].step for code in "AB"] == [None, 0]
    assert NOT_GIVEN in [entry.text for entry in drawing.legend]
    assert "IOM nominals (not given) in May 2023" in overview.finding("Haringey", release, 0, NO_SERVICES)


def test_a_lead_reads_a_whole_that_is_withheld_as_no_number():
    release = released(withheld(), to=Audience.RESTRICTED)
    assert how_many(release.total(), ALL) == "Nominals (withheld by the sender)"
    of_area = overview.finding("Haringey", release, 0, NO_SERVICES)
    assert "IOM nominals (withheld by the sender) in May 2023" in of_area


# No more than the fixed bands, and nothing false.

ENDS = st.one_of(
    st.tuples(st.integers(0, 12), st.integers(0, 12)),
    st.tuples(st.integers(0, 12), st.none()),
    st.just((None, None)),
)


@st.composite
def months(draw):
    """True counts of places, and figures that give each exactly, or as ends that it lies between."""
    true, figures = {}, []
    for place in ["NFA", *NAMES[:5]]:
        for rag in [None] if draw(st.booleans()) else list(Rag):
            count = draw(st.integers(0, 25))
            below, above = draw(ENDS)
            figure = nominals(count, place, rag)
            if draw(st.booleans()) and (below, above) != (0, 0):
                low = None if below is None else max(0, count - below)
                figure = replace(figure, value=None, low=low, high=None if above is None else count + above)
            if figure.value is None and figure.low == figure.high is not None:
                figure = replace(figure, value=figure.low)
            true[place, rag or ALL] = count
            figures.append(figure)
    return true, figures, draw(st.none() | st.integers(0, 12)), draw(st.integers(0, 5))


def holds(cell, count) -> bool:
    if not cell.known:
        return cell.text in {NOT_GIVEN, "not shown"}
    return cell.low <= count <= (math.inf if cell.high is None else cell.high)


def is_fixed(cell, bands: Bands) -> bool:
    """Whether no more is told than a fixed band, or several of them together."""
    return not cell.known or (
        bands.of(cell.low)[0] == cell.low and (cell.high is None or bands.of(cell.high)[1] == cell.high)
    )


@settings(max_examples=20, deadline=None)
@given(months())
def test_what_is_told_is_true_and_no_narrower_than_a_band(month):
    true, figures, in_no_row, in_localities = month
    of_wards = {place: sum(count for (of, _), count in true.items() if of == place) for place, _ in true}
    whole = sum(of_wards.values()) + (in_no_row or 0)
    stated = [] if in_no_row is None else [nominals(whole)]
    for to in (Audience.PARTNERSHIP, Audience.PUBLIC):
        release = released(*figures, *stated, to=to, in_localities=in_localities)
        rule = release.rule
        wards = release.wards(WARDS).set_index("ward")
        for name in NAMES:
            assert holds(wards[ALL][name], of_wards.get(name, 0))
            assert is_fixed(wards[ALL][name], rule.counts)
            for rag in () if to is Audience.PUBLIC else Rag:
                assert holds(wards[rag][name], true.get((name, rag), 0))
                assert is_fixed(wards[rag][name], rule.by_rag)
        for cell in release.localities()[ALL]:
            assert holds(cell, sum(of_wards.get(name, 0) for name in NAMES[:in_localities]))
            assert to is Audience.PUBLIC or is_fixed(cell, rule.counts)
        low, high = release.total().low, release.total().high
        assert holds(release.total(), whole)
        if low == high:  # a count of the whole only where the return gives one
            assert stated or all(figure.value is not None for figure in figures)
        for why, cell in {} if to is Audience.PUBLIC else {**beside_cells(release)}.items():
            if why in {"no fixed abode", IN_NO_ROW}:
                count = of_wards["NFA"] if why == "no fixed abode" else in_no_row or 0
                assert holds(cell, count)
            assert is_fixed(cell, rule.counts)


def beside_cells(release) -> dict:
    rows = release.beside()
    return dict(zip(rows.why, rows[ALL], strict=True))


@settings(max_examples=12, deadline=None)
@given(months())
def test_the_public_s_view_is_a_coarsening_of_the_partnership_s(month):
    _, figures, _, in_localities = month
    partnership, public = (
        released(*figures, to=to, in_localities=in_localities)
        for to in (Audience.PARTNERSHIP, Audience.PUBLIC)
    )
    for ours, theirs in zip(partnership.wards(WARDS)[ALL], public.wards(WARDS)[ALL], strict=True):
        assert ours.known == theirs.known
        if ours.known:
            assert theirs.low <= ours.low <= ours.high <= theirs.high
        else:
            assert ours.text == theirs.text == NOT_GIVEN
    assert partnership.total().known or not public.total().known


# Breakdowns.


def breakdown(*figures) -> dict[str, str]:
    of_month = [nominals(200), *figures]
    release = released(*of_month)
    told = breakdowns.lines(figures_of(monthly(*of_month)), release.total(), release.rule)
    return {line.category: line.told.text for line in told}


def sex(figure, category):
    return replace(figure, breakdown=Breakdown.GENDER, category=category)


def test_a_breakdown_with_a_bound_beyond_its_first_band_is_not_told():
    men = sex(nominals(150), "Male")
    assert breakdown(men, sex(bound(0, 4), "Female")) == breakdown(men) != {}
    for low, high in ((5, 10), (10, 19), (None, None), (10, None)):
        assert breakdown(men, sex(bound(low, high), "Female")) == {}


def test_a_return_of_rows_alone_has_no_breakdown():
    rows = [nominals(200, name) for name in NAMES[:2]]
    release = released(*rows)
    assert breakdowns.lines(figures_of(monthly(*rows)), release.total(), release.rule) == []


def test_bands_hold_both_ends_or_none():
    low, high, held = Bands(5).holding(np.array([0.0, 3, 20, 5, 0]), np.array([4.0, 7, 29, 9, math.inf]))
    assert held.tolist() == [True, False, True, True, False]
    assert low[held].tolist() == [0, 20, 5]
    assert high[held].tolist() == [4, 29, 9]
