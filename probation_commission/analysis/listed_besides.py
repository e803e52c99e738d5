"""Services of the national list beside those that are kept, for an area of which the list was not loaded."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import pandas as pd

from probation_commission.analysis.listed_contracts import ListedRows
from probation_commission.analysis.rows import rows_of
from probation_commission.analysis.services import BoughtServices
from probation_commission.domain.hubs import Listing

_KEPT = {"illustrative": False, "listed": Listing.LISTED.value, "changed_here": ""}
"""What the store adds to a row of the list; other columns that it does not have are texts, and empty."""
_DAYS_AND_NUMBERS = frozenset(
    {
        *("starts", "ends", "extension_until", "notice_by", "review_on", "closes_to_referrals"),
        *("successor_from", "market_event", "competition", "go_live", "planned", "actual", "ended"),
        *("id", "provider_id", "funder_id", "organisation_id", "expects_a_year", "iom_only"),
        *("counts_as_rar", "next_start", "wait_weeks", "capacity_until", "confirmed_on", "contract_slug"),
    }
)
"""The columns that are not known of what the list alone has."""


def with_listed(bought: BoughtServices, rows: ListedRows) -> BoughtServices:
    """What is kept, and what these rows of the list add to it (decision 286).

    A contract that is kept stays as it is, with its services and where these are to be had. A service that is
    kept without its contract gets the list's facts, but for what somebody here has written of it.
    """
    contracts = [row for row in rows.contracts if row["slug"] not in set(bought.contracts.slug)]
    fresh = {row["slug"] for row in contracts}
    kept = {row["slug"]: row for row in rows_of(bought.services)}
    listed = {row["slug"]: row for row in rows.services if row["contract_slug"] in fresh}
    services = [
        *(_with_facts(row, listed.get(slug)) for slug, row in kept.items()),
        *(row for slug, row in listed.items() if slug not in kept),
    ]
    written = set(bought.coverage.service[~bought.coverage.bundled.astype(bool)])
    moved = listed.keys() - written
    places = [row | {"bundled": True} for row in rows.coverage if row["service"] in moved]
    return BoughtServices(
        _frame(services, bought.services).sort_values(["name", "slug"]).reset_index(drop=True),
        _added(bought.contracts, contracts),
        _added(bought.parties, [row for row in rows.parties if row["contract"] in fresh]),
        bought.milestones,
        _added(bought.coverage[~bought.coverage.service.isin(moved)], places),
    )


def _with_facts(row: Mapping[str, Any], listed: Mapping[str, Any] | None) -> Mapping[str, Any]:
    if listed is None or row["illustrative"]:
        return row
    changed: Collection[str] = row["changed_here"].split()
    return {**row, **{name: value for name, value in listed.items() if name in row and name not in changed}}


def _added(known: pd.DataFrame, rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    return _frame([*rows_of(known), *rows], known)


def _frame(rows: Iterable[Mapping[str, Any]], like: pd.DataFrame) -> pd.DataFrame:
    """Rows with the columns of a frame; what one lacks is as a fresh row of the store has it."""
    return pd.DataFrame(
        [{name: row.get(name, _blank(str(name))) for name in like.columns} for row in rows],
        columns=like.columns,
    )


def _blank(name: str) -> object:
    return None if name in _DAYS_AND_NUMBERS else _KEPT.get(name, "")
