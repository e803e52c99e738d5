"""Hubs and offices in words and as a table."""

import pandas as pd

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
    """How many places, how many of them exactly placed, and that opening times are not known."""
    exact = int(places.exact.sum())
    # No source gives opening times, and none are made up for a real place: the sentence says so each time.
    return (
        f"{len(places)} places in {where}; {exact} at a verified postcode, "
        f"{len(places) - exact} approximate. Whether they are open is confirmed for none."
    )


def markers(places: pd.DataFrame) -> pd.DataFrame:
    """The places as `views.maps.place_markers` draws them: where, and who runs them."""
    return places.assign(
        lat=places.latitude, lon=places.longitude, label=places.run_by + ", " + places.placed_by
    )


def table(places: pd.DataFrame) -> pd.DataFrame:
    """Everything that is known of each place."""
    rows = places.assign(where=places.placed_by).fillna({"postcode": "not known"})
    return rows[list(COLUMNS)].rename(columns=COLUMNS)


def sources(places: pd.DataFrame) -> str:
    """Each source once, by name."""
    return "; ".join(sorted(places.source.unique()))
