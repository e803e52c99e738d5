"""Official outlines are taken whole or not at all, from a file or from the ONS service."""

import json
import socket
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from probation_commission.actions.outlines import build, fetch, reset, use
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.access import NotAllowedError, Person, Role
from probation_commission.geography import arcgis
from probation_commission.geography.outlines import BUNDLED, current, current_sets, own_folder, polygons
from probation_commission.store import audit, database
from tests import cases
from tests.stand_ins.arcgis_server import Answer, Portal, serving
from tests.stand_ins.official_outlines import WD25_AREAS, WD25_SETS, features, official, ons

LEAD = Person("A lead", Role.LEAD)
DARLINGTON = "E06000005-2015"
HARINGEY = "E09000014-2022"
pytestmark = pytest.mark.usefixtures("home")


def written(frame: gpd.GeoDataFrame, path: Path) -> Path:
    frame.to_file(path)
    return path


def portal(**bent: Any) -> Portal:
    layers = {
        "WD_DEC_2024_UK_BGC": features(official(DARLINGTON, "24")),
        "WD_DEC_2025_UK_BGC": features(*(official(key) for key in WD25_SETS)),
        "WD_MAY_2025_UK_BGC": features(official(DARLINGTON)),
    }
    return Portal(layers, **bent)


def refusal(wrong: gpd.GeoDataFrame, tmp_path: Path) -> str:
    """What `use` says of a wrong file; and nothing may have changed."""
    with pytest.raises(RefusedError) as refused:
        use(LEAD, written(wrong, tmp_path / "wrong.geojson"))
    assert not own_folder().exists()
    return " ".join(refused.value.reasons)


@pytest.mark.parametrize(
    ("name", "crs"),
    [
        ("w.geojson", "EPSG:4326"),
        ("w.gpkg", "EPSG:27700"),  # the National Grid, as ONS gives GeoPackages
        ("w.shp", "EPSG:3857"),  # some other CRS, told by its .prj
        ("w.shz", "EPSG:27700"),  # a zipped shapefile
    ],
)
def test_any_format_and_crs_gives_the_same_place(name: str, crs: str, tmp_path: Path) -> None:
    before = current(DARLINGTON)
    taken = use(LEAD, written(official(DARLINGTON).to_crs(crs), tmp_path / name))
    after = current(DARLINGTON)
    assert taken.keys == (DARLINGTON,)
    assert before is not None
    assert after is not None
    assert (before.origin, after.origin) == ("indicative", "official")
    assert after.bounds[0] == pytest.approx(before.bounds[0], abs=2e-4)
    assert name in after.source
    assert after.path.read_bytes()


def test_a_zip_of_a_shapefile_is_read(tmp_path: Path) -> None:
    written(official(DARLINGTON), tmp_path / "w.shp")
    with zipfile.ZipFile(tmp_path / "wards.zip", "w") as archive:
        for part in tmp_path.glob("w.*"):
            archive.write(part, part.name)
    assert use(LEAD, tmp_path / "wards.zip").keys == (DARLINGTON,)


def test_several_ward_sets_in_one_file_are_told_apart(tmp_path: Path) -> None:
    both = pd.concat([official("E09000014-2002"), official(HARINGEY)])  # two sets of one authority
    both["FID"] = range(len(both))
    assert set(use(LEAD, written(both, tmp_path / "b.gpkg")).keys) == {"E09000014-2002", HARINGEY}


def test_taking_outlines_is_audited_and_raises_the_revision(tmp_path: Path) -> None:
    database.migrate()
    with database.read() as conn:
        before = database.revision_number(conn)
    use(LEAD, written(official(DARLINGTON), tmp_path / "w.geojson"))
    with database.read() as conn:
        (entry,) = audit.entries(conn).to_dict("records")
        assert database.revision_number(conn) > before
    assert (entry["action"], entry["before"], entry["after"]) == (
        "change ward outlines",
        "the bundled outlines",
        "w.geojson",
    )
    reset(LEAD)
    with database.read() as conn:
        entry = audit.entries(conn).iloc[0]
    assert entry.before.endswith("from the file w.geojson")
    assert entry.after == "the bundled outlines"


def test_a_missing_ward_is_named(tmp_path: Path) -> None:
    wrong = official(DARLINGTON).drop(index=3)
    assert "E05010415 are missing" in refusal(wrong, tmp_path)


def test_a_ward_of_other_years_is_named(tmp_path: Path) -> None:
    stray = official(DARLINGTON).iloc[:1].assign(WD25CD="E05099999")  # in Darlington, but in no known set
    assert "E05099999 are not among them" in refusal(pd.concat([official(DARLINGTON), stray]), tmp_path)


def test_a_ward_given_twice_is_named(tmp_path: Path) -> None:
    wrong = official(DARLINGTON)
    assert "more than once" in refusal(pd.concat([wrong, wrong.iloc[:1]]), tmp_path)


def in_halves(frame: gpd.GeoDataFrame, shift: float = 0) -> gpd.GeoDataFrame:
    """The outlines with the first ward in two features, the eastern one moved to the west."""
    west, south, east, north = frame.geometry[0].bounds
    middle = (west + east) / 2
    halves = [
        shapely.intersection(frame.geometry[0], shapely.box(*box))
        for box in ((west, south, middle, north), (middle - shift, south, east, north))
    ]
    pieces = [frame.iloc[:1].set_geometry([half], crs=frame.crs) for half in halves]
    return pd.concat([*pieces, frame.iloc[1:]]).assign(FID=range(len(frame) + 1))


def test_a_ward_in_two_pieces_is_joined_and_that_is_said(tmp_path: Path) -> None:
    whole = official(DARLINGTON)
    taken = use(LEAD, written(in_halves(whole), tmp_path / "halves.gpkg"))
    assert f"{whole['WD25CD'].iloc[0]} came in several pieces" in " ".join(taken.notes)
    outlines = current(DARLINGTON)
    assert outlines is not None
    shape = polygons(outlines).geometry.loc[whole["WD25CD"].iloc[0]]
    assert shape.geom_type == "Polygon"
    assert shape.symmetric_difference(whole.geometry[0]).area < 0.001 * shape.area


def test_two_pieces_that_lie_on_each_other_are_refused(tmp_path: Path) -> None:
    assert "lie on each other" in refusal(in_halves(official(DARLINGTON), shift=0.01), tmp_path)


def test_metres_that_are_said_to_be_degrees_are_refused_with_what_to_do(tmp_path: Path) -> None:
    metres = official(DARLINGTON).to_crs("EPSG:27700").set_crs("EPSG:4326", allow_override=True)
    words = refusal(metres, tmp_path)
    assert "seem to be metres" in words
    assert "GeoPackage" in words


def test_metres_with_their_coordinate_system_are_converted(tmp_path: Path) -> None:
    metres = official(DARLINGTON).to_crs("EPSG:27700")
    path = tmp_path / "wards.geojson"
    metres.to_file(path, driver="GeoJSON", RFC7946="NO")
    assert "27700" in path.read_text(encoding="utf-8")[:400]
    assert use(LEAD, path).keys == (DARLINGTON,)


@pytest.mark.parametrize("point", ['["a","b"]', "[null,null]", "[NaN,NaN]", "[1e999,54.5]", "[]", '"x"'])
def test_what_is_no_number_is_refused(point: str, tmp_path: Path) -> None:
    path = written(official(DARLINGTON), tmp_path / "wrong.geojson")
    content = json.loads(path.read_text(encoding="utf-8"))
    ring = content["features"][0]["geometry"]["coordinates"][0]
    ring = ring[0] if isinstance(ring[0][0], list) else ring
    ring[1] = "HERE"
    path.write_text(json.dumps(content).replace('"HERE"', point), encoding="utf-8")
    with pytest.raises(RefusedError):
        use(LEAD, path)
    assert not own_folder().exists()


@pytest.mark.parametrize(
    ("crs", "reason"),
    [("EPSG:2985", "coordinate system"), ("EPSG:4326", "cannot be read as a map file")],
    ids=["a system that nothing leads to", "a ring that is not closed"],
)
def test_what_the_libraries_fail_at_is_refused_in_words(crs: str, reason: str, tmp_path: Path) -> None:
    path = written(official(DARLINGTON), tmp_path / "wrong.geojson")
    content = json.loads(path.read_text(encoding="utf-8"))
    content["crs"] = {"type": "name", "properties": {"name": crs}}
    if crs == "EPSG:4326":
        content["features"][0]["geometry"] = {
            "type": "Polygon",
            "coordinates": [[[-1.5, 54.7], [-1.4, 54.7], [-1.4, 54.8], [-1.5, 54.8]]],
        }
    path.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(RefusedError, match=reason):
        use(LEAD, path)
    assert not own_folder().exists()


def test_a_shape_that_crosses_itself_everywhere_is_not_mended(tmp_path: Path) -> None:
    """Three thousand points in a row without any order took longer than anybody would wait."""
    wrong = official(DARLINGTON)
    west, south, east, north = wrong.geometry.iloc[0].bounds
    points = np.random.default_rng(1).random((3_000, 2)) * (east - west, north - south) + (west, south)
    wrong.loc[wrong.index[0], "geometry"] = shapely.Polygon(points)
    assert "cross themselves too often" in refusal(wrong, tmp_path)


def test_what_does_not_lie_in_great_britain_is_refused(tmp_path: Path) -> None:
    for change in (
        lambda points: points[:, ::-1],
        lambda points: points + np.array([10, 0]),
        lambda points: points * 0,
    ):
        wrong = official(DARLINGTON)
        wrong["geometry"] = shapely.transform(wrong.geometry.to_numpy(), change)
        assert "does not lie in Great Britain" in refusal(wrong, tmp_path)


@pytest.mark.parametrize("ending", [".shp", ".gpkg", ".geojson"])
def test_a_map_file_in_a_folder_of_a_zip_is_found(ending: str, tmp_path: Path) -> None:
    import zipfile  # noqa: PLC0415

    folder = tmp_path / "made"
    folder.mkdir()
    written(official(DARLINGTON), folder / f"wards{ending}")
    with zipfile.ZipFile(tmp_path / "wards.zip", "w") as archive:
        archive.writestr(f"__MACOSX/Wards (May 2025)/._wards{ending}", b"junk")
        for part in folder.glob("wards.*"):
            archive.write(part, f"Wards (May 2025)/{part.name}")
    assert use(LEAD, tmp_path / "wards.zip").keys == (DARLINGTON,)


def test_the_bundled_outlines_come_back(tmp_path: Path) -> None:
    before = current_sets()
    use(LEAD, written(official(DARLINGTON), tmp_path / "w.geojson"))
    taken = current(DARLINGTON)
    assert taken is not None
    assert reset(LEAD) == (DARLINGTON,)
    assert current_sets() == before
    assert not taken.path.exists()
    with database.read() as conn:
        assert list(audit.entries(conn)["action"]) == ["change ward outlines"] * 2
    assert reset(LEAD) == ()
    use(LEAD, tmp_path / "w.geojson")
    assert current(DARLINGTON) == taken


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("G19_metres_said_to_be_crs84.geojson", "seem to be metres"),
        ("G22_ward_in_two_features.geojson", ""),
        ("G26b_shapefile_in_folder.zip", ""),
    ],
)
def test_the_cases(name: str, words: str) -> None:
    path = cases.path(name)
    if words:
        with pytest.raises(RefusedError, match=words):
            use(LEAD, path)
    else:
        assert use(LEAD, path).keys == ("E06000047-2025",)


def test_an_overlap_names_both_wards(tmp_path: Path) -> None:
    wrong = official(DARLINGTON)
    wrong.loc[0, "geometry"] = shapely.buffer(wrong.geometry[0], 0.0015)  # a hundred metres over its edge
    assert "Bank Top & Lascelles and " in refusal(wrong, tmp_path)


def test_codes_of_other_places_are_implausible(tmp_path: Path) -> None:
    wrong = official(DARLINGTON)
    wrong["WD25CD"] = wrong["WD25CD"].to_numpy()[::-1]  # each shape under another ward's code
    said = refusal(wrong, tmp_path)
    assert "km² instead of" in said
    assert "lie elsewhere than their postcodes" in said


def test_degrees_the_wrong_way_round_are_refused(tmp_path: Path) -> None:
    wrong = official(DARLINGTON)
    wrong["geometry"] = shapely.transform(wrong.geometry.to_numpy(), lambda points: points[:, ::-1])
    assert refusal(wrong, tmp_path)


def test_an_invalid_shape_is_mended_and_that_is_said(tmp_path: Path) -> None:
    frame = official(DARLINGTON)
    ring = list(frame.geometry[0].exterior.coords)
    x, y = ring[0]
    bow_tie = [(x, y), (x + 1e-4, y + 1e-4), (x + 1e-4, y), (x, y + 1e-4), (x, y)]  # crosses itself, 10 m
    frame.loc[0, "geometry"] = shapely.Polygon(ring + bow_tie)
    assert not frame.geometry[0].is_valid
    taken = use(LEAD, written(frame, tmp_path / "w.geojson"))
    assert "mended" in " ".join(taken.notes)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"not a map", "cannot be read as a map file"),
        (b'{"type":"FeatureCollection","features":[]}', "No column"),
        (b'{"type":"FeatureCollection","fea', "cannot be read as a map file"),
    ],
)
def test_other_files_are_refused(content: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "wards.geojson"
    path.write_bytes(content)
    with pytest.raises(RefusedError, match=said):
        use(LEAD, path)


@pytest.fixture
def listening() -> Iterator[tuple[str, list[object]]]:
    """An address of this computer, and who has asked there."""
    asked: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        ended = threading.Event()

        def answer() -> None:
            while not ended.is_set():
                with suppress(TimeoutError):
                    asking, who = server.accept()
                    asked.append(who)
                    asking.close()

        thread = threading.Thread(target=answer)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}", asked
        ended.set()
        thread.join()


VRT = (
    '<OGRVRTDataSource><OGRVRTLayer name="w"><SrcDataSource>{source}</SrcDataSource></OGRVRTLayer>'
    "</OGRVRTDataSource>"
)
LINKED = (
    '{{"type":"FeatureCollection","{crs}":{{"type":"link","properties":{{"href":"{source}/crs","type":"ogcwkt"'
    '}}}},"features":[{{"type":"Feature","properties":{{"WD25CD":"E05000001"}},"geometry":null}}]}}'
)


@pytest.mark.parametrize("ending", [".geojson", ".gpkg", ".shp", ".json", ".vrt", ".zip"])
@pytest.mark.parametrize(
    "content",
    [
        VRT.format(source="/vsicurl/{at}/wards.geojson"),
        VRT.format(source="{elsewhere}"),
        LINKED.format(crs="crs", source="{at}"),
        LINKED.format(crs="\\u0063rs", source="{at}"),
    ],
    ids=["an address", "another file", "a linked system", "the same in other letters"],
)
def test_a_file_opens_nothing_else(
    content: str, ending: str, listening: tuple[str, list[object]], tmp_path: Path
) -> None:
    address, asked = listening
    elsewhere = written(official(DARLINGTON), tmp_path / "elsewhere.gpkg")
    text = content.replace("{at}", address).replace("{elsewhere}", str(elsewhere))
    path = tmp_path / f"wards{ending}"
    if ending == ".zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("wards.geojson", text)
    else:
        path.write_text(text)
    with pytest.raises(RefusedError, match="cannot be read as a map file"):
        use(LEAD, path)
    assert not asked


@pytest.mark.parametrize("path", ["/vsicurl/{at}/w.geojson", "{at}/w.geojson", "/vsizip//vsicurl/{at}/w.zip"])
def test_no_address_is_opened(path: str, listening: tuple[str, list[object]]) -> None:
    address, asked = listening
    with pytest.raises(RefusedError, match="cannot be read as a map file"):
        use(LEAD, Path(path.format(at=address)))
    assert not asked


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match=r"none\.geojson cannot be read"):
        use(LEAD, tmp_path / "none.geojson")


def test_the_newest_generalised_clipped_wards_are_fetched_page_by_page() -> None:
    with serving(one := portal()) as address:
        taken = fetch(LEAD, WD25_AREAS, base_url=address)
    assert taken.source == "ONS ward boundaries, December 2025, generalised (BGC)"
    assert set(taken.keys) == set(WD25_SETS)
    offsets = [query["resultOffset"] for _, query in one.asked if "resultOffset" in query]
    assert offsets == ["0", "50", "100"]  # 117 wards, fifty at most in an answer
    origins = {key: outlines.origin for key, outlines in current_sets().items()}
    assert origins[DARLINGTON] == "official"
    assert origins["E06000047-2013"] == "indicative"  # not in that layer: the bundled stay


@pytest.mark.parametrize(
    ("flag", "gives"),
    [
        ("properties", 40),  # fewer than the layer promises: only the flag tells that there is more
        ("top", 40),
        ("", 50),  # no flag at all: a full page tells it
    ],
)
def test_more_pages_are_asked_for_however_the_service_says_so(flag: str, gives: int) -> None:
    with serving(portal(flag=flag, gives=gives)) as address:
        assert len(fetch(LEAD, WD25_AREAS, base_url=address).keys) == len(WD25_SETS)


def test_only_the_authorities_asked_for_are_fetched() -> None:
    with serving(one := portal()) as address:
        assert fetch(LEAD, ["Haringey"], base_url=address).keys == (HARINGEY,)
    assert [q["where"] for _, q in one.asked if "where" in q] == ["LAD25CD IN ('E09000014')"]


def test_a_layer_without_authorities_is_asked_by_ward() -> None:
    frame = official(DARLINGTON).drop(columns="LAD25CD")
    with serving(one := Portal({"WD_DEC_2025_UK_BGC": features(frame)})) as address:
        assert fetch(LEAD, ["Darlington"], base_url=address).keys == (DARLINGTON,)
    assert one.asked[-1][1]["where"].startswith("WD25CD IN ('E05010412',")


def test_configuration_names_another_layer(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(portal()) as address:
        monkeypatch.setenv("PC_OUTLINES_URL", address)
        monkeypatch.setenv("PC_OUTLINES_LAYER", "WD_MAY_2025_UK_BGC")
        assert "May 2025" in fetch(LEAD, ["Darlington"]).source


def _status(status: int, body: bytes) -> Callable[[str, dict[str, str], Answer], Answer]:
    return lambda path, _query, answer: (status, body) if path.endswith("/query") else answer


@pytest.mark.parametrize(
    ("bend", "said"),
    [
        (_status(500, b"<html>Internal Server Error"), "status 500"),
        (_status(404, b'{"detail": "gone"}'), "status 404"),
        (_status(200, b'{"error":{"code":400,"message":"Invalid query"}}'), "refused: Invalid query"),
        (_status(200, b'{"type":"FeatureCollection","features":[{"ty'), "something else or half of it"),
        (_status(200, b"[]"), "unknown form"),
        (_status(200, b"{}"), "holds no outlines"),
        (_status(200, b'{"type":"FeatureCollection","features":[]}'), "none of the wards"),
        (_status(200, b'{"features":[],"exceededTransferLimit":true}'), "does not get past"),
    ],
)
def test_a_service_in_trouble_changes_nothing(
    bend: Callable[[str, dict[str, str], Answer], Answer], said: str
) -> None:
    with serving(portal(bend=bend)) as address, pytest.raises(RefusedError, match=said):
        fetch(LEAD, base_url=address)
    assert not own_folder().exists()


def test_a_service_that_gives_the_same_page_for_ever_is_left() -> None:
    with serving(portal(ignores_offset=True)) as address, pytest.raises(RefusedError, match="one page"):
        fetch(LEAD, base_url=address)


def test_a_page_that_is_missing_leaves_the_old_outlines() -> None:
    def half(_path: str, query: dict[str, str], answer: Answer) -> Answer:
        lost = json.dumps({"type": "FeatureCollection", "features": []}).encode()
        return (200, lost) if query.get("resultOffset") == "100" else answer

    with serving(portal()) as address:
        fetch(LEAD, WD25_AREAS, base_url=address)
    before = current_sets()
    with serving(portal(bend=half)) as address, pytest.raises(RefusedError, match="are missing"):
        fetch(LEAD, WD25_AREAS, base_url=address)
    assert current_sets() == before


def test_a_service_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(_path: str, _query: dict[str, str], answer: Answer) -> Answer:
        time.sleep(1)
        return answer

    monkeypatch.setattr(arcgis, "TIMEOUT", (5, 0.05))
    with (
        serving(portal(bend=slow)) as address,
        pytest.raises(RefusedError, match=r"did not answer|cannot be reached"),
    ):
        fetch(LEAD, base_url=address)


def test_no_service_at_all_is_said() -> None:
    with pytest.raises(RefusedError, match="cannot be reached"):
        fetch(LEAD, base_url="http://127.0.0.1:9/services")  # the discard port: nobody listens


def test_a_service_without_fitting_layers_is_said() -> None:
    with serving(Portal({})) as address, pytest.raises(RefusedError, match="PC_OUTLINES_LAYER"):
        fetch(LEAD, base_url=address)


def test_wards_that_changed_since_are_refused_by_authority() -> None:
    newer = official(DARLINGTON).assign(WD25CD=[f"E0509{n:04}" for n in range(20)])
    with (
        serving(Portal({"WD_MAY_2026_UK_BGC": features(newer)})) as address,
        pytest.raises(RefusedError, match="Darlington: none of its known ward sets"),
    ):
        fetch(LEAD, ["E06000005"], base_url=address)


def test_an_unknown_authority_is_refused() -> None:
    with pytest.raises(RefusedError, match="Narnia is no authority"):
        fetch(LEAD, ["Narnia"])


@pytest.mark.parametrize("role", [Role.PANEL, Role.PARTNER, Role.VIEWER])
def test_only_those_who_may_change_outlines(role: Role, tmp_path: Path) -> None:
    person = Person("Someone", role)
    for action in (
        lambda: use(person, tmp_path / "x"),
        lambda: fetch(person),
        lambda: build(person, tmp_path),
    ):
        with pytest.raises(NotAllowedError):
            action()


def test_the_real_outlines_of_each_year_are_taken(tmp_path: Path) -> None:
    for name, year, key in (
        ("E06000047_county_durham", "25", "E06000047-2025"),
        ("E06000047_county_durham", "22", "E06000047-2013"),  # the 63 wards before
        ("E09000014_haringey", "13", "E09000014-2002"),  # the 19 wards before
    ):
        path = written(ons(name, year), tmp_path / f"{name}{year}.gpkg")
        assert use(LEAD, path).keys == (key,)


def test_the_real_outlines_are_fetched() -> None:
    areas = ("E06000047_county_durham", "E06000005_darlington", "E09000014_haringey", "E09000003_barnet")
    frames = [ons(name, "25") for name in areas]
    with serving(Portal({"WD_DEC_2025_UK_BGC": features(*frames)})) as address:
        wanted = ["County Durham", "Darlington", "Haringey"]
        assert len(fetch(LEAD, wanted, base_url=address).keys) == len(wanted)


@pytest.mark.long
def test_what_is_bundled_is_what_build_makes(tmp_path: Path) -> None:
    build(LEAD, tmp_path, regions=["London"])
    for path in sorted(tmp_path.glob("*.geojson")):
        assert path.read_bytes() == (BUNDLED / path.name).read_bytes(), path.name
    ours, bundled = (json.loads((folder / "index.json").read_text()) for folder in (tmp_path, BUNDLED))
    assert {key: bundled[key] for key in ours} == ours
