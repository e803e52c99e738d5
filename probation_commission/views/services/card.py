"""All that is known of one service, as rows to read: what no source says reads "not known"."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from probation_commission.analysis.rows import known_day, rows_of
from probation_commission.analysis.services import BoughtServices
from probation_commission.domain.contracts import DATE_NAMES, ContractPart
from probation_commission.domain.days import in_full
from probation_commission.domain.hubs import Listing
from probation_commission.domain.words import listed
from probation_commission.views.services.coverage import CoveredPlace, said, table
from probation_commission.views.services.ends import NOT_KNOWN
from probation_commission.views.services.listing import DROPPED

_COLUMNS = ("What", "Known")


def about(row: Mapping[str, Any], bought: BoughtServices) -> pd.DataFrame:
    """What it is, for whom, how one is referred, and whether there is room."""
    until = known_day(row["capacity_until"])
    room = row["room"]
    if room != NOT_KNOWN:
        room = f"{room}, says {row['capacity_said_by']}, until {in_full(until)}" if until else room
    elif until:
        room = f"{NOT_KNOWN}: what {row['capacity_said_by']} said held until {in_full(until)}"
    return _rows(
        {
            **(_parties(row, bought) or {"Provider": row["provider"]}),
            "Pathway": row["pathway"],
            "Status": f"{row['status']} (source as of {row['as_of']})",
            "For whom": row["for_whom"],
            "Sex": row["sex"] or NOT_KNOWN,
            "Age": row["ages"] or NOT_KNOWN,
            "Stage": row["stage"] or NOT_KNOWN,
            "IOM nominals only": _yes(row["iom_only"]),
            "Counts towards RAR days": _yes(row["counts_as_rar"]),
            "How to refer": row["route"] or NOT_KNOWN,
            "Who must be vetted": row["vetting"] or NOT_KNOWN,
            "Next start": _day(known_day(row["next_start"])),
            "Room and wait": room,
            "Area": row["area"],
            "Note": row["note"] or "none",
            "Source": row["source"],
            **({"The list": DROPPED} if row["listed"] == Listing.DROPPED else {}),
        }
    )


def bought_under(row: Mapping[str, Any], bought: BoughtServices) -> pd.DataFrame:
    """The contract with its days; empty where none is known."""
    found = bought.contracts[bought.contracts.slug == row["contract_slug"]]
    if found.empty:
        return pd.DataFrame(columns=_COLUMNS)
    contract = found.iloc[0]
    dates = bought.dates[contract.slug]
    named = dict(zip(bought.contracts.slug, bought.contracts.reference, strict=True))
    return _rows(
        {
            "Contract": contract.reference,
            "Scheme": contract.scheme,
            "Funder": contract.funder,
            **{words.capitalize(): _day(getattr(dates, name)) for name, words in DATE_NAMES.items()},
            "Successor": named.get(contract.successor, contract.successor) or NOT_KNOWN,
            "Delivery places": contract.places or NOT_KNOWN,
            "Source of the contract": contract.source,
        }
    )


def faults(row: Mapping[str, Any], bought: BoughtServices) -> str:
    """What is wrong with what the list says of its contract; empty where nothing is known to be."""
    found = bought.contracts[bought.contracts.slug == row["contract_slug"]]
    return "" if found.empty else str(found.faults.iloc[0])


def steps(
    row: Mapping[str, Any], bought: BoughtServices, day: date, areas: Mapping[str, str]
) -> pd.DataFrame:
    """The steps of its mobilisation, those that are late marked; `areas`: names by code."""
    own = bought.milestones[bought.milestones.contract == row["contract_slug"]]
    rows = []
    for step in rows_of(own):
        due, done = known_day(step["due"]), known_day(step["done"])
        late = due is not None and due < day and done is None
        words = f"done on {in_full(done)}" if done else "late" if late else "to come"
        words += f": {step['evidence']}" if done and step["evidence"] else ""
        area = areas.get(step["area_code"], step["area_code"])
        what = ", ".join(filter(None, (f"{step['kind']} {step['place']}".strip(), area)))
        rows.append({"Step": what, "Due": _day(due), "Stands": words})
    return pd.DataFrame(rows, columns=["Step", "Due", "Stands"])


def where(
    covered: list[CoveredPlace], row: Mapping[str, Any], names: Mapping[str, str]
) -> tuple[str, pd.DataFrame]:
    """A sentence on where it is to be had, and the same place by place."""
    if not covered:
        return f"{row['area']}: which authorities that is, no source says.", pd.DataFrame()
    places = table(covered, names).drop(columns=["Service", "Data"])
    if _dated(covered):
        return "", places
    areas = listed(dict.fromkeys(names.get(one.place.area_code, one.place.area_code) for one in covered))
    return f"{areas}: {said(covered[0])}; since when is not known.", pd.DataFrame()


def _dated(covered: list[CoveredPlace]) -> bool:
    return any(one.place.planned or one.place.actual or one.place.ended for one in covered)


def _parties(row: Mapping[str, Any], bought: BoughtServices) -> dict[str, str]:
    own = bought.parties[bought.parties.contract == row["contract_slug"]]
    chain = list(own.name[own.part == ContractPart.CHAIN])
    prime = list(own.name[own.part == ContractPart.PRIME])
    if own.empty:
        return {}
    return {"Prime provider": listed(prime), "Supply chain": listed(chain) or "none named"}


def _rows(known: Mapping[str, str]) -> pd.DataFrame:
    return pd.DataFrame(list(known.items()), columns=_COLUMNS)


def _day(day: date | None) -> str:
    return in_full(day) if day else NOT_KNOWN


def _yes(value: object) -> str:
    if value is None or pd.isna(value):  # type: ignore[call-overload]
        return NOT_KNOWN
    return "yes" if value else "no"
