"""Whether official outlines can be believed: codes, shapes, overlaps, areas, places."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from probation_commission.domain.places import WardSet
from probation_commission.domain.returns import Problem
from probation_commission.domain.words import listed

AREA_TOLERANCE = 0.1
"""Of the known area: generalised outlines are within a hundredth, those to the low-water line within this."""
OVERLAP_TOLERANCE = 0.005
"""Of the smaller ward: rounding and generalising make less than this."""
LEAST_SHARED = 1 / 3
"""Of a ward, with its indicative outline: the worst of those is at two thirds."""
FINE_POINTS = 20_000
"""With more corners than this the outlines are simplified, to load fast."""
METRES = "EPSG:27700"
_NEAR = 50
"""Pieces of an edge that may lie beside one, on average: a shape that crosses itself has four or five."""
_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Examined:
    """A ward set found in official outlines: its shapes by code with name, and what was noticed."""

    wards: WardSet
    frame: gpd.GeoDataFrame
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()


def examine(
    outlines: gpd.GeoDataFrame, ward_sets: Sequence[WardSet], indicative: Mapping[str, gpd.GeoDataFrame]
) -> tuple[Examined, ...]:
    """Each known ward set that the outlines (code, lad_code, geometry) hold, and each they hold a part of.

    A set of which nothing is there but wards that a whole set of the file has too is left out: a ward that
    stayed through a change is in both.

    `indicative`, by the ward set's key, says roughly where each ward must lie.
    """
    held = set(outlines["code"])
    # In no set known here; a ward of 2013 in a file of 2025 is examined with its own set.
    stray = outlines[~outlines["code"].isin([ward.code for wards in ward_sets for ward in wards.wards])]
    codes = {wards.key: {ward.code for ward in wards.wards} for wards in ward_sets}
    whole = [own for own in codes.values() if own <= held]
    explained = set().union(*whole)
    return tuple(
        _examined(outlines, stray, wards, indicative.get(wards.key))
        for wards in ward_sets
        if codes[wards.key] in whole or (held & codes[wards.key]) - explained
    )


def _examined(
    outlines: gpd.GeoDataFrame, stray: gpd.GeoDataFrame, wards: WardSet, rough: gpd.GeoDataFrame | None
) -> Examined:
    names = {ward.code: ward.name for ward in wards.wards}
    own = outlines[outlines["code"].isin(names)]
    problems = _wrong_codes(stray, own, wards)
    own = own.set_index("code").sort_index(kind="stable")
    frame = gpd.GeoDataFrame(
        {"name": [names[code] for code in own.index]}, index=own.index, geometry=own.geometry
    )
    frame, bad, notes = _mended(frame, wards)
    frame, twice, joined = _joined(frame, wards)
    bad, notes = bad + twice, notes + joined
    problems += bad
    if not problems:
        # Overlaps and areas of half a file, or of shapes without an area, would say nothing new.
        frame, more = _lighter(frame, wards)
        notes += more
        problems += _overlaps(frame, wards) + _areas(frame, wards) + _misplaced(frame, wards, rough)
    return Examined(wards, frame, tuple(problems), tuple(notes))


def _wrong_codes(stray: gpd.GeoDataFrame, own: gpd.GeoDataFrame, wards: WardSet) -> list[Problem]:
    codes = {ward.code for ward in wards.wards}
    missing = sorted(codes - set(own["code"]))
    unknown = sorted(set(stray.loc[stray["lad_code"] == wards.authority.code, "code"]))
    faults = (
        ("wards missing", missing, "are missing. Give a file with all of them."),
        ("ward unknown", unknown, "are not among them. Check that the file is of the same years."),
    )
    return [Problem(code, f"{wards.title}: {_list(held)} {what}") for code, held, what in faults if held]


def _mended(frame: gpd.GeoDataFrame, wards: WardSet) -> tuple[gpd.GeoDataFrame, list[Problem], list[str]]:
    """The frame with invalid shapes made valid, areas only; problems where no area is left."""
    shapes = frame.geometry.to_numpy()
    invalid = list(frame.index[~(shapely.is_valid(shapes) | shapely.is_missing(shapes))])
    # What crosses itself everywhere would take hours to mend, and mean nothing then.
    tangled = [code for code in dict.fromkeys(invalid) if any(map(_is_tangled, shapes[frame.index == code]))]
    if tangled:
        words = f"{_list(tangled)} cross themselves too often to be mended. Fetch the file anew."
        none = frame.set_geometry([shapely.Polygon()] * len(frame), crs=frame.crs)
        return none, [Problem("shape tangled", f"{wards.title}: {words}")], []
    mended = [_area_only(shape) for shape in shapes]
    empty = [code for code, shape in zip(frame.index, mended, strict=True) if shapely.is_empty(shape)]
    problems = [
        Problem("ward without shape", f"{wards.title}: {_list(empty)} have no area. Give a file of polygons.")
    ]
    notes = [f"{wards.title}: the shapes of {_list(invalid)} were not valid and have been mended."]
    return frame.set_geometry(mended, crs=frame.crs), problems if empty else [], notes if invalid else []


def _is_tangled(shape: shapely.Geometry | None) -> bool:
    """Whether the pieces of its edge lie upon each other nearly everywhere."""
    points, ring = shapely.get_coordinates(
        shapely.get_rings(shapely.get_parts(shapely.get_parts(shape))), return_index=True
    )
    inside = ring[1:] == ring[:-1]
    edges: Any = shapely.linestrings(np.stack([points[:-1][inside], points[1:][inside]], axis=1))
    tree, near = shapely.STRtree(edges), 0
    for first in range(0, len(edges), _AT_ONCE):
        near += tree.query(edges[first : first + _AT_ONCE]).shape[1]
        if near > _NEAR * max(len(edges), _AT_ONCE):
            return True
    return False


def _joined(frame: gpd.GeoDataFrame, wards: WardSet) -> tuple[gpd.GeoDataFrame, list[Problem], list[str]]:
    """The frame with a ward that came in several pieces as one; problems where pieces lie on each other."""
    shapes = frame.geometry.to_numpy()
    pieces = {code: shapes[frame.index == code] for code in frame.index.unique()}
    several = [code for code in pieces if len(pieces[code]) > 1]
    # Two shapes for one ward, and nobody could say which is right.
    twice = [code for code in several if _lie_on_each_other(pieces[code])]
    whole = [
        _area_only(shapely.union_all(parts)) if code in several else parts[0]
        for code, parts in pieces.items()
    ]
    problem = Problem(
        "ward twice",
        f"{wards.title}: {_list(twice)} are there more than once, with shapes that lie on each other."
        " Give a file with one shape for each ward.",
    )
    joined = [code for code in several if code not in twice]
    note = f"{wards.title}: {_list(joined)} came in several pieces, which have been joined."
    first = frame[~frame.index.duplicated()]
    return first.set_geometry(whole, crs=frame.crs), [problem] if twice else [], [note] if joined else []


def _lie_on_each_other(shapes: np.ndarray) -> bool:
    together, apart = shapely.area(shapely.union_all(shapes)), shapely.area(shapes)
    return bool(apart.sum() - together > OVERLAP_TOLERANCE * apart.min())


def _area_only(shape: shapely.Geometry | None) -> shapely.Geometry:
    """The polygons of a shape, valid, at the precision that is served."""
    if shape is None:
        return shapely.Polygon()
    valid = shape if shapely.is_valid(shape) else shapely.make_valid(shape)
    # Mending can leave lines and points where a shape touched itself.
    parts = [part for part in shapely.get_parts(shapely.get_parts(valid)) if part.geom_type == "Polygon"]
    # 1e-5 degrees are about a metre; normalized, the same shape is the same bytes.
    return shapely.normalize(shapely.set_precision(shapely.union_all(parts), 1e-5))


def _lighter(frame: gpd.GeoDataFrame, wards: WardSet) -> tuple[gpd.GeoDataFrame, list[str]]:
    if shapely.get_num_coordinates(frame.geometry.to_numpy()).sum() <= FINE_POINTS:
        return frame, []
    metres = frame.to_crs(METRES)
    # As a coverage: neighbours keep their common corners, by which edges are drawn later (decision 57).
    simple = metres.set_geometry(shapely.coverage_simplify(metres.geometry.to_numpy(), 20), crs=METRES)
    degrees = simple.to_crs("EPSG:4326")
    lighter = degrees.set_geometry([_area_only(shape) for shape in degrees.geometry], crs="EPSG:4326")
    return lighter, [f"{wards.title}: outlines finer than 20 m were simplified, to load fast."]


def _overlaps(frame: gpd.GeoDataFrame, wards: WardSet) -> list[Problem]:
    shapes = frame.to_crs(METRES).geometry.to_numpy()
    first, second = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    # Each pair once, and no ward with itself.
    first, second = first[first < second], second[first < second]
    shared = shapely.area(shapely.intersection(shapes[first], shapes[second]))
    smaller = np.minimum(shapely.area(shapes[first]), shapely.area(shapes[second]))
    pairs = [
        f"{frame['name'].iloc[number]} and {frame['name'].iloc[other]}"
        for number, other in zip(
            first[shared > OVERLAP_TOLERANCE * smaller],
            second[shared > OVERLAP_TOLERANCE * smaller],
            strict=True,
        )
    ]
    message = f"{wards.title}: wards overlap ({_list(pairs)}). Give the file as ONS publishes it."
    return [Problem("wards overlap", message)] if pairs else []


def _areas(frame: gpd.GeoDataFrame, wards: WardSet) -> list[Problem]:
    areas_km2 = {ward.code: ward.area_km2 for ward in wards.wards}
    areas = frame.to_crs(METRES).area.to_numpy() / 1e6
    wrong = [
        f"{name} has {area:.2f} km² instead of {want:.2f}"
        for code, name, area in zip(frame.index, frame["name"], areas, strict=True)
        # An area that is no number is within nothing.
        if (want := areas_km2[code]) and not abs(area - want) <= AREA_TOLERANCE * want + 0.02
    ]
    message = f"{wards.title}: {_list(wrong)}. Check that codes and coordinates of the file belong together."
    return [Problem("implausible area", message)] if wrong else []


def _misplaced(frame: gpd.GeoDataFrame, wards: WardSet, rough: gpd.GeoDataFrame | None) -> list[Problem]:
    # Two codes swapped can have plausible areas; roughly where each lies is known (decision 12).
    if rough is None:
        return []
    here, there = (
        outlines.to_crs(METRES).geometry.to_numpy() for outlines in (frame, rough.loc[frame.index])
    )
    shared = shapely.area(shapely.intersection(here, there)) / shapely.area(here)
    wrong = list(frame["name"][~(shared >= LEAST_SHARED)])
    message = (
        f"{wards.title}: {_list(wrong)} lie elsewhere than their postcodes. Check the codes of the file."
    )
    return [Problem("misplaced", message)] if wrong else []


def _list(items: Sequence[str], most: int = 5) -> str:
    """The items in words: "a, b, c and 4 more"."""
    more = [f"{len(items) - most} more"] if len(items) > most else []
    return listed([*items[:most], *more]) if more else ", ".join(items)
