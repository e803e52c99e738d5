"""Indicative ward outlines, made from postcodes alone.

Each cell of a fine grid goes to the ward of the nearest postcode; a ward's distances are shortened or
lengthened until it has about its known area; what lies beyond a neighbour's postcodes, or out at sea,
is cut away, and the edges are smoothed with shared edges kept shared.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from pyproj import Transformer

from probation_commission.domain.places import WardSet
from probation_commission.geography.making.partition import (
    Grid,
    Ints,
    contest,
    levels,
    on_land,
    smoothed,
    without_fragments,
)

SEA = -1
TO_WGS84 = (
    "+proj=pipeline +step +inv +proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000"
    " +ellps=airy +step +proj=push +v_3 +step +proj=cart +ellps=airy +step +proj=helmert +x=446.448"
    " +y=-125.157 +z=542.06 +rx=0.15 +ry=0.247 +rz=0.842 +s=-20.489 +convention=position_vector"
    " +step +inv +proj=cart +ellps=WGS84 +step +proj=pop +v_3 +step +proj=unitconvert +xy_in=rad +xy_out=deg"
)
"""Spelled out, so that the result does not depend on which grid files PROJ finds (within 5 m)."""


@dataclass(frozen=True, slots=True)
class Fineness:
    """Metres: the side of a cell, how far outlines may reach beyond the postcodes, and how much to smooth.

    `around`: how far beyond its box a neighbour's postcodes count.
    """

    cell: int
    margin: int
    smoothing: float
    around: int = 25_000


def drawn_outlines(
    postcodes: pd.DataFrame, sets: Sequence[WardSet], fineness: Fineness
) -> dict[str, gpd.GeoDataFrame]:
    """The outlines of neighbouring ward sets by key, indexed by code with name, EPSG:4326.

    `postcodes`: easting, northing, lad_code, ward_code, previous_ward_code, with those of all neighbours
    (whose ward codes are empty). The newest set of each authority uses ward_code, the one before previous.
    """
    inside = postcodes[postcodes["lad_code"].isin({ward_set.authority.code for ward_set in sets})]
    seeds, units = _units(_nearby(postcodes, inside, fineness.around))
    grid = Grid.around(inside, fineness.margin, fineness.cell)
    coarse = Grid.around(inside, fineness.margin, 4 * fineness.cell)
    # Sixteen times fewer cells are enough to weigh the wards, which is what takes thirty rounds.
    weights = levels(contest(seeds, coarse), coarse, on_land(seeds, coarse), _groupings(units, sets))
    fine = contest(seeds, grid)
    winner = fine.winners(weights)
    land = on_land(seeds, grid)
    outlines: dict[str, gpd.GeoDataFrame] = {}
    # One contest for both: old and new wards are groups of the same units, so what they share is the same.
    for codes in _vintages(units):
        names, label = np.unique(codes, return_inverse=True)
        # Smoothed before the sea is cut off, or the coast would be smoothed as well.
        smooth = smoothed(label[winner], grid, fine.nearest)
        cells = without_fragments(np.where(land, smooth, SEA), grid)
        frame = _smooth(_polygons(cells, names, grid, sets), fineness.smoothing)
        # Today's first: a set without a change is whole among the older codes as well.
        outlines = {
            ward_set.key: _of_set(frame, ward_set) for ward_set in sets if _covers(names, ward_set)
        } | outlines
    return outlines


def _nearby(postcodes: pd.DataFrame, inside: pd.DataFrame, around: int) -> pd.DataFrame:
    """The postcodes within so many metres of the box around those inside."""
    near = postcodes["easting"].between(inside["easting"].min() - around, inside["easting"].max() + around)
    near &= postcodes["northing"].between(
        inside["northing"].min() - around, inside["northing"].max() + around
    )
    return postcodes[near]


def _units(postcodes: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Seeds with their unit, and the units: every combination of authority, ward and previous ward."""
    keys = ["lad_code", "ward_code", "previous_ward_code"]
    units = postcodes[keys].drop_duplicates().sort_values(keys).reset_index(drop=True)
    seeds = postcodes.merge(units.assign(unit=units.index), on=keys)
    return seeds.sort_values(["unit", "easting", "northing"]).reset_index(drop=True), units


def _vintages(units: pd.DataFrame) -> list[npt.NDArray[np.object_]]:
    """Each unit's code in today's ward sets and in those before; neighbours have their authority's."""
    now = units["ward_code"].where(units["ward_code"] != "", units["lad_code"])
    before = units["previous_ward_code"].where(units["previous_ward_code"] != "", now)
    return [now.to_numpy(object), before.to_numpy(object)]


def _groupings(units: pd.DataFrame, sets: Sequence[WardSet]) -> list[tuple[Ints, npt.NDArray[np.float64]]]:
    """The wards of today, and the previous: which unit is in which, and their known km²."""
    areas = {ward.code: ward.area_km2 for ward_set in sets for ward in ward_set.wards if ward.area_km2}
    groupings = []
    for column in ("ward_code", "previous_ward_code"):
        codes = sorted(set(units[column]) & set(areas))
        group = units[column].map({code: number for number, code in enumerate(codes)}).fillna(-1)
        groupings.append((group.to_numpy(np.int64), np.array([areas[code] for code in codes])))
    return groupings


def _covers(names: npt.NDArray[np.object_], wards: WardSet) -> bool:
    return {ward.code for ward in wards.wards} <= set(names)


def _polygons(
    cells: Ints, names: npt.NDArray[np.object_], grid: Grid, sets: Sequence[WardSet]
) -> gpd.GeoDataFrame:
    """Each ward's cells as one shape, indexed by code, with every shared corner in both."""
    codes = {ward.code: ward.name for ward_set in sets for ward in ward_set.wards}
    x, y = grid.centres()
    half = grid.cell / 2
    shapes = {}
    for label, code in enumerate(names):
        if code in codes:
            own = np.flatnonzero(cells == label)
            boxes = shapely.box(x[own] - half, y[own] - half, x[own] + half, y[own] + half)
            # Every cell's corner stays on the edge, so neighbours have the same ones (decision 57).
            shapes[code] = shapely.coverage_union_all(boxes)
    frame = {"name": [codes[code] for code in shapes]}
    return gpd.GeoDataFrame(frame, index=pd.Index(shapes, name="code"), geometry=list(shapes.values()))


def _smooth(frame: gpd.GeoDataFrame, tolerance: float) -> gpd.GeoDataFrame:
    """The shapes simplified together, in degrees to five decimals (about a metre)."""
    # Together, or each neighbour would simplify the common edge in its own way.
    simple = shapely.coverage_simplify(frame.geometry.to_numpy(), tolerance)
    to_wgs84 = Transformer.from_pipeline(TO_WGS84)

    def degrees(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        return np.column_stack([degree.round(5) for degree in to_wgs84.transform(points[:, 0], points[:, 1])])

    return frame.set_geometry(shapely.normalize(shapely.transform(simple, degrees)), crs="EPSG:4326")


def _of_set(frame: gpd.GeoDataFrame, wards: WardSet) -> gpd.GeoDataFrame:
    return frame.loc[sorted(ward.code for ward in wards.wards)]
