"""Land, shared out among wards: every cell goes to the ward whose postcodes pull it most.

All arithmetic is on whole metres and exactly rounded products, so that every machine gives the same cells.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

Ints = npt.NDArray[np.int64]
STEPS = 32
"""Weights are whole numbers of 1/32 of a doubling of the squared distance."""
LIMIT = 2 * STEPS
"""No ward's distances are more than halved or doubled."""
REACH = 4
"""A ward further than this many times the nearest postcode's distance cannot have the cell."""
BLOCK = 16
ROUNDS = 30
RADII = (2, 5, 10, 20)
"""Cells."""
OPEN_SEA = 10_000
"""Metres: no place on land in the areas covered is so far from a postcode."""
GAP = -2
SHORE = 100
"""Metres of land beyond the outermost postcodes."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Square cells on the British National Grid: whole metres, `cell` an even number of them."""

    west: int
    south: int
    cell: int
    columns: int
    rows: int

    @classmethod
    def around(cls, seeds: pd.DataFrame, margin: int, cell: int) -> "Grid":
        """The grid that covers the seeds and so many metres around them."""
        # On whole kilometres, so that a postcode more or less does not move every cell.
        west, south = ((int(seeds[axis].min()) - margin) // 1000 * 1000 for axis in ("easting", "northing"))
        east, north = (int(seeds[axis].max()) + margin for axis in ("easting", "northing"))
        return cls(west, south, cell, -(-(east - west) // cell), -(-(north - south) // cell))

    def centres(self) -> tuple[Ints, Ints]:
        """Easting and northing of every cell's centre, row by row from the south-west."""
        x = self.west + self.cell // 2 + self.cell * np.arange(self.columns)
        y = self.south + self.cell // 2 + self.cell * np.arange(self.rows)
        return np.tile(x, self.rows), np.repeat(y, self.columns)


@dataclass(frozen=True, slots=True)
class Contest:
    """For each unit (seeds with the same wards) the cells it may win, with d² to its nearest seed.

    `nearest` is each cell's d² to the nearest seed of all.
    """

    nearest: Ints
    entries: tuple[tuple[Ints, npt.NDArray[np.float64]], ...]

    def winners(self, levels: Sequence[int]) -> Ints:
        """The winning unit of each cell; a unit's level lengthens its arm."""
        best = np.full(len(self.nearest), np.inf)
        winner = np.full(len(self.nearest), -1)
        for unit, (cells, squared) in enumerate(self.entries):
            # Rounded to nine places: the last ones of a power differ between machines.
            score = squared * round(2.0 ** (-levels[unit] / STEPS), 9)
            # Less, not less or equal: of two at the same distance the first keeps the cell, everywhere.
            better = score < best[cells]
            won = cells[better]
            best[won] = score[better]
            winner[won] = unit
        return winner


def contest(seeds: pd.DataFrame, grid: Grid) -> Contest:
    """Who may win which cell, from columns easting, northing (whole metres) and unit (0, 1, …)."""
    x, y = grid.centres()
    nearest = _squared(seeds, x, y)
    # At least a cell's side, or a cell right on a postcode would be out of every other ward's reach.
    limit = REACH**2 * np.maximum(nearest, grid.cell**2)
    block, near = _blocks(grid, x, y)
    block_x, block_y = near
    # Half a diagonal is 0.71 of a side: whole blocks out of reach are left out at once.
    radius = BLOCK * grid.cell * 0.75
    allowed = REACH * (np.sqrt(_squared(seeds, block_x, block_y)) + radius) + radius
    entries = []
    for _, own in seeds.groupby("unit", sort=True):
        open_blocks = np.sqrt(_squared(own, block_x, block_y)) <= allowed
        cells = np.flatnonzero(open_blocks[block])
        squared = _squared(own, x[cells], y[cells])
        kept = squared <= limit[cells]
        entries.append((cells[kept], np.maximum(squared[kept], 1).astype(np.float64)))
    return Contest(nearest, tuple(entries))


def levels(
    game: Contest,
    grid: Grid,
    land: npt.NDArray[np.bool_],
    groupings: Sequence[tuple[Ints, npt.NDArray[np.float64]]],
) -> list[int]:
    """Each unit's level so that every group of units gets about the land it is known to have.

    A grouping is (group of each unit, or -1; known km² of each group). Thirty rounds, ever gentler.
    """
    group_levels = [np.zeros(len(areas), dtype=np.int64) for _, areas in groupings]
    for round_number in range(ROUNDS):
        units = _unit_levels(groupings, group_levels, len(game.entries))
        cells = np.bincount(game.winners(units)[land] + 1, minlength=len(units) + 1)[1:]
        for (group, areas), level in zip(groupings, group_levels, strict=True):
            has = np.bincount(group + 1, weights=cells, minlength=len(areas) + 1)[1:] * grid.cell**2 / 1e6
            for index, (want, got) in enumerate(zip(areas.tolist(), has.tolist(), strict=True)):
                # Not the whole way: all wards move at once, each taking land from its neighbours.
                step = 0.6 * STEPS * math.log2(want / max(got, 0.01))
                # Bolder at first, then no ward may swing to and fro.
                most = 10 if round_number < 10 else 4  # noqa: PLR2004
                moved = int(level[index]) + max(-most, min(most, round(step)))
                level[index] = max(-LIMIT, min(LIMIT, moved))
    return _unit_levels(groupings, group_levels, len(game.entries))


def on_land(seeds: pd.DataFrame, grid: Grid) -> npt.NDArray[np.bool_]:
    """Which cells are land: none within reach of a point that is far from every postcode."""
    # Hence the minus: only well inside the box of all postcodes; beyond it nothing is known to be sea.
    coarse = Grid.around(seeds, -OPEN_SEA, 500)
    sea_x, sea_y = coarse.centres()
    open_sea = _squared(seeds, sea_x, sea_y) >= OPEN_SEA**2
    x, y = grid.centres()
    if not open_sea.any():
        return np.ones(len(x), dtype=bool)
    sea = pd.DataFrame({"easting": sea_x[open_sea], "northing": sea_y[open_sea]})
    return _squared(sea, x, y) >= (OPEN_SEA - SHORE) ** 2


def smoothed(labels: Ints, grid: Grid, nearest: Ints) -> Ints:
    """Labels with edges smoothed over about the distance (squared) to the nearest seed."""
    smooth = _majority(labels, grid, RADII[0])
    for radius in RADII[1:]:
        far = nearest >= (radius * grid.cell) ** 2
        smooth = np.where(far, _majority(labels, grid, radius), smooth)
    return smooth


def without_fragments(labels: Ints, grid: Grid) -> Ints:
    """Labels where every small part cut off from its label's largest has joined its neighbours."""
    image = labels.reshape(grid.rows, grid.columns).copy()
    part = _parts(image)
    sizes = np.bincount(part.ravel(), minlength=part.size)
    largest: dict[int, int] = {}
    roots = np.flatnonzero(sizes)
    for root in roots.tolist():
        label = int(image.flat[root])
        largest[label] = max(largest.get(label, 0), int(sizes[root]))
    # Less than a tenth of its ward's largest part: scraps, not exclaves.
    small = [root for root in roots.tolist() if sizes[root] * 10 < largest[int(image.flat[root])]]
    return _filled(image, np.isin(part, small)).ravel()


def _squared(seeds: pd.DataFrame, x: Ints, y: Ints) -> Ints:
    """The exact squared distance in metres to the nearest seed."""
    east, north = (seeds[axis].to_numpy(np.int64) for axis in ("easting", "northing"))
    places = np.atleast_1d(np.asarray(shapely.points(east, north)))
    index = shapely.STRtree(places).nearest(shapely.points(x, y))
    squared: Ints = (east[index] - x) ** 2 + (north[index] - y) ** 2
    return squared


def _blocks(grid: Grid, x: Ints, y: Ints) -> tuple[Ints, tuple[Ints, Ints]]:
    """The block of each cell, and the blocks' centres."""
    side = BLOCK * grid.cell
    column, row = (x - grid.west) // side, (y - grid.south) // side
    wide, high = int(column.max()) + 1, int(row.max()) + 1
    centres = Grid(grid.west, grid.south, side, wide, high).centres()
    return row * wide + column, centres


def _unit_levels(
    groupings: Sequence[tuple[Ints, npt.NDArray[np.float64]]], group_levels: Sequence[Ints], units: int
) -> list[int]:
    total = np.zeros(units, dtype=np.int64)
    for (group, _), level in zip(groupings, group_levels, strict=True):
        total += np.where(group >= 0, level[group], 0)
    return [int(level) for level in total]


def _majority(labels: Ints, grid: Grid, radius: int) -> Ints:
    """Labels where each cell has the one most found around it, near ones counting more."""
    image = labels.reshape(grid.rows, grid.columns)
    best = np.zeros(image.shape, dtype=np.int64)
    smooth = image.copy()
    for label in np.unique(image):
        window = _window(image == label, 2 * radius)
        share = _blurred(_blurred((image[window] == label).astype(np.int64), radius), radius)
        more = share > best[window]
        best[window][more] = share[more]
        smooth[window][more] = label
    return smooth.ravel()


def _window(mask: npt.NDArray[np.bool_], around: int) -> tuple[slice, slice]:
    """The rows and columns that hold the true cells and so many around them."""
    rows, columns = (np.flatnonzero(mask.any(axis=axis)) for axis in (1, 0))
    low, left = max(int(rows[0]) - around, 0), max(int(columns[0]) - around, 0)
    return slice(low, int(rows[-1]) + around + 1), slice(left, int(columns[-1]) + around + 1)


def _blurred(image: Ints, radius: int) -> Ints:
    """For each cell the sum over the square around it."""
    # Down, then (turned) across: two running sums instead of a square around each cell.
    for _ in range(2):
        padded = np.pad(image, ((radius + 1, radius), (0, 0)), mode="edge").cumsum(axis=0)
        image = (padded[2 * radius + 1 :] - padded[: -2 * radius - 1]).T
    return image


def _neighbours(image: Ints) -> Iterator[tuple[Ints, Ints]]:
    """Every direction of the four: a view of cells, and a view of the cells beside them."""
    yield image[1:], image[:-1]
    yield image[:-1], image[1:]
    yield image[:, 1:], image[:, :-1]
    yield image[:, :-1], image[:, 1:]


def _parts(image: Ints) -> Ints:
    """For each cell the lowest cell number of the connected part it is in."""
    part = np.arange(image.size).reshape(image.shape)
    before = None
    while before is None or not np.array_equal(before, part):
        before = part.copy()
        for (mine, beside), (here, there) in zip(_neighbours(image), _neighbours(part), strict=True):
            np.copyto(here, np.minimum(here, there), where=mine == beside)
        # Each part jumps to the lowest of its lowest, so that a long ward takes few rounds.
        part = part.ravel()[part]
    return part


def _filled(image: Ints, gaps: npt.NDArray[np.bool_]) -> Ints:
    """The image with the gaps grown over from their edges, one cell a round."""
    image = np.where(gaps, GAP, image)
    while (image == GAP).any():
        before = image.copy()
        for (here, _), (_, beside) in zip(_neighbours(image), _neighbours(before), strict=True):
            np.copyto(here, beside, where=(here == GAP) & (beside != GAP))
    return image
