"""Indicative outlines of every authority of England and Wales, made from postcodes alone (decision 186).

Each cell of one grid goes to the authority of the nearest postcode. One grid for the whole land, so that
regions meet; the wards' finer method knows their areas and is drawn region by region.
"""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from pyproj import Transformer
from scipy import ndimage
from scipy.spatial import cKDTree

from probation_commission.geography.making.outlines import SEA, TO_WGS84
from probation_commission.geography.making.partition import Grid, Ints

CELL = 100
"""Metres."""
DEEP_SEA = 4_000
"""Metres from every postcode: what is joined to the edge of the grid through such water is sea."""
INSHORE = 2_000
"""Metres: and so is what lies this far from postcodes and no further than `DEEP_SEA` from deep sea.

With the one alone estuaries would be land, with the other alone the sea would run into the mountains.
"""
SHORE = 150
"""Metres of land beyond the outermost postcodes."""
COARSE = 250
MARGIN = 6_000
CHUNK = 1_000_000
SMOOTHING = 150
"""Metres, for `coverage_simplify`."""
LEAST_EDGE = 500
"""Metres that neighbours share: who meets at a corner is none."""
SCRAP = 10
"""A part less than a tenth of its authority's largest joins what is around it."""


@dataclass(frozen=True, slots=True)
class Land:
    """Who has which cell: `owner` is an image of numbers into `codes`, or `SEA`."""

    grid: Grid
    owner: Ints
    codes: npt.NDArray[np.object_]


def land(postcodes: pd.DataFrame, around: pd.DataFrame) -> Land:
    """The cells of the authorities of all `postcodes` (easting, northing, lad_code), in the box of `around`.

    Neighbours beyond the border have their cells too, and are left out when shapes are made.
    """
    seeds = postcodes.sort_values(["easting", "northing", "lad_code"]).drop_duplicates(
        ["easting", "northing"]
    )
    grid = Grid.around(around, MARGIN, CELL)
    places = cKDTree(seeds[["easting", "northing"]].to_numpy())
    codes, number = np.unique(seeds["lad_code"].to_numpy(object), return_inverse=True)
    dry = _dry(places, grid)
    owner = np.full(len(dry), SEA, dtype=np.int64)
    cells = np.flatnonzero(dry)
    for piece in np.array_split(cells, max(1, len(cells) // CHUNK)):
        owner[piece] = number[places.query(_points(grid, piece))[1]]
    return Land(grid, _without_scraps(owner.reshape(grid.rows, grid.columns)), codes)


def shapes(whole: Land, names: dict[str, str]) -> gpd.GeoDataFrame:
    """Each named authority's shape, by code with `name`, EPSG:4326 to four decimals (about ten metres)."""
    edges, sides = _edges(whole)
    numbers = [int(number) for number in np.flatnonzero(np.isin(whole.codes, sorted(names)))]
    rough = [_area(whole, edges, sides, number) for number in numbers]
    simple = shapely.coverage_simplify(np.array(rough, dtype=object), SMOOTHING)
    to_wgs84 = Transformer.from_pipeline(TO_WGS84)

    def degrees(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        return np.column_stack([axis.round(4) for axis in to_wgs84.transform(points[:, 0], points[:, 1])])

    codes = [str(whole.codes[number]) for number in numbers]
    index = pd.Index(codes, name="code")
    outlines = shapely.normalize(shapely.transform(simple, degrees))
    return gpd.GeoDataFrame(
        {"name": [names[code] for code in codes]}, index=index, geometry=outlines, crs=4326
    )


def _points(grid: Grid, cells: Ints) -> npt.NDArray[np.float64]:
    row, column = np.divmod(cells, grid.columns)
    half = grid.cell / 2
    return np.column_stack([grid.west + half + column * grid.cell, grid.south + half + row * grid.cell])


def _dry(places: cKDTree, grid: Grid) -> npt.NDArray[np.bool_]:
    """Which cells are land: those out of reach of the sea, which is what is far and joined to the edge."""
    width, height = grid.columns * grid.cell, grid.rows * grid.cell
    coarse = Grid(grid.west, grid.south, COARSE, -(-width // COARSE), -(-height // COARSE))
    centres = _points(coarse, np.arange(coarse.columns * coarse.rows))
    near, _ = places.query(centres, distance_upper_bound=DEEP_SEA)
    far = near.reshape(coarse.rows, coarse.columns)
    # A moor is as far from postcodes as the sea is, but land lies all around it.
    part, _ = ndimage.label(np.isinf(far))
    rim = np.unique(np.concatenate([part[0], part[-1], part[:, 0], part[:, -1]]))
    deep = np.isin(part, rim[rim > 0])
    sea = ndimage.binary_dilation(deep, iterations=DEEP_SEA // COARSE, mask=far >= INSHORE) | deep
    shore = sea & ~ndimage.binary_erosion(sea)
    waters = cKDTree(centres[shore.ravel()])
    row, column = np.divmod(np.arange(grid.columns * grid.rows), grid.columns)
    inland = ~sea[row * grid.cell // COARSE, column * grid.cell // COARSE]
    dry = np.zeros(len(row), dtype=bool)
    cells = np.flatnonzero(inland)
    for piece in np.array_split(cells, max(1, len(cells) // CHUNK)):
        reach, _ = waters.query(_points(grid, piece), distance_upper_bound=INSHORE - SHORE)
        dry[piece] = np.isinf(reach)
    return dry


def _without_scraps(owner: Ints) -> Ints:
    """The image where small parts, cut off from their authority's largest, have joined their neighbours."""
    scraps = np.zeros(owner.shape, dtype=bool)
    for number, window in enumerate(ndimage.find_objects(owner + 1)):
        if window is None:
            continue
        part, parts = ndimage.label(owner[window] == number)
        sizes = np.bincount(part.ravel(), minlength=parts + 1)
        sizes[0] = sizes[1:].max()
        scraps[window] |= np.isin(part, np.flatnonzero(sizes * SCRAP < sizes[0]))
    nearest = ndimage.distance_transform_edt(scraps, return_distances=False, return_indices=True)
    whole: Ints = owner[tuple(nearest)]
    return whole


def _edges(whole: Land) -> tuple[npt.NDArray[np.object_], Ints]:
    """The sides of cells between two owners, as lines of one cell, and the two owners of each."""
    owner, grid = np.pad(whole.owner, 1, constant_values=SEA), whole.grid
    lines, sides = [], []
    for across in (True, False):
        here, there = (owner[:, :-1], owner[:, 1:]) if across else (owner[:-1], owner[1:])
        row, column = np.nonzero(here != there)
        # The corner at which the side begins, counted in cells from the south-west.
        x, y = (column, row - 1) if across else (column - 1, row)
        ends = (x, y + 1) if across else (x + 1, y)
        corners = np.stack([np.column_stack([x, y]), np.column_stack(ends)], axis=1)
        lines.append(corners * grid.cell + np.array([grid.west, grid.south]))
        sides.append(np.column_stack([here[row, column], there[row, column]]))
    # Every corner stays on the edge, so that neighbours have the same ones (decision 57).
    drawn = np.asarray(shapely.linestrings(np.concatenate(lines).astype(float)))
    return drawn, np.concatenate(sides)


def _area(whole: Land, edges: npt.NDArray[np.object_], sides: Ints, number: int) -> shapely.Geometry:
    own = edges[(sides == number).any(axis=1)]
    faces = shapely.get_parts(shapely.polygonize(own))
    inside = [face for face in faces if _owner(whole, face) == number]
    return shapely.MultiPolygon(inside) if len(inside) > 1 else inside[0]


def _owner(whole: Land, face: shapely.Polygon) -> int:
    """Whose cells lie in a face: no edge runs through it, so any point will do."""
    point = shapely.point_on_surface(face)
    column = int((point.x - whole.grid.west) // whole.grid.cell)
    row = int((point.y - whole.grid.south) // whole.grid.cell)
    return int(whole.owner[row, column])


def neighbours(whole: Land, apart: frozenset[tuple[str, str]] = frozenset()) -> pd.DataFrame:
    """Columns lad_code, neighbour_code: who shares at least `LEAST_EDGE` with whom, in both directions.

    `apart`: pairs between which there is only water; an empty second code means all of the first's.
    """
    sides = np.sort(_edges(whole)[1], axis=1)
    pairs, times = np.unique(sides[(sides != SEA).all(axis=1)], axis=0, return_counts=True)
    frame = pd.DataFrame(
        whole.codes[pairs[times * CELL >= LEAST_EDGE]], columns=["lad_code", "neighbour_code"]
    )
    both = pd.concat([frame, frame.set_axis(frame.columns[::-1], axis=1)], ignore_index=True)
    kept = [
        not apart & {(here, there), (there, here), (here, ""), (there, "")}
        for here, there in both.itertuples(index=False)
    ]
    return both[kept].sort_values(["lad_code", "neighbour_code"], ignore_index=True)
