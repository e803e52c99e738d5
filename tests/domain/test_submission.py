"""Each thing that can be missing from an idea is named by its field."""

from dataclasses import replace

import pytest

from probation_commission.domain.ideas import CostLine, IdeaReach
from probation_commission.domain.submission import FIELDS, LONGEST, aim, missing, too_large
from tests.given.ideas import POT, WHOLE


def test_of_a_whole_idea_nothing_is_missing():
    assert missing(WHOLE, POT) == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"organisation": " "}, "organisation"),
        ({"title": ""}, "title"),
        ({"title": "x" * 140}, "title"),  # 360Giving: under 140
        ({"what": ""}, "what"),
        ({"for_whom": "\n"}, "for_whom"),
        ({"how_many": None}, "how_many"),
        ({"how_many": 0, "target": None, "baseline": None}, "how_many"),
        ({"ward_codes": ()}, "ward_codes"),
        ({"where": IdeaReach.HUB}, "hub"),
        ({"pathway": ""}, "pathway"),
        ({"desired_outcome": "increases employment"}, "desired_outcome"),  # none of the list
        ({"desired_outcome": "improves relationships"}, "desired_outcome"),  # of another pathway
        ({"indicator": ""}, "indicator"),
        ({"target": 0, "baseline": None}, "target"),
        ({"target": 21}, "target"),  # more than the 20 it is for
        ({"baseline": 9}, "baseline"),  # the target is reached already
        ({"costs": ()}, "costs"),
        ({"costs": (CostLine("parts", 0),)}, "costs"),
        ({"costs": (CostLine("", 100),)}, "costs"),
        ({"costs": (CostLine("a", 1_200_000), CostLine("b", 1))}, "costs"),  # a penny above the pot
    ],
)
def test_what_is_wrong_is_said_by_its_field(changes, field):
    assert [name for name, _ in missing(replace(WHOLE, **changes), POT)] == [field]


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "x" * 139},
        {"where": IdeaReach.AREA, "ward_codes": ()},
        {"where": IdeaReach.HUB, "hub": "a-hub"},
        {"baseline": None},
        {"target": None},
        {"target": 20},
        {"baseline": 8},
        {"costs": (CostLine("all of it", 1_200_000),)},
    ],
    ids=str,
)
def test_what_may_be_left_out_or_reaches_just_so_far(changes):
    assert missing(replace(WHOLE, **changes), POT) == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        *(({name: "x" * (most + 1)}, name) for name, most in LONGEST.items()),
        ({"how_many": 100_001}, "how_many"),
        ({"baseline": -1}, "baseline"),
        # Chosen from a list, but a message made by hand can hold anything in its place.
        ({"ward_codes": ("x" * 21,)}, "ward_codes"),
        ({"ward_codes": ("E05013602",) * 1_001}, "ward_codes"),
        ({"costs": (CostLine("x" * 121, 1),)}, "costs"),
        ({"costs": (CostLine("x", -1),)}, "costs"),
        ({"costs": (CostLine("x", 1),) * 21}, "costs"),
    ],
)
def test_what_not_even_a_draft_may_hold(changes, field):
    assert [name for name, _ in too_large(replace(WHOLE, **changes))] == [field]


def test_problems_stand_in_the_order_of_the_form():
    blank = replace(WHOLE, organisation="", what="", indicator="", costs=(), pathway="")
    names = [name for name, _ in missing(blank, POT)]
    assert names == sorted(names, key=list(FIELDS).index)
    assert len(names) == 5


def test_the_aim_is_the_target_or_everybody():
    assert (aim(WHOLE), aim(replace(WHOLE, target=None)), aim(replace(WHOLE, target=0))) == (9, 20, 0)
