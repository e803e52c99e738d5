"""What is shown of a hub: of a confidential one neither street, postcode, point nor the way there."""

import pandas as pd

CONFIDENTIAL = "confidential"
NOT_PLACED = "not on the map: confidential"


def shown(hubs: pd.DataFrame) -> pd.DataFrame:
    """The hubs as every page, map, file and feed has them, a lead's too (decision 222).

    Where a confidential place is, a lead reads on its card, from `actions.hubs.where_it_is`, nowhere else.
    """
    hidden = hubs.confidential.astype(bool)
    # The way there is told as well as a street tells it: "the 21 bus to the last stop".
    told = {
        **dict.fromkeys(("address", "postcode", "transport", "verified", "open_state"), CONFIDENTIAL),
        "placed_by": NOT_PLACED,
        "exact": False,
    }
    nowhere = {"latitude": None, "longitude": None}
    of_each = {name: hubs[name].where(~hidden, value) for name, value in (told | nowhere).items()}
    return hubs.assign(**of_each).astype({"exact": bool, "latitude": float, "longitude": float})


def ways(times: pd.DataFrame, hubs: pd.DataFrame) -> pd.DataFrame:
    """Travel times without those to confidential places: three of them would tell where one is.

    `hubs` as `shown` has them; a place may have become confidential since the times were loaded.
    """
    open_ones = hubs.slug[~hubs.confidential.astype(bool)]
    return times[times.hub.isin(open_ones)].reset_index(drop=True)
