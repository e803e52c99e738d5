"""The IOM map in bands: one ladder for all months, and open bands said as such."""

from probation_commission.disclosure.bands import Bands
from probation_commission.disclosure.released import HIDDEN, between
from probation_commission.views.iom.map import in_bands

BANDS = Bands(5)


def legend(cells, across=()) -> list[str]:
    named = {f"ward {number}": cell for number, cell in enumerate(cells)}
    return [entry.text for entry in in_bands(named, [*cells, *across], BANDS, "all").legend]


def test_the_ladder_goes_up_to_the_highest_band_of_any_month():
    assert legend([between(0, 4)], across=[between(10, 14)]) == ["0–4 or not in the return", "5–9", "10–14"]


def test_an_open_band_is_said_to_be_open_where_one_is_drawn():
    assert legend([between(5, None), between(0, 4)])[1] == "5–9 or more"
    assert legend([between(5, 9)], across=[between(5, None)])[1] == "5–9"


def test_what_is_not_shown_is_hatched_and_named():
    assert legend([between(0, 4), HIDDEN]) == ["0–4 or not in the return", "not shown"]
