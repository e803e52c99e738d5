"""Points on the grid and in degrees, and the area that one lies in."""

import pytest

from probation_commission.geography.points import from_grid, lies_in, to_grid

DURHAM, DARLINGTON = "E06000047", "E06000005"
CATHEDRAL = (54.7733, -1.5762)


def test_degrees_and_metres_are_the_same_point():
    # The cathedral's square of the grid is NZ 273 421.
    easting, northing = to_grid(*CATHEDRAL)
    assert (easting, northing) == pytest.approx((427300, 542100), abs=150)
    assert from_grid(easting, northing) == pytest.approx(CATHEDRAL, abs=1e-6)


def test_a_point_lies_in_its_area_and_not_in_the_next():
    assert lies_in(*CATHEDRAL, DURHAM) is True
    assert lies_in(*CATHEDRAL, DARLINGTON) is False
    assert lies_in(*CATHEDRAL, "E06000099") is None
