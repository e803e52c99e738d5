"""What a written place is, in Haringey and elsewhere. The gazetteer here is typed by hand."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probation_commission.domain.places import Authority, Gazetteer, PlaceKind, Ward, bare, tidy_postcode
from probation_commission.geography.gazetteer import drawn_ward_sets, gazetteer

HARINGEY = Authority("E09000014", "Haringey", "London")
ENFIELD = Authority("E09000010", "Enfield", "London")
HACKNEY = Authority("E09000012", "Hackney", "London")
DURHAM = Authority("E06000047", "County Durham", "North East")
CHANGE = date(2022, 5, 5)
EVE = date(2022, 5, 4)
MAY_2023 = date(2023, 5, 31)


def old(code: str, name: str, authority: Authority = HARINGEY) -> Ward:
    return Ward(code, name, authority, date(2002, 5, 2), EVE)


def new(code: str, name: str, authority: Authority = HARINGEY) -> Ward:
    return Ward(code, name, authority, CHANGE, None)


WARDS = (
    old("E05000001", "Alexandra"),
    old("E05000002", "St. Ann's"),
    new("E05000011", "Alexandra Park"),
    new("E05000012", "St Ann's"),  # the same name in both sets, written otherwise
    new("E05000013", "Hermitage & Gardens"),
    new("E05000021", "Bowes", ENFIELD),
    new("E05000022", "Lea Bridge", ENFIELD),
    new("E05000031", "Lea Bridge", HACKNEY),
    new("E05000041", "Belmont", DURHAM),
    old("E05000051", "Green Lanes", ENFIELD),  # the name moved from one neighbour to another
    new("E05000052", "Green Lanes", HACKNEY),
)
POSTCODES = {"N17 0AA": ("E05000012", "E05000001"), "EN1 1AA": ("E05000021",)}
GAZETTEER = Gazetteer(WARDS, lambda postcode: POSTCODES.get(postcode, ()))


def found(text: str, on: date = MAY_2023, area: Authority = HARINGEY) -> tuple[str, list[str]]:
    place = GAZETTEER.resolve(text, area, on)
    assert place.as_written == text
    return place.kind.name, [ward.code for ward in place.wards]


@pytest.mark.parametrize(
    ("text", "kind", "codes"),
    [
        ("Alexandra Park", "WARD", ["E05000011"]),
        ("  ALEXANDRA\u00a0 PARK ", "WARD", ["E05000011"]),  # a non-breaking space, as Word leaves them
        ("Alexandra-Park Ward", "WARD", ["E05000011"]),
        ("Saint Anns", "WARD", ["E05000012"]),
        ("St. Ann\u2019s", "WARD", ["E05000012"]),  # a curly apostrophe
        ("Hermitage and Gardens", "WARD", ["E05000013"]),
        ("Hermitage &Gardens", "WARD", ["E05000013"]),
        ("Alexander Park", "UNRECOGNISED", []),  # one letter off: never guessed
        ("Alexandra", "ABOLISHED", ["E05000001"]),
        ("Bowes", "ELSEWHERE", ["E05000021"]),
        ("Lea Bridge", "AMBIGUOUS", ["E05000022", "E05000031"]),  # Enfield before Hackney
        ("Belmont", "UNRECOGNISED", []),  # a ward of another region is no neighbour's
        ("e05000011", "WARD", ["E05000011"]),
        ("E05000021", "ELSEWHERE", ["E05000021"]),
        ("E05999999", "UNRECOGNISED", []),
        ("n170aa", "WARD", ["E05000012"]),
        ("EN1 1AA", "ELSEWHERE", ["E05000021"]),
        ("N17 9ZZ", "UNRECOGNISED", []),
        ("Enfield", "OUTSIDE", []),
        ("Haringey", "UNRECOGNISED", []),  # the area itself is no ward
        ("", "UNRECOGNISED", []),
    ],
)
def test_a_place_in_haringey_in_may_2023(text: str, kind: str, codes: list[str]) -> None:
    assert found(text) == (kind, codes)


@pytest.mark.parametrize(
    "text",
    ["NFA", "nfa", "N.F.A.", "N/F/A", "No Fixed Abode", "of no fixed abode", "NFA (Haringey)", "Homeless"],
)
def test_no_fixed_abode(text: str) -> None:
    assert found(text) == ("NO_FIXED_ABODE", [])


@pytest.mark.parametrize(
    "text",
    ["Unknown", "not known", "Address withheld", "WITHHELD", "address not known", "N/K", "not recorded"],
)
def test_not_known(text: str) -> None:
    assert found(text) == ("NOT_KNOWN", [])


@pytest.mark.parametrize(
    "text", ["outside area", "Out of Borough", "out-of-area", "Outside Haringey", "OOA", "Other borough"]
)
def test_outside(text: str) -> None:
    assert found(text) == ("OUTSIDE", [])


def test_the_day_of_the_change_decides() -> None:
    assert found("Alexandra", EVE) == ("WARD", ["E05000001"])  # its last day
    assert found("Alexandra", CHANGE) == ("ABOLISHED", ["E05000001"])
    assert found("Alexandra Park", EVE) == ("NOT_YET", ["E05000011"])
    assert found("Alexandra Park", CHANGE) == ("WARD", ["E05000011"])  # its first day


def test_a_neighbours_ward_is_the_one_of_that_day() -> None:
    assert found("Green Lanes", EVE) == ("ELSEWHERE", ["E05000051"])
    assert found("Green Lanes", CHANGE) == ("ELSEWHERE", ["E05000052"])


def test_a_name_in_two_sets_is_the_one_in_force_and_the_other_is_its_namesake() -> None:
    now = GAZETTEER.resolve("St Ann's", HARINGEY, CHANGE)
    then = GAZETTEER.resolve("St Ann's", HARINGEY, EVE)
    assert (now.kind, now.wards[0].code, now.namesakes[0].code) == (PlaceKind.WARD, "E05000012", "E05000002")
    assert (then.kind, then.wards[0].code, then.namesakes[0].code) == (
        PlaceKind.WARD,
        "E05000002",
        "E05000012",
    )


def test_a_postcode_is_in_the_ward_of_its_day() -> None:
    assert found("N17 0AA", EVE) == ("WARD", ["E05000001"])
    assert found("N17 0AA", date(2001, 1, 1)) == ("NOT_YET", ["E05000001"])  # before every known set


@given(st.text(max_size=30))
def test_any_text_is_something(text: str) -> None:
    place = GAZETTEER.resolve(text, HARINGEY, MAY_2023)
    assert (len(place.wards) == 1) == (place.ward is not None)
    assert bare(bare(text)) == bare(text)


@given(
    st.sampled_from(WARDS),
    st.sampled_from([str.upper, str.lower, str.title, "  {}  ".format, "{} ward".format]),
)
def test_a_ward_is_found_however_it_is_written(ward: Ward, written: object) -> None:
    assert callable(written)
    place = GAZETTEER.resolve(written(ward.name), ward.authority, ward.in_force_from)
    assert (place.kind, place.wards) == (PlaceKind.WARD, (ward,))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("HARINGEY", "E09000014"),
        ("London Borough of Haringey", "E09000014"),
        ("LB Haringey", "E09000014"),
        ("e09000014 ", "E09000014"),
        ("Durham", "E06000047"),
        ("Durham County Council", "E06000047"),
        ("Durham City", None),  # a place in the county, not the county
        ("Barnet", None),
        ("London", None),
        ("", None),
    ],
)
def test_authorities(text: str, code: str | None) -> None:
    authority = GAZETTEER.authority(text)
    assert (authority.code if authority else None) == code


def test_ward_sets_and_their_days() -> None:
    assert [s.key for s in GAZETTEER.ward_sets(HARINGEY)] == ["E09000014-2022", "E09000014-2002"]
    before, after = GAZETTEER.ward_set(HARINGEY, EVE), GAZETTEER.ward_set(HARINGEY, CHANGE)
    assert before is not None
    assert after is not None
    assert (len(before.wards), len(after.wards)) == (2, 3)
    assert GAZETTEER.ward_set(HARINGEY, date(2002, 5, 1)) is None  # the day before the first known set
    assert GAZETTEER.ward_set_by_key("E09000014-2002") == before
    assert GAZETTEER.ward_set_by_key("E09000014-1066") is None


@pytest.mark.parametrize(
    ("text", "tidy"),
    [("dh1 5su", "DH1 5SU"), ("N1  0AA", "N1 0AA"), ("EC1A1BB", "EC1A 1BB"), ("DH1", None), ("Bowes", None)],
)
def test_postcodes(text: str, tidy: str | None) -> None:
    assert tidy_postcode(text) == tidy


@pytest.mark.parametrize(
    ("text", "kind", "authorities"),
    [
        ("ALEXANDRA", "ABOLISHED", ["Haringey"]),
        ("BRUCE GROVE", "ABOLISHED", ["Haringey"]),
        ("TOTTENHAM GREEN", "ABOLISHED", ["Haringey"]),
        ("BOWES", "ELSEWHERE", ["Enfield"]),
        ("LEA BRIDGE", "AMBIGUOUS", ["Hackney", "Waltham Forest"]),
        ("BRUCE CASTLE", "WARD", ["Haringey"]),
    ],
)
def test_the_bundled_wards_in_the_return_of_may_2023(text: str, kind: str, authorities: list[str]) -> None:
    known = gazetteer()
    haringey = known.authority("Haringey")
    assert haringey is not None
    place = known.resolve(text, haringey, MAY_2023)
    assert (place.kind.name, [ward.authority.name for ward in place.wards]) == (kind, authorities)


def test_the_bundled_ward_sets() -> None:
    sizes = {s.key: len(s.wards) for s in drawn_ward_sets()}
    assert sizes == {
        "E06000005-2015": 20,
        "E06000047-2025": 51,
        "E06000047-2013": 63,
        "E09000010-2022": 25,
        "E09000012-2014": 21,
        "E09000014-2022": 21,
        "E09000014-2002": 19,
        "E09000031-2022": 22,
    }
