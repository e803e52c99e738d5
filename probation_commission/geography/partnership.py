"""Which partnership runs here: `data/partnerships.toml`, a table a partnership (decision 90)."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from probation_commission.domain.partnership import (
    ExampleHub,
    Examples,
    IdeaPlaces,
    Partnership,
    Terms,
    UnknownPartnershipError,
)
from probation_commission.domain.places import Whole
from probation_commission.settings import DATA, partnership_key

PARTNERSHIPS = DATA / "partnerships.toml"


def partnership() -> Partnership:
    """The partnership that runs here: the one that PC_PARTNERSHIP names, or else the file's usual one.

    Raises `UnknownPartnershipError` for a name that is not in `data/partnerships.toml`.
    """
    usual, partnerships = _partnerships(PARTNERSHIPS)
    key = partnership_key() or usual
    if key not in partnerships:
        raise UnknownPartnershipError(
            f"PC_PARTNERSHIP is “{key}”, and there is no such partnership. Set it to one of these, or leave "
            f"it out for {usual}: {', '.join(partnerships)}."
        )
    return partnerships[key]


@cache
def _partnerships(path: Path) -> tuple[str, Mapping[str, Partnership]]:
    """The key of the usual partnership, and all of them by key."""
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    usual = tables.pop("usual")
    return usual, {key: _partnership(key, table) for key, table in tables.items()}


def _partnership(key: str, table: dict[str, Any]) -> Partnership:
    wholes = (Whole(**whole | {"parts": frozenset(whole["parts"])}) for whole in table.pop("wholes", ()))
    examples = table.pop("examples")
    hubs = tuple(ExampleHub(**hub) for hub in examples.pop("hubs", ()))
    spring_wards = tuple(examples.pop("spring_wards"))
    localities = {
        area: {name: tuple(codes) for name, codes in named.items()}
        for area, named in examples.pop("localities", {}).items()
    }
    ideas = {
        name: IdeaPlaces(tuple(places.get("ward_codes", ())), places.get("hub", ""))
        for name, places in examples.pop("ideas").items()
    }
    return Partnership(
        key=key,
        home=tuple(table.pop("home")),
        also=tuple(table.pop("also", ())),
        wholes=tuple(wholes),
        terms=Terms(**table.pop("terms")),
        examples=Examples(
            **examples, spring_wards=spring_wards, localities=localities, ideas=ideas, hubs=hubs
        ),
        **table,
    )
