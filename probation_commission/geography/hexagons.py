"""A hexagon for each area or ward, all of one size, about where it lies (decision 187).

On a true map a large ward of moors hides the small ones where people live; here each has the same room.
"""

import math

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

MOST = 700
"""Places: the layout weighs every place against every hexagon."""
METRES = "EPSG:27700"
_CORNERS = np.array([(0, 2), (1, 1), (1, -1), (0, -2), (-1, -1), (-1, 1)])
"""Of a hexagon that stands on a corner, in halves of its width and of its side."""
_FINER = 0.995
Lattice = npt.NDArray[np.int64]


def hexagons(outlines: gpd.GeoDataFrame) -> gpd.GeoDataFrame | None:
    """The outlines as hexagons: same codes and names, EPSG:4326; None for more than `MOST` places.

    As many hexagons as places fill the shape of the whole, and the places are given to them so that the sum
    of squared distances between their middles is the least.
    """
    if not 0 < len(outlines) <= MOST:
        return None
    # Half a second of every start otherwise, for what happens where outlines are taken.
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415
    from scipy.spatial.distance import cdist  # noqa: PLC0415

    there = outlines.to_crs(METRES)
    whole = there.geometry.union_all()
    middles = shapely.get_coordinates(there.geometry.centroid.to_numpy())
    width = _width(whole, len(there))
    spots = _inside(whole, width)
    # How far a place is moved counts squared: many small moves, rather than one across the map.
    place, spot = linear_sum_assignment(cdist(middles, _metres(spots, width), "sqeuclidean"))
    shapes = [shapely.Polygon(_metres(spots[spot[index]] + _CORNERS, width)) for index in np.argsort(place)]
    frame = {"name": there["name"].to_numpy()}
    codes = pd.Index(there.index, name="code")
    laid = gpd.GeoDataFrame(frame, index=codes, geometry=shapes, crs=METRES).to_crs("EPSG:4326")
    return laid.set_geometry(shapely.transform(laid.geometry.to_numpy(), lambda points: points.round(5)))


def _width(whole: shapely.Geometry, places: int) -> float:
    """The width of the widest hexagons of which enough have their middle inside."""
    # Each has √3/2 of its width squared, and together they have about the whole's area.
    width = 1.3 * math.sqrt(float(shapely.area(whole)) / places / (math.sqrt(3) / 2))
    while len(_inside(whole, width)) < places:
        width *= _FINER
    return width


def _inside(whole: shapely.Geometry, width: float) -> Lattice:
    """The middles, counted in halves of the width and of the side, that lie inside of the whole."""
    west, south, east, north = shapely.bounds(whole)
    column = np.arange(math.floor(west / width) - 1, math.ceil(east / width) + 2)
    step = width / math.sqrt(3) * 1.5
    row = np.arange(math.floor(south / step) - 1, math.ceil(north / step) + 2)
    columns, rows = (axis.ravel() for axis in np.meshgrid(column, row))
    # Every second row stands half a width aside.
    spots = np.column_stack([2 * columns + rows % 2, 3 * rows])
    inside: Lattice = spots[shapely.contains_xy(whole, _metres(spots, width))]
    return inside


def _metres(spots: Lattice, width: float) -> npt.NDArray[np.float64]:
    # From whole numbers, so that hexagons beside each other have the same corners.
    metres: npt.NDArray[np.float64] = spots * np.array([width / 2, width / math.sqrt(3) / 2])
    return metres
