"""The bundled facts about places: wards with their dates in force, and the ward of every postcode."""

from collections.abc import Iterable
from datetime import date
from functools import cache

import pandas as pd

from probation_commission.domain.places import Authority, Gazetteer, Ward, Whole
from probation_commission.geography.partnership import partnership
from probation_commission.settings import DATA


def gazetteer() -> Gazetteer:
    """The wards of `data/wards.csv`, with the postcodes of `data/postcode_wards.csv.gz`.

    With the partnership's authorities that report as one. Raises `UnknownPartnershipError`.
    """
    return _gazetteer(partnership().wholes)


@cache
def _gazetteer(wholes: tuple[Whole, ...]) -> Gazetteer:
    authorities = {
        row["lad_code"]: Authority(row["lad_code"], row["lad_name"], row["region"])
        for row in _rows("authorities.csv")
    }
    wards = (_ward(row, authorities[row["lad_code"]]) for row in _rows("wards.csv"))
    # What reports as one is the partnership's (decision 90), so a gazetteer is kept for each.
    return Gazetteer(wards, _wards_of, wholes)


def fineness_by_region() -> dict[str, dict[str, int]]:
    """How fine the outlines of each region are made, in metres, as `data/regions.csv` has it."""
    return {
        row["region"]: {name: int(value) for name, value in row.items() if name != "region"}
        for row in _rows("regions.csv")
    }


@cache
def postcode_wards() -> pd.DataFrame:
    """Columns postcode, lad_code, ward_code, previous_ward_code (empty where nothing changed)."""
    return pd.read_csv(DATA / "postcode_wards.csv.gz", dtype=str, keep_default_na=False)


def ward_facts() -> pd.DataFrame:
    """The wards in force today as `data/wards.csv` has them, a row each."""
    wards = pd.read_csv(DATA / "wards.csv")
    return wards[wards.in_force_to.isna()]


def _rows(name: str) -> list[dict[str, str]]:
    frame = pd.read_csv(DATA / name, dtype=str, keep_default_na=False)
    return [{str(column): value for column, value in row.items()} for row in frame.to_dict("records")]


def _ward(row: dict[str, str], authority: Authority) -> Ward:
    ends, area, residents = row["in_force_to"], row["area_km2"], row["residents_2021_estimate"]
    return Ward(
        row["ward_code"],
        row["ward_name"],
        authority,
        date.fromisoformat(row["in_force_from"]),
        date.fromisoformat(ends) if ends else None,
        float(area) if area else None,
        int(float(residents)) if residents else None,
    )


@cache
def _ward_by_postcode() -> dict[str, tuple[str, ...]]:
    frame = postcode_wards()
    # "N170AA" and "N17 0AA" are one.
    postcodes = frame["postcode"].str.replace(" ", "")
    codes = zip(frame["ward_code"], frame["previous_ward_code"], strict=True)
    # A postcode of Haringey was in a ward before 2022 and is in another now: which is meant, the month says.
    return {postcode: tuple(filter(None, pair)) for postcode, pair in zip(postcodes, codes, strict=True)}


def _wards_of(postcode: str) -> Iterable[str]:
    return _ward_by_postcode().get(postcode.replace(" ", ""), ())
