"""How much of each ward's official area our indicative outlines give to the same ward."""

from pathlib import Path

import geopandas as gpd
import pandas as pd

from probation_commission.geography.outlines import BUNDLED, polygons, read_index

ONS_OUTLINES = Path(__file__).resolve().parent.parent.parent / "shared" / "geo" / "ons_outlines"
OFFICIAL = {
    "E06000047-2025": "wards_E06000047_county_durham_WD25.geojson",
    "E06000047-2013": "wards_E06000047_county_durham_WD22.geojson",
    "E06000005-2015": "wards_E06000005_darlington_WD25.geojson",
    "E09000014-2022": "wards_E09000014_haringey_WD25.geojson",
    "E09000014-2002": "wards_E09000014_haringey_WD13.geojson",
    "E09000010-2022": "wards_E09000010_enfield_WD25.geojson",
    "E09000012-2014": "wards_E09000012_hackney_WD25.geojson",
    "E09000031-2022": "wards_E09000031_waltham_forest_WD25.geojson",
}
METRES = "EPSG:27700"


def shared(ours: gpd.GeoDataFrame, official: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return per ward name, and in km² the official area and what of it is ours under the same code."""
    there = official.set_index("wd_code").to_crs(METRES).geometry.make_valid()
    here = ours.to_crs(METRES).geometry.reindex(there.index)
    both = here.intersection(there).area
    return pd.DataFrame({"name": ours["name"], "official": there.area / 1e6, "shared": both / 1e6})


def main() -> None:
    if not ONS_OUTLINES.exists():
        print("shared/geo/ons_outlines is not beside the repository: nothing to compare with.")
        return
    sets = read_index(BUNDLED)
    for key, name in OFFICIAL.items():
        wards = shared(polygons(sets[key]), gpd.read_file(ONS_OUTLINES / name))
        share = wards["shared"] / wards["official"]
        whole = wards["shared"].sum() / wards["official"].sum()
        worst = f"worst ward {share.min():.1%} ({wards['name'][share.idxmin()]})"
        print(f"{sets[key].title:40} {whole:6.1%}   middle ward {share.median():.1%}   {worst}")


if __name__ == "__main__":
    main()
