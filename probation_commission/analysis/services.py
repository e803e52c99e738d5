"""The services that are known, as they stand on a day, and those of them that count."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd

from probation_commission.analysis.rows import known_day, rows_of
from probation_commission.domain.contracts import (
    Capacity,
    ContractDates,
    ServicePlace,
    capacity_on,
    capacity_words,
    status_on,
)

_DAYS_KEPT = 40
_DAYS = [one.name for one in fields(ContractDates)]


@dataclass(frozen=True, eq=False)
class BoughtServices:
    """What is kept of services and of what they are bought under, as `store` gives it.

    `services` as its source says; `as_of` has them as they stand on a day.
    """

    services: pd.DataFrame
    contracts: pd.DataFrame
    parties: pd.DataFrame
    milestones: pd.DataFrame
    coverage: pd.DataFrame

    @cached_property
    def dates(self) -> dict[str, ContractDates]:
        """What is known of the days of each contract, by its slug."""
        return {row["slug"]: _dates(row) for row in rows_of(self.contracts)}

    @cached_property
    def places(self) -> dict[str, tuple[ServicePlace, ...]]:
        """Where each service is to be had, by its slug; of the others it is not known."""
        found: defaultdict[str, list[ServicePlace]] = defaultdict(list)
        for row in rows_of(self.coverage):
            days = {name: known_day(row[name]) for name in ("planned", "actual", "ended")}
            place = ServicePlace(row["area_code"], row["ward_code"], **days, reason=row["reason"])
            found[row["service"]].append(place)
        return {slug: tuple(places) for slug, places in found.items()}

    @cached_property
    def _standing(self) -> dict[date, pd.DataFrame]:
        """Those of the days that were asked for last."""
        return {}

    def as_of(self, day: date) -> pd.DataFrame:
        """The services with `status` as it is that day, `room` in words, and the areas that each `covers`.

        Kept for the days that are asked for; read only.
        """
        # Each page of a day asks several times, and of thousands of services it takes a second.
        if day not in self._standing:
            while len(self._standing) >= _DAYS_KEPT:
                self._standing.pop(next(iter(self._standing)), None)
            self._standing[day] = self._as_of(day)
        return self._standing[day]

    def _as_of(self, day: date) -> pd.DataFrame:
        dates, places = self.dates, self.places
        rows = rows_of(self.services)
        return self.services.assign(
            status=[
                str(
                    status_on(
                        day,
                        dates.get(row["contract_slug"], ContractDates()),
                        places.get(row["slug"], ()),
                        row["status"],
                    )
                )
                for row in rows
            ],
            room=[room(row, day) for row in rows],
            covers=pd.Series(
                [
                    tuple(dict.fromkeys(place.area_code for place in places.get(row["slug"], ())))
                    for row in rows
                ],
                index=self.services.index,
                dtype=object,
            ),
        )


def _dates(row: Mapping[str, Any]) -> ContractDates:
    return ContractDates(**{name: known_day(row[name]) for name in _DAYS})


def known_number(value: Any) -> int | None:  # noqa: ANN401 (a cell of a row)
    """A whole number of a row; None where it is not known."""
    return None if value is None or pd.isna(value) else int(value)


def room(row: Mapping[str, Any], day: date) -> str:
    """Whether there is room in a service that day, in words; "not known" once what was said is too old."""
    now = capacity_on(day, row["capacity"], known_day(row["capacity_until"]))
    return capacity_words(now, known_number(row["wait_weeks"]) if now is not Capacity.NOT_KNOWN else None)


def serving(
    services: pd.DataFrame, around: Collection[str], codes: Collection[str] = frozenset()
) -> pd.DataFrame:
    """Those that serve an area: whose own area contains it (decision 97), or that cover all of `codes`.

    `around`: the names of all that contains it, its own too, as `Partnership.around` gives them. What is for
    the whole region serves each of its authorities; what is for one of them does not serve the region.
    """
    by_name = services.area.isin(around)
    if not codes or "covers" not in services:
        return services[by_name]
    return services[by_name | services.covers.map(set(codes).issubset).astype(bool)]


def provider_of(services: pd.DataFrame) -> "pd.Series[str]":
    """Who provides each, by the shortest of the spellings of the same organisation.

    Sources call one with and without its supply chain, or by its name as a company.
    """
    known = services[services.provider_id.notna()]
    shortest = {
        number: min(names, key=lambda name: (len(name), name))
        for number, names in known.groupby("provider_id").provider
    }
    return services.provider_id.map(shortest).fillna(services.provider).astype(str)


def real(services: pd.DataFrame) -> pd.DataFrame:
    """Those that are not made up: only they are counted."""
    return services[~services.illustrative.astype(bool)]


def live(services: pd.DataFrame) -> pd.DataFrame:
    """Those that are not made up and run."""
    known = real(services)
    return known[known.status == "live"]
