"""Places on a map: kind by shape and letter, exact filled, approximate hollow, and never by colour alone."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from probation_commission.views.maps.legends import LegendEntry

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping

    import pandas as pd

_SHAPES = {
    "circle": '<circle cx="13" cy="13" r="11" {}/>',
    "square": '<rect x="2.5" y="2.5" width="21" height="21" rx="2" {}/>',
    "diamond": '<path d="M13 1 25 13 13 25 1 13Z" {}/>',
    "hexagon": '<path d="M7 2h12l6 11-6 11H7L1 13Z" {}/>',
    "shield": '<path d="M2 2h22v12q0 7-11 11Q2 21 2 14Z" {}/>',
}


@dataclass(frozen=True, slots=True)
class Symbol:
    """How a kind of place is drawn."""

    letter: str
    shape: str
    colour: str


SYMBOLS = {
    "probation office": Symbol("O", "square", "#0b3d70"),
    "community hub": Symbol("H", "circle", "#8a2d00"),
    "provider hub": Symbol("P", "diamond", "#5b2a86"),
    "NHS": Symbol("N", "hexagon", "#00594c"),
    "partner premises": Symbol("S", "shield", "#4d4d00"),
    "programme premises": Symbol("G", "square", "#4d4d00"),
    "reporting centre": Symbol("R", "square", "#6b3a00"),
    "women’s hub": Symbol("W", "circle", "#5b2a86"),
    "court": Symbol("C", "shield", "#0b3d70"),
    "prison": Symbol("J", "square", "#44515e"),
    "approved premises": Symbol("A", "diamond", "#44515e"),
    "refuge": Symbol("F", "diamond", "#5b2a86"),
    "victims’ service": Symbol("V", "hexagon", "#8a2d00"),
    "submitted": Symbol("S", "circle", "#1d5a96"),
    "shortlisted": Symbol("L", "hexagon", "#5b2a86"),
    "approved": Symbol("A", "square", "#1b7a3d"),
    "delivering": Symbol("D", "diamond", "#00594c"),
    "closed": Symbol("C", "square", "#44515e"),
    "declined": Symbol("X", "shield", "#8a2d00"),
    "more needed": Symbol("M", "circle", "#6b3a00"),
    "eligible": Symbol("E", "hexagon", "#1d5a96"),
    "ineligible": Symbol("I", "shield", "#44515e"),
    "scoring": Symbol("P", "hexagon", "#00594c"),
    "deferred": Symbol("F", "circle", "#6b3a00"),
    "agreement": Symbol("G", "diamond", "#00594c"),
    "withdrawn": Symbol("W", "shield", "#5a5a5a"),
}


def symbol_of(kind: str) -> Symbol:
    """The symbol of a kind; a kind unknown here is a grey circle with its first letter."""
    return SYMBOLS.get(kind, Symbol(kind[:1].upper() or "?", "circle", "#44515e"))


def symbol_svg(kind: str, *, exact: bool) -> str:
    """The drawing of a place, 26 by 26 pixels: filled when exact, hollow and dashed when not."""
    # Hollow and dashed: an approximate place must not look surer than it is, on a grey print either.
    symbol = symbol_of(kind)
    fill, ink = (symbol.colour, "#ffffff") if exact else ("#ffffff", symbol.colour)
    edge = f'fill="{fill}" stroke="{symbol.colour}" stroke-width="2"'
    outline = _SHAPES[symbol.shape].format(edge if exact else f'{edge} stroke-dasharray="4 2.5"')
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="26" height="26" viewBox="0 0 26 26" '
        f'aria-hidden="true">{outline}'
        f'<text x="13" y="18" text-anchor="middle" font-size="14" font-weight="700"'
        f' font-family="sans-serif" fill="{ink}">{escape(symbol.letter)}</text></svg>'
    )


_OF_A_MARK = ["slug", "name", "kind", "lat", "lon", "exact", "label"]


def place_markers(places: pd.DataFrame, *, note: str = "", chosen: str = "") -> dict[str, Any]:
    """The values that put places on a `hub_map`, for `command("mark", …)`.

    `places` has columns name, kind, lat, lon, exact (bool) and label (text); a row without lat and lon
    is left out, so list it beside the map. `note` stands within the map: its picture is passed on alone.
    `chosen` is the `slug` of the one that is marked.
    """
    # Each drawing is sent once, by kind; a place names its own. A hundred hubs are a few kilobytes.
    rows = places[places.columns.intersection(_OF_A_MARK)].dropna(subset=["lat", "lon"]).to_dict("records")
    drawn = {_key(row): (row["kind"], bool(row["exact"])) for row in rows}
    symbols = {key: symbol_svg(kind, exact=exact) for key, (kind, exact) in drawn.items()}
    placed = [[row["lat"], row["lon"], _key(row), row["name"], _description(row)] for row in rows]
    at = next((number for number, row in enumerate(rows) if chosen and row["slug"] == chosen), None)
    return {"symbols": symbols, "places": placed, "note": note, "chosen": at}


def place_entries(kinds: Iterable[str], words: Mapping[str, str] | None = None) -> list[LegendEntry]:
    """The legend's lines for these kinds, and one for a place known only roughly.

    `words`: what a kind is called, where it is not its own name.
    """
    lines = [LegendEntry(symbol_svg(kind, exact=True), (words or {}).get(kind, kind)) for kind in kinds]
    return [*lines, LegendEntry(symbol_svg("", exact=False), "hollow: position approximate")]


def _key(row: dict[Hashable, Any]) -> str:
    return f"{row['kind']}{'' if row['exact'] else ' ~'}"


def _description(row: dict[Hashable, Any]) -> str:
    where = None if row["exact"] else "position approximate"
    return ", ".join(str(part) for part in (row["kind"], where, row["label"]) if part)
