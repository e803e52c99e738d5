"""The map of a cell: where its services are to be had, and in which wards one is given."""

from collections.abc import Iterable, Mapping, Sequence

import folium

from probation_commission.analysis.gaps import Provision
from probation_commission.domain.gaps import GapVerdict
from probation_commission.domain.words import listed
from probation_commission.views.gaps.looks import LOOKS
from probation_commission.views.maps import LegendEntry, Shade, lettered, ward_shading
from probation_commission.views.marks import tagged
from probation_commission.views.services import CoveredPlace, coverage

_GIVEN = "H"
_MOST = 3
_NOT_ASKED = "#e6eaee"


def by_ward(
    found: Mapping[str, Sequence[CoveredPlace]], given: Mapping[str, Sequence[str]]
) -> folium.FeatureGroup:
    """The values of a map of wards: `given` has the places where it is given, by their ward."""
    order = list(coverage.FILLS)
    nowhere = len(order)
    shades = {}
    for code in {*found, *given}:
        those = found.get(code, ())
        state = coverage.state_of(those) if those else ""
        words = [tagged(f"{one.service}: {coverage.said(one)}", made_up=one.illustrative) for one in those]
        label = "; ".join(
            [*dict.fromkeys(words[:_MOST]), *([f"given at {listed(given[code])}"] if code in given else [])]
        )
        letter = _GIVEN if code in given else coverage.FILLS[state][1]
        shades[code] = Shade(order.index(state) if state else nowhere, label, letter)
    palette = [*(colour for colour, _ in coverage.FILLS.values()), _NOT_ASKED]
    made_up = any(one.illustrative for those in found.values() for one in those)
    return ward_shading(shades, palette, missing=coverage.NOWHERE, made_up=made_up)


def ward_legend(found: Mapping[str, Sequence[CoveredPlace]], given: Iterable[str]) -> list[LegendEntry]:
    """A line for each state on the map, and one for wards with a place at which it is given."""
    place = [LegendEntry(lettered("#ffffff", _GIVEN), "a place there where it is given")]
    return [*coverage.legend(found), *(place if list(given) else [])]


def by_area(cells: Mapping[str, Provision], elsewhere: Iterable[str], selected: str) -> folium.FeatureGroup:
    """The values of a map of authorities: the verdict of a pathway and group in each, with its letter."""
    order = list(GapVerdict)
    palette = [*(LOOKS[one].colour for one in order), _NOT_ASKED]
    shades = {code: Shade(len(order), "not looked at here") for code in elsewhere}
    shades |= {
        code: Shade(order.index(one.verdict), one.said, LOOKS[one.verdict].letter)
        for code, one in cells.items()
    }
    return ward_shading(shades, palette, selected=selected, missing="not looked at here")


def area_legend(cells: Mapping[str, Provision]) -> list[LegendEntry]:
    """A line for each verdict on the map, with its letter."""
    there = sorted({one.verdict for one in cells.values()}, key=lambda one: one.rank)
    return [LegendEntry(lettered(LOOKS[one].colour, LOOKS[one].letter), str(one)) for one in there]
