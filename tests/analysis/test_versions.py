"""What differs between two versions of a return, cell by cell."""

from dataclasses import replace

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from probation_commission.analysis.versions import differences, moved, numbered
from probation_commission.domain.iom import Rag
from probation_commission.domain.marks import Mark
from probation_commission.domain.returns import Cell
from tests.given.returns import figures_of, monthly, nominals

THEN = figures_of(
    monthly(
        nominals(61),
        nominals(7, "HARRINGAY", cell="B2"),
        nominals(3, "HARRINGAY", Rag.RED, cell="D2"),
        nominals(5, "BRUCE GROVE", cell="B3"),  # gone in the later version
        nominals(5, "NFA", cell="B4"),  # stands in another cell later
    )
)
NOW = figures_of(
    monthly(
        nominals(62),
        nominals(7, "Harringay", cell="B2"),  # the same ward, written otherwise
        nominals(2, "HARRINGAY", Rag.RED, cell="D2"),
        nominals(5, "NFA", cell="B3"),
        nominals(0, "BOWES", cell="B5"),  # new, though a zero
    )
)


def test_changed_gone_and_added_figures_are_named_with_both_cells():
    found = differences(THEN, NOW)
    rows = found[["change", "rag", "place", "value_then", "value_now"]].astype(object)
    assert sorted(map(str, rows.where(rows.notna(), None).to_numpy().tolist())) == sorted(
        map(
            str,
            [
                ["changed", "", "", 61.0, 62.0],
                ["changed", "red", "E05013590", 3.0, 2.0],
                ["gone", "", "E05000268", 5.0, None],
                ["added", "", "E05013673", None, 0.0],
            ],
        )
    )
    red = found[found.rag == "red"].iloc[0]
    assert (red.what, red.cell_then, red.cell_now, red.as_written_now) == (
        "cohort",
        "Wards!D2",
        "Wards!D2",
        "2",
    )


def test_a_figure_that_only_stands_elsewhere_does_not_differ_and_is_counted():
    assert moved(THEN, NOW) == 1


def test_nothing_differs_from_itself_and_everything_from_nothing():
    assert differences(THEN, THEN).empty
    assert set(differences(THEN.head(0), THEN).change) == {"added"}
    assert set(differences(THEN, THEN.head(0)).change) == {"gone"}
    assert differences(THEN.head(0), THEN.head(0)).empty


def test_two_figures_that_count_the_same_are_held_against_each_other_in_order():
    twice = figures_of(monthly(nominals(1, "NFA", cell="B2"), nominals(2, "NFA", cell="B9")))
    once = figures_of(monthly(nominals(1, "NFA", cell="B2")))
    assert differences(twice, twice).empty
    assert list(differences(twice, once).value_then) == [2]


COUNTS = st.lists(st.integers(0, 3), max_size=4)


@settings(max_examples=25)
@given(COUNTS, COUNTS)
def test_the_other_way_round_added_and_gone_change_places(then, now):
    one, other = (figures_of(monthly(*[nominals(n, "NFA") for n in counts])) for counts in (then, now))
    if not (then and now):
        one, other = one.reindex(columns=THEN.columns), other.reindex(columns=THEN.columns)
    forth, back = differences(one, other), differences(other, one)
    turned = {"added": "gone", "gone": "added", "changed": "changed"}
    assert sorted(map(turned.get, forth.change)) == sorted(back.change)


def test_versions_are_numbered_by_age_within_what_they_are_about():
    history = pd.DataFrame(
        [(4, "IOM", "", "E", 5), (1, "IOM", "", "E", 5), (3, "IOM", "", "E", 6), (2, "IOM", "", "F", 5)],
        columns=["id", "kind", "subject", "area_code", "month"],
    )
    found = numbered(history).set_index("id")
    assert found.version.to_dict() == {4: 2, 1: 1, 3: 1, 2: 1}
    assert found.versions.to_dict() == {4: 2, 1: 2, 3: 1, 2: 1}
    assert numbered(history.head(0)).empty


def test_a_bound_or_a_mark_that_is_another_now_is_a_change_and_the_same_is_none():
    bound = replace(nominals(0, "BOWES"), value=None, low=0, high=4, as_written="<5")
    withheld = replace(bound, low=None, high=None, mark=Mark.SUPPRESSED, as_written="[c]")
    revised = replace(nominals(3, "BOWES"), mark=Mark.REVISED)

    def changes(then, now):
        found = differences(figures_of(monthly(then)), figures_of(monthly(now)))
        return list(zip(found.said_then, found.said_now, strict=True))

    assert changes(bound, bound) == changes(withheld, withheld) == []
    assert changes(bound, withheld) == [("fewer than 5", "withheld by the sender")]
    assert changes(bound, nominals(3, "BOWES")) == [("fewer than 5", "3")]
    assert changes(nominals(3, "BOWES"), revised) == [("3", "3 (revised)")]
    assert moved(figures_of(monthly(bound)), figures_of(monthly(replace(bound, cell=Cell("x", "A1"))))) == 1
