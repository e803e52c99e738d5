"""Which area is shown for one that a page does not have."""

import pytest

from probation_commission.domain.areas import stand_ins
from probation_commission.domain.places import Whole

AB = Whole("AB", "A and B", "North", frozenset({"A", "B"}))


@pytest.mark.parametrize(
    ("codes", "found"),
    [
        (["AB", "C"], {"A": "AB", "B": "AB"}),
        (["AB", "A"], {"B": "AB"}),
        (["B", "A"], {"AB": "B"}),  # the first of the page
        (["AB", "A", "B"], {}),
        (["C"], {}),
    ],
)
def test_a_whole_stands_for_its_parts_and_the_first_part_for_the_whole(codes, found):
    assert stand_ins([AB], codes) == found
