"""Quarters and their windows, lines and what is wrong with one."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probation_commission.domain.gaps import GapGroup
from probation_commission.domain.pathways import GAP_PATHWAYS
from probation_commission.domain.unmet import (
    MOST,
    UnmetLine,
    UnmetReason,
    is_shut,
    last_day,
    problems,
    quarter_name,
    quarter_of,
    quarters_open,
    shuts_after,
)

JULY, OCTOBER = date(2026, 7, 1), date(2026, 10, 1)
LINE = UnmetLine(GAP_PATHWAYS[0], UnmetReason.FULL)


def test_a_quarter_is_shut_one_month_after_its_end_and_open_on_that_very_day():
    assert (last_day(JULY), shuts_after(JULY)) == (date(2026, 9, 30), date(2026, 10, 31))
    assert not is_shut(JULY, date(2026, 10, 31))
    assert is_shut(JULY, date(2026, 11, 1))
    # Over the end of a year.
    assert shuts_after(OCTOBER) == date(2027, 1, 31)


@pytest.mark.parametrize(
    ("on", "to_partners"),
    [
        (date(2026, 9, 30), [JULY]),
        (date(2026, 10, 1), [OCTOBER, JULY]),
        (date(2026, 10, 31), [OCTOBER, JULY]),  # the last day of the month after
        (date(2026, 11, 1), [OCTOBER]),
    ],
)
def test_partners_count_in_the_current_quarter_and_in_the_last_one_for_a_month(on, to_partners):
    assert quarters_open(on, long=False) == to_partners
    of_leads = quarters_open(on, long=True)
    assert of_leads[: len(to_partners)] == to_partners
    # As far back as evidence counts: two years with the current quarter.
    assert len(of_leads) == 8
    first = of_leads[-1]
    assert (quarter_of(on).year - first.year) * 12 + quarter_of(on).month - first.month == 21


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_every_day_is_in_its_quarter(day):
    first = quarter_of(day)
    assert first <= day <= last_day(first)
    assert quarter_of(last_day(first) + timedelta(days=1)) == last_day(first) + timedelta(days=1)
    assert quarters_open(day, long=False)[0] == first


def test_a_quarter_is_called_by_its_months():
    assert quarter_name(OCTOBER) == "October to December 2026"


LINES = st.builds(
    UnmetLine,
    st.sampled_from(GAP_PATHWAYS),
    st.sampled_from(UnmetReason),
    group=st.none() | st.sampled_from(GapGroup),
)


@given(LINES | LINES.map(lambda one: UnmetLine(one.pathway, one.reason, ward="E05016188")))
def test_a_line_is_read_back_from_its_figure(line):
    assert UnmetLine.of(line.category, line.reason.value, line.ward) == line


@pytest.mark.parametrize("category", ["Chess", "Accommodation: dogs", ""])
def test_what_is_no_category_is_refused(category):
    with pytest.raises(ValueError, match=r".*"):
        UnmetLine.of(category, "full")


@pytest.mark.parametrize(
    ("line", "count", "said"),
    [
        (LINE, 1, []),
        (LINE, MOST, []),
        (LINE, 0, ["Write how many"]),
        (LINE, None, ["Write how many"]),
        (LINE, MOST + 1, ["Write how many"]),
        (UnmetLine(LINE.pathway, LINE.reason, "E05016188", GapGroup.MEN), 1, ["Name a ward or a group"]),
        (UnmetLine(LINE.pathway, UnmetReason.NOT_WOMEN, group=GapGroup.MEN), 1, ["A service that is not"]),
        (UnmetLine(LINE.pathway, UnmetReason.NOT_WOMEN, group=GapGroup.WOMEN), 1, []),
        (UnmetLine("Chess", LINE.reason), 0, ["Choose a pathway", "Write how many"]),
    ],
)
def test_all_that_is_wrong_with_a_line_is_said_at_once(line, count, said):
    found = [*problems(line, count)]
    assert [one[: len(begin)] for one, begin in zip(found, said, strict=True)] == said
