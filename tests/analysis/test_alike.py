"""Which ideas look like one that is in already."""

from dataclasses import replace

import pytest

from probation_commission.analysis.alike import alike
from probation_commission.domain.ideas import IdeaReach, KeptIdea, Stage
from tests.given.ideas import NOON, WHOLE

BIKES = replace(WHOLE, title="Bike repair", what="Six-week courses in which people repair a bike and keep it")


def kept(number: int, **changes) -> KeptIdea:
    return KeptIdea(number, "x", Stage.SUBMITTED, None, NOON, False, replace(BIKES, **changes))


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, True),
        ({"title": "BIKE repairs", "what": "people keep the bike they repair in a six-week course"}, True),
        # The same words for another pathway and elsewhere are the same idea, sent in twice.
        ({"pathway": "Accommodation", "ward_codes": ("E05000001",)}, True),
        ({"title": "Benefits clinic", "what": "A welfare adviser at the hub each Tuesday morning"}, False),
        (
            {
                "title": "Allotment mornings",
                "what": "Weekly sessions on an allotment with breakfast",
                "where": IdeaReach.AREA,
            },
            False,
        ),
    ],
)
def test_what_looks_alike(changes, found):
    assert bool(alike(BIKES, [kept(1, **changes)])) is found


def test_the_most_alike_comes_first():
    near = [kept(1, title="Bikes mended", pathway="Accommodation"), kept(2)]
    assert [one.id for one in alike(BIKES, near)] == [2, 1]
