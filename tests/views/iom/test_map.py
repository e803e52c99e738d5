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


def test_one_ward_of_thousands_does_not_make_hundreds_of_lines():
    # Bands of 0–4 to 15–19, then tens to 239: 26 of them, so three share a line; the last has two.
    drawing = in_bands(
        {"one": between(230, 239), "other": between(15, 19)}, [between(230, 239)], BANDS, "all"
    )
    texts = [entry.text for entry in drawing.legend]
    assert texts[:3] == ["0–14 or not in the return", "15–39", "40–69"]
    assert texts[-1] == "220–239"
    assert len(texts) == len(drawing.palette) == 9
    assert {code: shade.step for code, shade in drawing.shades.items()} == {"one": 8, "other": 1}
    slip = in_bands({"one": between(73190, 73199)}, [between(73190, 73199)], BANDS, "all")
    assert len(slip.legend) <= 12
    assert slip.shades["one"].step == len(slip.legend) - 1
