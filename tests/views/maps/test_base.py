"""The maps as their builders return them: constant where they must be, safe whatever the data says."""

import json
import re
from dataclasses import replace

import pandas as pd
import pytest
import streamlit_folium
from hypothesis import given
from hypothesis import strategies as st

from probation_commission.geography.outlines import current_sets
from probation_commission.views.maps.base import command, hub_map, ward_map
from probation_commission.views.maps.markers import SYMBOLS, place_entries, place_markers, symbol_svg
from probation_commission.views.maps.shading import BLUES, Classes, Shade, blended, class_breaks, ward_shading

HOSTILE = [
    "</script><img src=x onerror=alert(1)>",
    "{{ 'in' ~ 'jected' }}",  # a template, which folium would run on the server
    "{% for x in y %}",
    "{# a comment",
    "{{{{ 'in' ~ 'jected' }}}}",
    "{{ 'x' }}",  # what streamlit-folium takes for a reference to an element
    "\u2028\"'\\ \\u007b",
]
pytestmark = pytest.mark.usefixtures("home")
PLACES = pd.DataFrame(
    [
        ("Framwell House", "probation office", 54.78, -1.58, True, "Framwellgate"),
        ("St Cuthbert's Church", "community hub", 54.76, -1.34, False, ""),  # its postcode is unknown
        ("Nowhere yet", "community hub", None, None, False, ""),  # and this one's town too
    ],
    columns=["name", "kind", "lat", "lon", "exact", "label"],
)


@pytest.fixture
def sets():
    return current_sets()


@pytest.fixture
def haringey(sets):
    return sets["E09000014-2022"]


@pytest.fixture
def sent(monkeypatch):
    """What streamlit-folium sends to the browser for a map with its values."""

    def send(base, group=None) -> dict:
        monkeypatch.setattr(streamlit_folium, "_component_func", lambda on_change, **values: values)  # noqa: ARG005
        return streamlit_folium.st_folium(base, key="map", feature_group_to_add=group)

    return send


def marked(places: pd.DataFrame, note: str = ""):
    return command("mark", place_markers(places, note=note))


def values(sent: dict) -> dict:
    """The values beside the constant script, as the browser will read them."""
    [found] = re.findall(r"explorer\.\w+\((.*)\);", sent["feature_group"])
    return json.loads(found)


def plan(sent: dict) -> dict:
    [found] = re.findall(r"explorerMap\(\"map_div\", (.*)\);", sent["script"])
    return json.loads(found)


def test_the_base_map_is_the_same_whatever_it_is_shaded_with(haringey, sent):
    five = sent(ward_map(haringey), ward_shading({"E05013585": Shade(1, "5")}, BLUES))
    none = sent(ward_map(haringey), ward_shading({}, BLUES, selected="E05013585"))
    assert five["feature_group"] != none["feature_group"]
    assert all(five[constant] == none[constant] for constant in ("script", "header", "html", "key"))


@pytest.mark.parametrize("build", [ward_map, hub_map])
def test_a_map_sends_the_name_of_its_frame_and_says_where_the_same_facts_stand(haringey, sent, build):
    made = plan(sent(build(haringey, title="Map: hubs in Haringey")))
    assert made["title"] == "Map: hubs in Haringey"
    assert made["label"] == "Map: hubs in Haringey; the table on this page has the same facts"


def test_two_sets_of_outlines_are_two_maps(sets, sent):
    assert len({sent(ward_map(outlines))["key"] for outlines in sets.values()}) == len(sets)


def test_no_shape_is_ever_sent(haringey, sent):
    everything = json.dumps(sent(ward_map(haringey), ward_shading({"E05013585": Shade(1, "5")}, BLUES)))
    assert haringey.url in everything
    assert "coordinates" not in everything
    assert len(everything) < 3000


@pytest.mark.parametrize("build", [ward_map, hub_map])
def test_nothing_comes_from_another_host(build, haringey, sent):
    arguments = sent(build(haringey), marked(PLACES))
    assert all(link.startswith("/assets/") for link in arguments["js_links"] + arguments["css_links"])
    assert re.findall(r"//[\w.]+", json.dumps(arguments)) == ["//www.w3.org"] * 2  # the names of two drawings


def test_a_base_map_of_tiles_is_there_only_if_asked_for(haringey, sent):
    url = "https://tiles.example/{z}/{x}/{y}.png"
    assert plan(sent(ward_map(haringey)))["tiles"] is None
    tiled = plan(sent(ward_map(haringey, tiles_url=url)))
    assert (tiled["tiles"], tiled["tiles_source"]) == (url, "Base map: tiles.example")


def test_it_shows_all_its_outlines_and_says_which_they_are(sets, sent):
    durham, darlington = sets["E06000047-2025"], sets["E06000005-2015"]
    both = plan(sent(ward_map(durham, darlington)))
    assert both["outlines"] == [durham.url, darlington.url]
    (south, west), (north, east) = both["bounds"]
    assert [south, west] == list(durham.bounds[0])  # Darlington lies within Durham's rectangle
    assert [north, east] == list(durham.bounds[1])
    assert both["source"] == "Indicative ward outlines"


def test_a_map_without_outlines_fits_its_places(sent):
    assert plan(sent(hub_map()))["bounds"] is None


def test_each_ward_goes_with_its_colour_and_label(haringey, sent):
    five = Shade(2, "5 (1 red)")
    shades = {"W1": Shade(0, "0"), "W2": five, "W3": five, "W4": Shade(None, "*")}
    group = ward_shading(shades, BLUES, selected="W2", missing="no return")
    assert values(sent(ward_map(haringey), group)) == {
        "groups": [[BLUES[0], "0", "W1"], [BLUES[2], "5 (1 red)", "W2 W3"], ["hatch", "*", "W4"]],
        "selected": "W2",
        "missing": "no return",
    }


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words(haringey, sent, words):
    group = ward_shading({"W1": Shade(1, words)}, BLUES, missing=words)
    arrived = values(sent(ward_map(haringey), group))
    assert (arrived["groups"][0][1], arrived["missing"]) == (words, words)
    assert "injected" not in str(arrived)
    assert "<" not in sent(ward_map(haringey), group)["feature_group"]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_not_run_on_the_server(haringey, words):
    base = ward_map(replace(haringey, key=words, origin=words))
    ward_shading({"W1": Shade(1, words)}, BLUES).add_to(base)
    assert "injected" not in base.get_root().render()


@pytest.mark.parametrize("words", HOSTILE)
def test_the_outlines_source_stays_words(haringey, sent, words):
    made = plan(sent(ward_map(replace(haringey, origin=words))))
    assert made["source"] == f"{words} ward outlines".capitalize()


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_places_stay_words_too(haringey, sent, words):
    hostile = PLACES.assign(name=words, kind="<b>", label=words)
    arrived = values(sent(hub_map(haringey), marked(hostile)))
    assert arrived["places"][0][3] == words
    assert ">&lt;<" in arrived["symbols"]["<b>"]  # the letter of an unknown kind, in the drawing


def test_places_that_are_only_roughly_known_say_so(haringey, sent):
    arrived = values(sent(hub_map(haringey), marked(PLACES)))
    assert [(place[2], place[4]) for place in arrived["places"]] == [
        ("probation office", "probation office, Framwellgate"),
        ("community hub ~", "community hub, position approximate"),
    ]
    assert arrived["symbols"]["community hub ~"] == symbol_svg("community hub", exact=False)


def test_what_holds_for_every_place_stands_within_the_map(haringey, sent):
    assert values(sent(hub_map(haringey), marked(PLACES, note="Made-up ideas")))["note"] == "Made-up ideas"
    assert values(sent(hub_map(haringey), marked(PLACES)))["note"] == ""


def test_kinds_differ_without_colour_and_exact_from_approximate_too():
    assert len({(symbol.letter, symbol.shape) for symbol in SYMBOLS.values()}) == len(SYMBOLS)
    assert "dasharray" in symbol_svg("NHS", exact=False)
    assert "dasharray" not in symbol_svg("NHS", exact=True)
    assert place_entries([])[-1].text == "hollow: position approximate"


@pytest.mark.parametrize(
    ("figures", "breaks"),
    [
        ([], ()),
        ([0, 0], ()),
        ([0, 1], ((1, 1),)),
        ([1, 3], ((1, 1), (2, 3))),
        ([5], ((1, 5),)),
        ([2, 11], ((1, 2), (3, 11))),
        # 34 of 51 are 1 to 3, and one is 15: no class is empty, and none holds most of them
        ([1] * 20 + [2] * 8 + [3] * 6 + [4, 5, 6, 9, 10, 15], ((1, 1), (2, 2), (3, 3), (4, 6), (7, 15))),
        ([*range(1, 12)], ((1, 3), (4, 5), (6, 7), (8, 9), (10, 11))),
        ([7] * 9 + [8, 9], ((1, 7), (8, 8), (9, 9))),  # equal figures are never parted
        ([0.4, 1.0], ((0.1, 0.4), (0.5, 1.0))),  # a rate
    ],
)
def test_classes_are_whole_and_hold_about_as_many_figures_each(figures, breaks):
    assert class_breaks(figures) == breaks


@given(
    st.lists(st.integers(0, 5000) | st.floats(0, 500, allow_subnormal=False), min_size=1), st.integers(1, 5)
)
def test_every_figure_has_a_class_and_every_class_a_colour(figures, steps):
    classes = Classes(class_breaks(figures, steps), BLUES)
    assert len(classes.breaks) <= steps
    for figure in figures:
        step = classes.step(figure)
        assert (step == 0) == (figure == 0)
        assert step == 0 or figure <= classes.breaks[step - 1][1]
        assert step < 2 or figure > classes.breaks[step - 2][1]
    assert len(set(classes.palette())) == len(classes.entries()) == len(classes.breaks) + 1


def test_each_of_many_bands_has_a_colour_of_its_own():
    shades = [blended(BLUES, step / 8) for step in range(9)]
    assert (shades[0], shades[-1]) == (BLUES[0], BLUES[-1])
    assert len(set(shades)) == 9
    assert blended(BLUES, 0.2) == BLUES[1]  # the palette's own, where there is one


def test_letters_and_the_names_of_what_is_joined_are_sent_with_the_shades():
    (child,) = ward_shading(
        {"W1": Shade(1, "up", "U"), "W2": Shade(0, "0")}, BLUES, joined=[["W1", "W2"]], names=["Up"]
    )._children.values()
    sent_values = vars(child)["values"]
    assert sent_values["groups"] == [[BLUES[1], "up", "W1", "U"], [BLUES[0], "0", "W2"]]
    assert (sent_values["joined"], sent_values["names"]) == (["W1 W2"], ["Up"])


def test_made_up_figures_are_called_so_within_the_map():
    def values(**told):
        (child,) = ward_shading({"W1": Shade(1, "5")}, BLUES, **told)._children.values()
        return vars(child)["values"]

    assert values(made_up=True)["note"] == "Made-up figures"
    assert "note" not in values()
