"""Legends: a swatch and words for each line, drawn by us."""

import re
from urllib.parse import unquote

from probation_commission.views.maps.legends import LegendEntry, legend_html
from probation_commission.views.maps.shading import BLUES, Classes


def swatches(html: str) -> list[str]:
    return [unquote(source) for source in re.findall(r'<img alt="" src="data:image/svg\+xml,([^"]*)">', html)]


def test_each_line_has_its_swatch_and_not_shown_differs_from_zero_and_from_no_return():
    texts = {"#ffffff": "0", "hatch": "not shown (fewer than 5)", "dots": "no return received"}
    html = legend_html("Nominals", [LegendEntry(fill, text) for fill, text in texts.items()])
    assert len(set(swatches(html))) == 3
    assert all(f">{text}</li>" in html for text in texts.values())


def test_a_drawing_of_a_place_is_its_own_swatch():
    assert swatches(legend_html("Places", [LegendEntry("<svg>o</svg>", "hub")])) == ["<svg>o</svg>"]


def test_note_and_outlines_stand_below_and_only_if_given():
    assert "Outlines: ONS &amp; OS" in legend_html("T", [], note="As of May", source="ONS & OS")
    assert legend_html("T", []).count("<div") == 1


def test_words_are_escaped_everywhere():
    bad = "<img src=x onerror=alert(1)>"
    html = legend_html(bad, [LegendEntry('"><script>', bad)], note=bad, source=bad)
    assert "<img src=x" not in html
    assert "<script" not in html


def test_classes_name_their_ends_once_where_they_are_one_number():
    assert [entry.text for entry in Classes(((1, 1), (2, 4)), BLUES).entries()] == ["0", "1", "2 to 4"]
