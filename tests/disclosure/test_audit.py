"""The audit's closed form against integer programming, and tables of which the answer is known by hand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds as Box
from scipy.optimize import LinearConstraint, milp

from probation_commission.disclosure.audit import (
    COLUMNS,
    NO_END,
    Bounds,
    LargerGroups,
    ShownMonth,
    possible,
)


def bounds(*rows) -> Bounds:
    """Rows of (low, high) for each of four RAGs, those with none, and the total."""
    array = np.array(rows, np.int64)
    return Bounds(array[:, :5, 0], array[:, :5, 1], array[:, 5, 0], array[:, 5, 1])


def by_solver(shown: ShownMonth):
    """The same by asking a solver for the smallest and largest of each."""
    places, groups = len(shown.places.least), len(shown.groups.least)
    size = places * COLUMNS

    def cell(place, column):
        one = np.zeros(size)
        one[place * COLUMNS + column] = 1
        return one

    within = [[p for p in range(places) if shown.group[p] == g] for g in range(groups)]
    rows, low, high = [], [], []
    of_group = shown.larger.of_group if shown.larger else np.zeros(groups, int)
    larger = [
        [place for g in range(groups) if of_group[g] == one for place in within[g]]
        for one in range(len(shown.larger.bounds.least) if shown.larger else 0)
    ]
    sides = [(shown.places, [[p] for p in range(places)]), (shown.groups, within)]
    sides += [(shown.larger.bounds, larger)] if shown.larger else []
    for side, members in [*sides, (shown.area, [list(range(places))])]:
        for number, inside in enumerate(members):
            columns = [sum((cell(p, c) for p in inside), np.zeros(size)) for c in range(COLUMNS)]
            rows += [*columns, sum(columns)]
            low += [*side.low[number], side.least[number]]
            high += [*side.high[number], side.most[number]]
    limits = LinearConstraint(np.array(rows), low, high)

    def ask(cost):
        found = milp(cost, constraints=limits, bounds=Box(0, NO_END), integrality=np.ones(size))
        return None if found.x is None else round(float(cost @ found.x))

    answers = []
    for inside in [*([p] for p in range(places)), *within, *larger]:
        columns = [sum((cell(p, c) for p in inside), np.zeros(size)) for c in range(COLUMNS)]
        of_row = []
        for cost in [*columns[:4], sum(columns)]:
            least = ask(cost)
            of_row.append(0 if least is None else ask(-cost) * -1 - least + 1)
        answers.append(of_row)
    return np.array(answers)


MANY = 1_000
RANGE = st.tuples(st.integers(0, 6), st.integers(0, 9)).map(lambda pair: (pair[0], pair[0] + pair[1]))
FREE = st.just((0, NO_END))


@st.composite
def shown(draw, *, complete):
    rag = st.one_of(RANGE, FREE)
    none = st.just((0, 0)) if complete else st.just((0, NO_END))
    row = st.tuples(rag, rag, rag, rag, none, st.one_of(RANGE, FREE))
    places = draw(st.lists(row, min_size=1, max_size=4))
    groups = draw(st.lists(row, min_size=1, max_size=3))
    group = [draw(st.integers(0, len(groups) - 1)) for _ in places]
    area = draw(row)
    larger = draw(st.lists(row, max_size=2))
    of_group = [draw(st.integers(0, max(len(larger) - 1, 0))) for _ in groups]
    above = LargerGroups(np.array(of_group), bounds(*larger)) if larger else None
    return ShownMonth(bounds(*places), np.array(group), bounds(*groups), bounds(area), above)


@pytest.mark.parametrize("complete", [True, False])
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_the_closed_form_is_what_a_solver_finds(complete, data):
    table = data.draw(shown(complete=complete))
    found = possible(table)
    ours = np.concatenate([one.choices for one in (found.places, found.groups, found.larger)])
    theirs = by_solver(table)
    if (theirs <= 0).any():
        assert (ours <= 0).any()
    else:
        capped = np.minimum(ours, MANY), np.minimum(theirs, MANY)
        assert (capped[0] == capped[1]).all()
