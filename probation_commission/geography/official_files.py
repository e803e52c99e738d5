"""Official ward outlines as they come: GeoJSON, GeoPackage or shapefile (also zipped), in any CRS."""

import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError
from pyproj.exceptions import ProjError
from shapely.errors import GEOSException

from probation_commission.domain.returns import Problem
from probation_commission.geography.allowed_files import is_allowed, maps_in

WhichColumns = Callable[[Sequence[str]], tuple[str | None, str | None]]
"""Which columns, by their names, hold the codes of wards and of authorities; None where there is none."""
NOT_READ = (
    "{name} cannot be read as a map file. Give a GeoJSON, a GeoPackage, a shapefile (with its .shx, .dbf and"
    " .prj files beside it) or a zipped shapefile."
)
NO_CODES = "No column of {name} holds ward codes. Give a file with a column such as WD25CD."
NO_CRS = "{name} does not say its coordinate system. Give the file together with its .prj file."
NO_MAP_OF = (
    "The coordinate system that {name} names is none of a map of Great Britain. Save it again as a GeoPackage"
    " in the British National Grid (EPSG:27700)."
)
METRES = (
    "{name} says that its coordinates are degrees, but they are far too large for that and seem to be metres."
    " Save it again from the program it came from, as a GeoPackage (which keeps its coordinate system) or as"
    " a GeoJSON in degrees (WGS 84, EPSG:4326)."
)
NOT_NUMBERS = (
    "{name} holds coordinates that are no numbers. Save it again from the program it came from,"
    " or fetch it anew."
)
ELSEWHERE = (
    "{name} does not lie in Great Britain. Check that it holds its own coordinate system, and that longitude"
    " comes before latitude."
)
_UNREADABLE = (
    *(DataSourceError, DataLayerError, OSError, ValueError, zipfile.BadZipFile, RuntimeError),
    GEOSException,  # a ring that is not closed, or of too few points
)
_DEGREES = (180, 90)
_BRITAIN = (-9.0, 49.5, 2.5, 61.5)
"""West, south, east and north of it in degrees, with the sea around it."""


def read(path: Path, which_columns: WhichColumns) -> tuple[gpd.GeoDataFrame | None, tuple[Problem, ...]]:
    """Code, lad_code (empty if not given) and geometry in EPSG:4326, or the problem with the file."""
    try:
        # A GeoPackage can hold authorities in one layer and wards in the next.
        frames = [
            gpd.read_file(source, layer=str(name))
            for source in _sources(path)
            for name in pyogrio.list_layers(source)[:, 0]
        ]
    except _UNREADABLE:
        return None, (_problem("outlines unreadable", NOT_READ, path),)
    wards = next(
        (
            frame
            for frame in frames
            if which_columns(_names(frame))[0] and isinstance(frame, gpd.GeoDataFrame)
        ),
        None,
    )
    if wards is None:
        return None, (_problem("no ward codes", NO_CODES, path),)
    # A shapefile without its .prj: metres or degrees, nothing says.
    if wards.crs is None:
        return None, (_problem("no coordinate system", NO_CRS, path),)
    if problem := _wrong_degrees(wards, path):
        return None, (problem,)
    outlines = _in_degrees(wards, which_columns)
    if outlines is None:
        fault = _problem("coordinate system of no map", NO_MAP_OF, path)
    elif not _is_in_britain(outlines):
        fault = _problem("not in Great Britain", ELSEWHERE, path)
    else:
        return outlines, ()
    return None, (fault,)


def _in_degrees(wards: gpd.GeoDataFrame, which_columns: WhichColumns) -> gpd.GeoDataFrame | None:
    """The same as `tidy`; None for a coordinate system of heights, or of elsewhere, that nothing leads to."""
    try:
        return tidy(wards, which_columns)
    except ProjError:
        return None


def _sources(path: Path) -> list[str]:
    """The file, or each map file in a zip, in whatever folder of it. Raises `DataSourceError`."""
    if not is_allowed(path):
        raise DataSourceError
    if not zipfile.is_zipfile(path):
        return [str(path.resolve())]
    with zipfile.ZipFile(path) as archive:
        # In braces, or only a file that is called .zip would be taken for one.
        return [f"/vsizip/{{{path.resolve()}}}/{name}" for name in maps_in(archive)]


def _wrong_degrees(frame: gpd.GeoDataFrame, path: Path) -> Problem | None:
    """The problem with coordinates that cannot be what the file says, before anything is worked out."""
    points = shapely.get_coordinates(frame.geometry.to_numpy())
    if not np.isfinite(points).all():
        return _problem("coordinates no numbers", NOT_NUMBERS, path)
    # "urn:ogc:def:crs:OGC:1.3:CRS84" above [413544.8, 549020.6]: a GeoJSON saved without converting.
    if frame.crs is not None and frame.crs.is_geographic and (np.abs(points) > _DEGREES).any():
        return _problem("metres as degrees", METRES, path)
    return None


def _is_in_britain(outlines: gpd.GeoDataFrame) -> bool:
    """Whether anything of the outlines lies there; a file of the whole Kingdom may hold more."""
    points = shapely.get_coordinates(outlines.geometry.to_numpy())
    west, south, east, north = _BRITAIN
    # No shape at all is another fault, of which the checks speak.
    return not len(points) or bool(((points >= (west, south)) & (points <= (east, north))).all(axis=1).any())


def tidy(frame: gpd.GeoDataFrame, which_columns: WhichColumns) -> gpd.GeoDataFrame:
    """Code, lad_code and geometry, whatever the columns are called, in EPSG:4326."""
    ward, authority = which_columns(_names(frame))
    return gpd.GeoDataFrame(
        {
            "code": frame[ward].astype(str).str.strip(),
            "lad_code": "" if authority is None else frame[authority].fillna("").astype(str).str.strip(),
        },
        geometry=frame.geometry.to_numpy(),
        crs=frame.crs,
    ).to_crs("EPSG:4326")


def _names(frame: pd.DataFrame) -> list[str]:
    return [str(column) for column in frame.columns]


def _problem(code: str, message: str, path: Path) -> Problem:
    return Problem(code, message.format(name=path.name))
