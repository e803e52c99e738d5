"""What comes first: each step of the rule on rows of its own, and for others nothing but what is shown."""

from datetime import date

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from probation_commission.analysis.gaps import ShownEvidence, evidence, provisions, ranked
from probation_commission.disclosure.needs import ShownNeed
from probation_commission.disclosure.unmet import ShownUnmet
from probation_commission.domain.gaps import GapCell, GapGroup
from probation_commission.domain.needs import Need
from probation_commission.domain.pathways import GAP_PATHWAYS
from probation_commission.domain.unmet import UnmetReason
from tests.given.gaps import DEBT, HOMES, NEURO, NORTH, SOUTH, TODAY, WORK, bought, need, service, unmet

AREAS = [NORTH, SOUTH]
CLOSED_WORK = service("shut", pathway=WORK, area="Both", status="ended")
NO_COUNTS = pd.DataFrame(
    [], columns=["subject", "area_code", "month", "months", "category", "low", "high", "made_up"]
)


def gaps(*services, unmet=(), needs=(), groups=(GapGroup.MEN,), areas=AREAS):
    found = provisions(areas, bought(*services), TODAY, {})
    shown = ShownEvidence(
        pd.DataFrame(unmet, columns=ShownUnmet._fields),
        pd.DataFrame(needs, columns=ShownNeed._fields),
        NO_COUNTS,
        {},
    )
    known = evidence(areas, found, shown, TODAY)
    of_groups = {cell: one for cell, one in found.items() if cell.group in groups}
    return ranked(of_groups, known, [area.code for area in areas])


def order(*services, **said):
    return [gap.cell for gap in gaps(*services, **said)]


def test_nothing_that_is_open_is_ranked():
    assert GapCell(HOMES, "N", GapGroup.MEN) not in order(service())
    assert GapCell(HOMES, "S", GapGroup.MEN) in order(service())


def test_evidence_comes_before_none_and_more_who_got_none_before_fewer():
    cells = order(unmet=[unmet("S", low=3), unmet("N", low=12, pathway=DEBT)])
    assert cells[:2] == [GapCell(DEBT, "N", GapGroup.MEN), GapCell(HOMES, "S", GapGroup.MEN)]


def test_then_the_larger_share_with_the_need():
    rows = [need("S", need=Need.FINANCE, low=20), need("N", need=Need.ACCOMMODATION, low=10)]
    assert order(needs=rows)[:2] == [GapCell(DEBT, "S", GapGroup.MEN), GapCell(HOMES, "N", GapGroup.MEN)]


def test_then_the_worse_verdict_then_the_order_of_pathways():
    cells = order(CLOSED_WORK, areas=[NORTH])
    # What is closed is worth a little more than nothing, so it comes last.
    assert [cell.pathway for cell in cells] == [*(one for one in GAP_PATHWAYS if one != WORK), WORK]
    alike = order(CLOSED_WORK, areas=[NORTH], unmet=[unmet(pathway=WORK), unmet(pathway=NEURO)])
    assert [cell.pathway for cell in alike[:2]] == [NEURO, WORK]


def test_a_pathway_of_an_area_has_one_place_with_the_verdict_of_each_group():
    """Homes in the north are open to women alone; who asked is of everybody and ranks once."""
    found = gaps(
        service(sex="women"), unmet=[unmet(low=12)], groups=(GapGroup.WOMEN, GapGroup.MEN), areas=[NORTH]
    )
    first = found[0]
    assert [gap.cell.pathway for gap in found].count(HOMES) == 1
    assert first.cell == GapCell(HOMES, "N", GapGroup.MEN)
    assert [one.cell.group for one in first.provisions] == [GapGroup.MEN, GapGroup.WOMEN]
    assert [one.cell.group for one in first.gaps] == [GapGroup.MEN]


def test_a_sample_of_those_who_have_a_service_says_nothing_of_a_gap_of_others():
    women = need("N", need=Need.ACCOMMODATION, low=30, group=str(GapGroup.WOMEN))
    groups = (GapGroup.MEN, GapGroup.WOMEN)
    found = gaps(service(sex="women"), needs=[women], groups=groups, areas=[NORTH])
    assert not any(gap.ranks for gap in found)
    assert gaps(needs=[women], groups=groups, areas=[NORTH])[0].ranks


def test_made_up_evidence_gives_the_order_only_where_nothing_real_ranks():
    """60 made-up requests for homes; 3 real ones for debt help come first, else the 60 do."""
    invented = unmet(low=60, made_up=True)
    alone = gaps(unmet=[invented, unmet(low=0, high=9, pathway=WORK)])
    assert (alone[0].cell.pathway, alone[0].by_made_up) == (HOMES, True)
    assert [gap.ranks for gap in alone[:2]] == [True, False]
    with_real = gaps(unmet=[invented, unmet(low=3, pathway=DEBT)])
    assert (with_real[0].cell.pathway, with_real[0].by_made_up) == (DEBT, False)
    # What is made up changes no place beside it.
    assert [gap.cell for gap in with_real] == order(unmet=[unmet(low=3, pathway=DEBT)])


def test_ones_own_counts_and_a_first_band_change_no_place():
    nan = float("nan")
    own = [unmet("S", low=nan, high=nan), unmet("S", low=50, reason=UnmetReason.FULL, own=True)]
    assert order(unmet=[*own, unmet(low=0, high=9, pathway=WORK)]) == order()


COUNTS = st.lists(
    st.tuples(st.sampled_from("NS"), st.sampled_from([HOMES, DEBT, WORK]), st.integers(1, 40)),
    unique_by=lambda row: row[:2],
    max_size=6,
)


def banded(rows, move):
    """The counts as others are shown them, in tens; `move` picks another count of each band."""
    return [
        unmet(area, date(2026, 7, 1), pathway, low=low, high=low + 9)
        for area, pathway, count in rows
        for low in [(count // 10 * 10 + move(count) % 10) // 10 * 10]
    ]


@given(COUNTS, st.integers(0, 9))
def test_the_order_tells_nothing_that_the_bands_do_not(rows, other):
    as_it_is = order(CLOSED_WORK, unmet=banded(rows, lambda count: count))
    otherwise = order(CLOSED_WORK, unmet=banded(rows, lambda count: count + other))
    assert as_it_is == otherwise


@given(COUNTS)
def test_what_is_in_one_band_stands_in_the_order_of_pathways(rows):
    in_one = [(area, pathway, 15) for area, pathway, _ in rows]
    # Between 10 and 19: a first band ranks nothing.
    cells = order(unmet=banded(in_one, lambda count: count))
    first = cells[: len(rows)]
    assert first == sorted(first, key=lambda cell: (GAP_PATHWAYS.index(cell.pathway), cell.area_code))
