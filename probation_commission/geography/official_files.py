"""Official ward outlines as they come: GeoJSON, GeoPackage or shapefile (also zipped), in any CRS."""

import re
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError

from probation_commission.domain.returns import Problem

# "WD25CD" comes before a plain "code", which may be of anything.
_WARD = re.compile(r"WD(\d\d)?_?CD", re.IGNORECASE)
_AUTHORITY = re.compile(r"LAD(\d\d)?_?(CD|CODE)", re.IGNORECASE)
_NAMED = re.compile(r"wd_code|ward_code|code", re.IGNORECASE)
NOT_READ = (
    "{name} cannot be read as a map file. Give a GeoJSON, a GeoPackage, a shapefile (with its .shx, .dbf and"
    " .prj files beside it) or a zipped shapefile."
)
NO_CODES = "No column of {name} holds ward codes. Give a file with a column such as WD25CD."
NO_CRS = "{name} does not say its coordinate system. Give the file together with its .prj file."


def read(path: Path) -> tuple[gpd.GeoDataFrame | None, tuple[Problem, ...]]:
    """Code, lad_code (empty if not given) and geometry in EPSG:4326, or the problem with the file."""
    try:
        layers = [str(name) for name in pyogrio.list_layers(path)[:, 0]]
        # A GeoPackage can hold authorities in one layer and wards in the next.
        frames = [gpd.read_file(path, layer=name) for name in layers]
    except (DataSourceError, DataLayerError, OSError, ValueError):
        return None, (_problem("outlines unreadable", NOT_READ, path),)
    wards = next(
        (frame for frame in frames if ward_column(frame.columns) and isinstance(frame, gpd.GeoDataFrame)),
        None,
    )
    if wards is None:
        return None, (_problem("no ward codes", NO_CODES, path),)
    # A shapefile without its .prj: metres or degrees, nothing says.
    if wards.crs is None:
        return None, (_problem("no coordinate system", NO_CRS, path),)
    return tidy(wards), ()


def tidy(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Code, lad_code and geometry, whatever the year in the column names, in EPSG:4326."""
    authority = next((column for column in frame.columns if _AUTHORITY.fullmatch(str(column))), None)
    return gpd.GeoDataFrame(
        {
            "code": frame[ward_column(frame.columns)].astype(str).str.strip(),
            "lad_code": "" if authority is None else frame[authority].fillna("").astype(str).str.strip(),
        },
        geometry=frame.geometry.to_numpy(),
        crs=frame.crs,
    ).to_crs("EPSG:4326")


def ward_column(columns: pd.Index) -> str | None:
    """The column of ward codes: WD25CD and the like before plainer names."""
    names = [str(column) for column in columns]
    ranked = [name for name in names if _WARD.fullmatch(name)] + [
        name for name in names if _NAMED.fullmatch(name)
    ]
    return ranked[0] if ranked else None


def _problem(code: str, message: str, path: Path) -> Problem:
    return Problem(code, message.format(name=path.name))
