"""What is hidden besides small counts; each row is typed by hand, with the edge that it sits on."""

import pandas as pd
import pytest

from probation_commission.disclosure import hiding
from probation_commission.disclosure.audiences import Audience, Method, Rule
from probation_commission.disclosure.month import by_place
from probation_commission.disclosure.questions import By, failed
from probation_commission.disclosure.release import Seen, release_of
from probation_commission.domain.iom import COUNTS, Rag
from probation_commission.intake.places import gazetteer
from tests.given import HARINGEY, MAY, figures_of, monthly, nominals

FIVE = Rule(Method.SUPPRESSION, 5)
WARDS = gazetteer().ward_set(HARINGEY, MAY)
NAMES = [ward.name for ward in WARDS.wards]
SHOWN_BY_WARD = [(20, 0, 0, 0), (0, 10, 0, 10), (10, 10, 10, 10), (0, 10, 10, 10), (10, 20, 10, 0)]
"""Five wards with large counts, so that ward level is worth showing; a row: red, amber, green, blue."""


def table(*rows, none=(0, 0, 0, 0), totals=None) -> pd.DataFrame:
    """A month of these wards by all four RAGs, with those in no row, and totals that add up or are given."""
    figures = []
    for name, counts in zip(NAMES, rows, strict=False):
        figures += [nominals(sum(counts), name)]
        figures += [nominals(count, name, rag) for rag, count in zip(Rag, counts, strict=True)]
    sums = totals or [sum(column) for column in zip(*rows, none, strict=True)]
    figures += [nominals(sum(sums))]
    figures += [nominals(count, rag=rag) for rag, count in zip(Rag, sums, strict=True)]
    return figures_of(monthly(*figures))


def released(frame, rule=FIVE, decide=hiding.decide):
    return release_of(frame, Seen(MAY, Audience.PARTNERSHIP, rule), None, decide)


def words(release, number: int) -> list[str]:
    """All, red, amber, green, blue of a ward, in words."""
    row = release.wards(WARDS).iloc[number]
    return [row[name].text for name in COUNTS]


def test_large_counts_are_shown_as_they_are_and_noughts_with_them():
    release = released(table((6, 7, 8, 9), (9, 8, 7, 6), (5, 0, 5, 5), none=(5, 5, 5, 5)))
    assert release.method is Method.SUPPRESSION
    assert words(release, 0) == ["30", "6", "7", "8", "9"]
    assert words(release, 2) == ["15", "5", "0", "5", "5"]
    assert release.because == ""


def test_a_small_count_is_hidden_and_another_of_its_row_and_column_with_it():
    release = released(table((3, 7, 8, 9), (9, 8, 7, 6), (5, 6, 5, 5), none=(5, 5, 5, 5)))
    frame = release.wards(WARDS)
    assert frame.red[0].text == "not shown"
    assert [cell.text for cell in frame.loc[0, COUNTS]].count("not shown") >= 2
    assert [*(cell.text for cell in frame.red), release.beside().red.iloc[-1].text].count("not shown") >= 2


def test_where_everyone_of_a_ward_is_red_the_noughts_beside_it_would_say_so():
    # the first ward has 20, all of them red: its total may be seen, its RAGs may not
    release = released(table(*SHOWN_BY_WARD, none=(5, 5, 5, 5)))
    assert words(release, 0) == ["20", *["not shown"] * 4]


def test_where_all_who_are_blue_live_in_one_ward_no_ward_says_how_many_are_blue():
    rows = [(9, 8, 7, 9), (9, 8, 7, 0), (6, 8, 7, 0), (7, 9, 6, 0)]
    release = released(table(*rows, none=(5, 5, 5, 0)))
    assert release.total("blue").text == "9"
    assert {words(release, number)[-1] for number in range(4)} == {"not shown"}


@pytest.mark.parametrize("rule", [FIVE, Rule(Method.BANDS, 5)])
def test_a_row_that_does_not_add_up_shows_none_of_its_rags(rule):
    frame = table(*SHOWN_BY_WARD, none=(5, 5, 5, 5))
    ward = frame.place_text == NAMES[2]
    frame.loc[ward & (frame.rag == "red"), "value"] = 35  # 65 by RAG, 40 in all
    assert words(released(frame, rule), 2)[1:] == ["not shown"] * 4


def test_more_of_one_rag_in_the_rows_than_in_the_whole_hides_that_column_and_not_the_cohort():
    rows = [(9, 8, 0, 0), (8, 9, 0, 0), (7, 9, 0, 0)]
    release = released(table(*rows, totals=(22, 28, 0, 0)))  # 24 red in the rows
    assert {words(release, number)[1] for number in range(3)} == {"not shown"}
    assert release.total().text == "50"


def test_more_in_the_rows_than_in_the_whole_hides_every_place():
    release = released(table(*SHOWN_BY_WARD, totals=(9, 9, 9, 9)))
    assert release.total().text == "36"
    assert {cell.text for name in COUNTS for cell in release.wards(WARDS)[name][:5]} == {"not shown"}


def test_a_single_small_rag_of_the_whole_area_takes_another_with_it():
    release = released(table((6, 7, 8, 0), (9, 8, 7, 3), (5, 6, 5, 0), none=(5, 5, 5, 0)))
    totals = [release.total(rag).text for rag in Rag]
    assert totals[3] == "not shown"
    assert totals.count("not shown") == 2
    assert release.total().text == "79"


def test_four_of_one_beside_a_band_would_be_pinned_so_they_are_not_shown():
    release = released(table((1, 1, 1, 1), (2, 1, 0, 0), (3, 0, 0, 0), none=(9, 9, 9, 9)))
    assert release.method is Method.BANDS
    assert "more than half blank" in release.because
    assert words(release, 0)[0] == "1–4"
    assert set(words(release, 0)[1:]) == {"not shown"}
    assert words(release, 2) == ["1–4", *["not shown"] * 4]  # all red


def test_noughts_that_the_totals_tell_are_shown_and_hide_nothing_else():
    # nobody of the area is green or blue: a ward wholly red cannot hide behind noughts of these
    rows = [(20, 0, 0, 0), (9, 8, 0, 0), (8, 9, 0, 0), (7, 9, 0, 0)]
    release = released(table(*rows, none=(6, 6, 0, 0)))
    assert [release.total(rag).text for rag in Rag] == ["50", "32", "0", "0"]
    assert words(release, 0) == ["20", "not shown", "not shown", "0", "0"]


def test_where_everyone_of_the_area_is_red_no_ward_can_hide_it():
    release = released(table(*[(9, 0, 0, 0)] * 4, none=(6, 0, 0, 0)))
    assert words(release, 0) == ["9", "9", "0", "0", "0"]


def test_what_is_hidden_is_said_of_the_few_wards_that_are_too_many():
    small = [(1, 1, 0, 0)] * 4 + [(9, 9, 9, 9)] * 3  # four of seven are more than half
    assert released(table(*small)).method is Method.BANDS
    assert released(table(*[*small, (9, 9, 9, 9)], none=(9, 9, 9, 9))).method is Method.SUPPRESSION


def test_by_locality_where_there_are_some_and_never_by_ward_too():
    frame = table(*[(1, 2, 1, 0)] * 8, (9, 9, 9, 9), none=(9, 9, 9, 9))
    codes = [ward.code for ward in WARDS.wards]
    names = pd.DataFrame({"ward_code": codes, "locality": ["East", "West"] * 10 + ["East"]})
    release = release_of(frame, Seen(MAY, Audience.PARTNERSHIP, FIVE), names, hiding.decide)
    assert release.by is By.LOCALITY
    wards = release.wards(WARDS)
    assert {cell.text for cell in wards["all"]} == {"16", "52"}
    assert "by locality" in release.because


def test_the_public_gets_no_count_under_ten_not_even_none():
    release = released(table(*SHOWN_BY_WARD, none=(2, 2, 2, 2)), Rule(Method.ROUNDING, 10, 5))
    assert words(release, 1) == ["20", "fewer than 10", "10", "fewer than 10", "10"]


def test_whatever_tau_argus_says_is_audited(monkeypatch):
    monkeypatch.setattr(hiding, "proposed", lambda *_: set())
    release = released(table((3, 7, 8, 9), (9, 8, 7, 6), (5, 6, 5, 5), none=(5, 5, 5, 5)))
    assert words(release, 0).count("not shown") >= 2


def test_the_same_month_is_always_hidden_the_same_way():
    month = by_place(table(*SHOWN_BY_WARD, none=(2, 2, 2, 2)), MAY).table
    assert hiding.pattern(month, FIVE) == hiding.pattern(month, FIVE)


def test_what_is_shown_on_failure_is_never_more():
    frame = table(*SHOWN_BY_WARD, none=(5, 5, 5, 5))
    answered = released(frame, decide=failed)
    assert answered.total().text == "170"
    assert {answered.total(rag).text for rag in Rag} == {"not shown"}
    assert "could not be worked out" in answered.because


def test_tau_argus_leaves_nothing_behind(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    rows = [(3, 7, 8, 9), (9, 8, 7, 6), (5, 6, 5, 5)]  # its logs would hold these counts
    assert hiding.proposed(by_place(table(*rows, none=(5, 5, 5, 5)), MAY).table, 5)
    assert list(tmp_path.iterdir()) == []
