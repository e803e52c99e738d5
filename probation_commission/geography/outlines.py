"""Ward outlines as files: a GeoJSON for each ward set, and an `index.json` that says what each is."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Literal

import geopandas as gpd
import shapely

from probation_commission.geography.hexagons import hexagons
from probation_commission.settings import DATA, settings

BUNDLED = DATA / "outlines"
AUTHORITIES = "authorities-2025"
"""The key of the outlines of every authority of England and Wales."""
HEXAGONS = "-hexagons"
"""How the keys of hexagons end, after the key of the outlines that they belong to."""
Origin = Literal["indicative", "official"]
Corner = tuple[float, float]


@dataclass(frozen=True, slots=True)
class OutlineSet:
    """The outlines of one ward set; `bounds` are its (south, west) and (north, east) corners in degrees."""

    key: str
    title: str
    origin: Origin
    source: str
    """The sentence that maps and files show."""
    path: Path
    sha: str
    bounds: tuple[Corner, Corner]

    @property
    def url(self) -> str:
        """The address that never changes its content."""
        return f"/geo/{self.key}-{self.sha}.geojson"

    @property
    def of_hexagons(self) -> bool:
        """Whether its shapes are hexagons of one size."""
        return self.key.endswith(HEXAGONS)

    @property
    def called(self) -> str:
        """What stands on a map of it: `Indicative ward outlines`."""
        if self.of_hexagons:
            return "Hexagons of one size"
        whose = "authority" if self.key.startswith(AUTHORITIES) else "ward"
        return f"{self.origin} {whose} outlines".capitalize()


@dataclass(frozen=True, slots=True)
class Description:
    """What is said of outlines besides their shape; `method` and `edition` are for the record."""

    title: str
    origin: Origin
    source: str
    licence: str
    method: str
    edition: str


def own_folder() -> Path:
    """Where this installation keeps the official outlines that it uses instead of the bundled."""
    return settings().home / "outlines"


def current_sets() -> dict[str, OutlineSet]:
    """The outlines to show by ward set; those in use here win over the bundled ones."""
    # Official outlines win over those made here, ward set by ward set (decision 12).
    return read_index(BUNDLED) | read_index(own_folder())


def current(key: str) -> OutlineSet | None:
    """The outlines to show for a ward set such as `E06000047-2025`."""
    return current_sets().get(key)


def current_hexagons(key: str) -> OutlineSet | None:
    """The hexagons that belong to the outlines of a key; None where there are too many places for them."""
    return current(f"{key}{HEXAGONS}")


def content(outlines: OutlineSet) -> bytes:
    """The GeoJSON as browsers get it: EPSG:4326, properties `code` and `name`."""
    return outlines.path.read_bytes()


@lru_cache(maxsize=32)
def polygons(outlines: OutlineSet) -> gpd.GeoDataFrame:
    """The shapes indexed by ward code, with `name`, EPSG:4326."""
    features = json.loads(content(outlines))["features"]
    return gpd.GeoDataFrame.from_features(features, crs="EPSG:4326").set_index("code")


def read_index(folder: Path) -> dict[str, OutlineSet]:
    """The outlines kept in a folder by ward set; none where there is no index."""
    index = folder / "index.json"
    # Cached by the time of its change: outlines that another process took are seen at once.
    return dict(_read_index(folder, index.stat().st_mtime_ns)) if index.exists() else {}


def keep(folder: Path, sets: Iterable[tuple[str, Description, gpd.GeoDataFrame]]) -> None:
    """The outlines, written down, and then in one step the index that names them; other sets there stay.

    Official files carry their content's hash in their name, so that whoever reads meanwhile
    finds either all the old ones or all the new.
    """
    folder.mkdir(parents=True, exist_ok=True)
    index = json.loads(_index_text(folder))
    for key, description, frame in sets:
        data = geojson(frame)
        sha = hashlib.sha256(data).hexdigest()[:12]
        name = f"{key}-{sha}.geojson" if description.origin == "official" else f"{key}.geojson"
        # Shapes first, index last: an index never names what is not there yet.
        _replace(folder / name, data)
        west, south, east, north = (round(float(edge), 5) for edge in frame.total_bounds)
        bounds = [[south, west], [north, east]]
        index[key] = asdict(description) | {"file": name, "sha": sha, "bounds": bounds}
    text = json.dumps(dict(sorted(index.items())), indent=1, ensure_ascii=False)
    _replace(folder / "index.json", f"{text}\n".encode())


def with_hexagons(
    sets: Iterable[tuple[str, Description, gpd.GeoDataFrame]],
) -> Iterator[tuple[str, Description, gpd.GeoDataFrame]]:
    """The outlines, each with its hexagons beside it where its places are few enough for them."""
    for key, description, frame in sets:
        yield key, description, frame
        if (laid := hexagons(frame)) is not None:
            yield f"{key}{HEXAGONS}", replace(description, title=f"{description.title}, a hexagon each"), laid


def forget(folder: Path) -> tuple[str, ...]:
    """The keys of the outlines that were kept in a folder and are gone from it now: all of them."""
    gone = read_index(folder)
    # The index first: what it names is there as long as it is.
    (folder / "index.json").unlink(missing_ok=True)
    for outline_set in gone.values():
        outline_set.path.unlink(missing_ok=True)
    return tuple(sorted(gone))


def geojson(frame: gpd.GeoDataFrame) -> bytes:
    """A frame indexed by ward code, with `name`, as compact GeoJSON, always the same bytes."""
    features = [
        {"type": "Feature", "properties": {"code": code, "name": name}, "geometry": _geometry(shape)}
        for code, name, shape in zip(frame.index, frame["name"], frame.geometry, strict=True)
    ]
    whole = {"type": "FeatureCollection", "features": features}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()


def _geometry(shape: shapely.Geometry) -> dict[str, object]:
    # Five decimals are about a metre, and half the bytes.
    rounded = shapely.transform(shape, lambda points: points.round(5))
    made: dict[str, object] = json.loads(shapely.to_geojson(rounded))
    return made


@lru_cache(maxsize=8)
def _read_index(folder: Path, _changed: int) -> dict[str, OutlineSet]:
    entries = json.loads(_index_text(folder))
    return {
        key: OutlineSet(
            key,
            entry["title"],
            entry["origin"],
            entry["source"],
            folder / entry["file"],
            entry["sha"],
            (tuple(entry["bounds"][0]), tuple(entry["bounds"][1])),
        )
        for key, entry in entries.items()
    }


def _index_text(folder: Path) -> str:
    index = folder / "index.json"
    return index.read_text(encoding="utf-8") if index.exists() else "{}"


def _replace(path: Path, data: bytes) -> None:
    # Written beside and put in its place in one step, or a reader could see half a file.
    new = path.with_name(f".{path.name}.new")
    new.write_bytes(data)
    new.replace(path)
