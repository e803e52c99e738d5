"""The mark at a page's top lists what is made up there."""

from datetime import date

from probation_commission.views import marks

MAY, JUNE, JULY = (date(2026, month, 1) for month in (5, 6, 7))


def test_some_of_many_are_counted_and_all_are_called_all():
    assert marks.some_of([True, False, True], "service") == ["2 of 3 services"]
    assert marks.some_of([True, True], "locality", "localities") == ["all 2 localities"]
    assert marks.some_of([True], "promise") == ["1 of 1 promise"]
    assert marks.some_of([False, False], "service") == []
    assert marks.some_of([], "service") == []


def test_a_real_month_beside_made_up_ones_is_not_called_made_up():
    assert marks.of_months(JULY, {MAY, JUNE}) == ["2 other months of the trends"]
    assert marks.of_months(JUNE, {MAY, JUNE}) == ["the figures of June 2026", "1 other month of the trends"]
    assert marks.of_months(JULY, set()) == []


def test_the_sentence_lists_all():
    assert marks.sentence(["a", "b"]) == "a; b. Do not quote them."
