"""Which map files are opened: by what they hold, whatever they are called, so that none opens another.

GDAL reads a hundred formats. Among them are some that are nothing but an address or a list of other files
(VRT and its like), which a file called `wards.geojson` may be; and a GeoJSON may name its coordinate system
by a link, which GDAL follows.
"""

import json
import re
import zipfile
from pathlib import Path
from typing import IO

_LARGEST = 1 << 30
"""Bytes of a map file, unpacked: the wards of England and Wales in full detail have a quarter of it."""
_LARGEST_TEXT = 1 << 28
"""Bytes of a GeoJSON, which is held in memory as a whole; what is larger comes as a GeoPackage."""
_NAMED_CRS = re.compile(r"(urn:ogc:def:crs:)?(EPSG|OGC):[\w.]*:?\w+", re.IGNORECASE)
_BEGINS = {".gpkg": b"SQLite format 3\0", ".shp": b"\0\0\x27\x0a"}
_GPKG_AT, _GPKG = 68, (b"GPKG", b"GP10", b"GP11")
ENDINGS = (".geojson", *_BEGINS)


def is_allowed(path: Path) -> bool:
    """Whether the file is a GeoJSON, GeoPackage or shapefile by its name and by what it holds.

    Or a zip of them. Raises `OSError` where it can't be read.
    """
    # A path such as /vsicurl/… is an address to GDAL and no file to anybody else.
    if not path.is_file() or path.stat().st_size > _LARGEST:
        return False
    if not zipfile.is_zipfile(path):
        with path.open("rb") as file:
            return _is_what_it_is_called(path.name, file)
    with zipfile.ZipFile(path) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > _LARGEST:
            return False
        maps = maps_in(archive)
        return bool(maps) and all(_is_allowed_within(archive, name) for name in maps)


def _is_allowed_within(archive: zipfile.ZipFile, name: str) -> bool:
    with archive.open(name) as file:
        return _is_what_it_is_called(name, file)


def maps_in(archive: zipfile.ZipFile) -> list[str]:
    """The map files of a zip, in whatever folder of it."""
    # What macOS adds to a zip is named like the files that it is about.
    names = [name for name in archive.namelist() if not name.startswith("__MACOSX/")]
    return [name for name in names if name.lower().endswith(ENDINGS)]


def _is_what_it_is_called(name: str, file: IO[bytes]) -> bool:
    ending = Path(name).suffix.lower()
    if ending in {".geojson", ".json"}:
        return _is_geojson(file.read(_LARGEST_TEXT + 1))
    beginning = file.read(_GPKG_AT + 4)
    if ending not in _BEGINS or not beginning.startswith(_BEGINS[ending]):
        return False
    return ending != ".gpkg" or beginning[_GPKG_AT:] in _GPKG


def _is_geojson(content: bytes) -> bool:
    """Whether it is a collection of features, in a coordinate system that is named and not looked up."""
    if len(content) > _LARGEST_TEXT:
        return False
    try:
        # Its numbers are read by whoever reads the shapes; here they only take room.
        whole = json.loads(content.decode("utf-8-sig"), parse_float=len)
    except (UnicodeDecodeError, ValueError, RecursionError):
        return False
    if not isinstance(whole, dict) or whole.get("type") != "FeatureCollection":
        return False
    system = whole.get("crs")
    if system is None:
        return True
    properties = system.get("properties") if isinstance(system, dict) else None
    name = properties.get("name") if isinstance(properties, dict) and system.get("type") == "name" else None
    return isinstance(name, str) and bool(_NAMED_CRS.fullmatch(name))
