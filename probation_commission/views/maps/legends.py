"""Legends, drawn by us: swatches with words, as HTML that can stand under any map."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from probation_commission.views.terms import said

if TYPE_CHECKING:
    from collections.abc import Iterable

_TEXTURES = {
    "hatch": '<rect x="1" y="1" width="22" height="14" fill="#f4f4f4"/>'
    '<path d="M1 9 9 1M1 15 15 1M8 15 22 1M15 15 23 7" stroke="#7d7d7d" stroke-width="1.5"/>',
    "dots": '<rect x="1" y="1" width="22" height="14" fill="#f4f4f4"/>'
    '<path d="M5 4h2M11 4h2M17 4h2M5 8h2M11 8h2M17 8h2M5 12h2M11 12h2M17 12h2"'
    ' stroke="#7d7d7d" stroke-width="2"/>',
}

HEXAGONS_MEAN = "Hexagons lie about where the places do; their size and distances mean nothing."

_ROW = "display:flex;flex-wrap:wrap;gap:.25rem 1rem;list-style:none;margin:.15rem 0;padding:0"
_LINE = "display:flex;align-items:center;gap:.4rem"


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One line: `fill` is a colour, "hatch", "dots" or a drawing of ours beginning with `<svg`."""

    fill: str
    text: str


def lettered(fill: str, letter: str) -> str:
    """A swatch of that colour with its letter, for `LegendEntry.fill`."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="16">'
        f'<rect x="1" y="1" width="22" height="14" fill="{escape(fill)}" stroke="#4a5a6a"/>'
        '<text x="12" y="12.5" text-anchor="middle" font-size="12" font-weight="700"'
        ' font-family="sans-serif" fill="#17212b" stroke="#ffffff" stroke-width="2.5"'
        f' paint-order="stroke">{escape(letter)}</text></svg>'
    )


def legend_html(title: str, entries: Iterable[LegendEntry], *, note: str = "", source: str = "") -> str:
    """The legend as HTML for `st.html`; all words are escaped."""
    lines = "".join(
        f'<li style="{_LINE}">{_swatch(entry.fill)}{escape(said(entry.text))}</li>' for entry in entries
    )
    small = "".join(
        f'<div style="font-size:.875rem;color:#44515e">{escape(said(words))}</div>'
        for words in (note, source and f"Outlines: {source}")
        if words
    )
    return f'<div><strong>{escape(said(title))}</strong><ul style="{_ROW}">{lines}</ul>{small}</div>'


def _swatch(fill: str) -> str:
    """The swatch as a picture: Streamlit takes drawings out of HTML, and leaves pictures in."""
    return f'<img alt="" src="data:image/svg+xml,{quote(_drawing(fill))}">'


def _drawing(fill: str) -> str:
    if fill.startswith("<svg"):
        return fill
    # The same textures as the map draws, or the legend would explain another map.
    inside = _TEXTURES.get(fill) or f'<rect x="1" y="1" width="22" height="14" fill="{escape(fill)}"/>'
    edge = '<rect x="1" y="1" width="22" height="14" fill="none" stroke="#4a5a6a"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="24" height="16">{inside}{edge}</svg>'
