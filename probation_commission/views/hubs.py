"""Hubs and offices in words and as a table."""

import pandas as pd

from probation_commission.analysis.hubs import off_map, on_map, real
from probation_commission.domain.words import plural
from probation_commission.views.terms import said

COLUMNS = {
    "name": "Place",
    "kind": "Kind",
    "run_by": "Run by",
    "open_state": "Open?",
    "address": "Address",
    "postcode": "Postcode",
    "where": "On the map",
    "verified": "Verified",
    "source": "Source",
}


def finding(places: pd.DataFrame, where: str) -> str:
    """How many places, how many of them exactly placed, and that opening times are not known.

    Of those that are not made up; how many are is said at the end.
    """
    known = real(places)
    invented = len(places) - len(known)
    if known.empty:
        shown = f"; the {invented} shown {'is' if invented == 1 else 'are'} illustrative" if invented else ""
        return f"No hub or office in {where} is known here{shown}."
    more = f" {plural(invented, 'more is', 'more are')} illustrative and not counted." if invented else ""
    exact, off = int(known.exact.sum()), len(off_map(known))
    where_they_are = ", ".join(
        [
            f"{exact} at a verified postcode",
            f"{len(on_map(known)) - exact} approximate",
            *([f"{off} not on the map"] if off else []),
        ]
    )
    # No source gives opening times, and none are made up for a real place: the sentence says so each time.
    return (
        f"{plural(len(known), 'place')} in {where}; {where_they_are}. "
        f"Whether they are open is confirmed for none.{more}"
    )


def not_on_map(places: pd.DataFrame) -> str:
    """The places without a marker, each with why: “700 Club (no address in any source)”; empty for none."""
    off = off_map(places)
    if off.empty:
        return ""
    why = off.placed_by.str.removeprefix("not on the map: ")
    return f"Not on the map: {'; '.join(off.name + ' (' + why + ')')}."


def markers(places: pd.DataFrame) -> pd.DataFrame:
    """The places as `views.maps.place_markers` takes them: where, and who runs them."""
    return places.assign(
        lat=places.latitude, lon=places.longitude, label=places.run_by + ", " + places.placed_by.map(said)
    )


def table(places: pd.DataFrame) -> pd.DataFrame:
    """Everything that is known of each place."""
    rows = places.assign(where=places.placed_by.map(said)).fillna({"postcode": "not known"})
    return rows[list(COLUMNS)].rename(columns=COLUMNS)


def sources(places: pd.DataFrame) -> str:
    """Each source once, by name."""
    return "; ".join(sorted(places.source.unique()))
