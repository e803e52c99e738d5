"""Authorities added to those of the partnership: what is known of them at once, and what is refused."""

from datetime import date

import pytest

from probation_commission import setup
from probation_commission.actions import areas, outlines, returns
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.access import Person, Role
from probation_commission.domain.areas import AreaKind
from probation_commission.geography.gazetteer import cover, gazetteer
from probation_commission.geography.outlines import current_sets
from probation_commission.store import audit, database, directory, funds
from tests.conftest import ROOT

ADMIN = Person("Ada", Role.ADMIN)
CAMDEN, BARNSLEY = "E09000007", "E08000038"
OFFICIAL = ROOT.parent / "shared" / "geo" / "ons_outlines" / f"wards_{CAMDEN}_camden_WD25.geojson"
A_MONTH = f"area,month,ward,rag,count\n{CAMDEN},2026-09,,,31\n{CAMDEN},2026-09,Kilburn,,4\n".encode()
pytestmark = pytest.mark.usefixtures("migrated_home")


def test_an_added_authority_has_its_wards_and_takes_a_return():
    # Before: nobody knows the area. After: its wards by year, and a return goes to it.
    assert not returns.check(ADMIN, A_MONTH, "camden.csv").reading.returns
    assert [added.name for added in areas.add(ADMIN, [CAMDEN])] == ["Camden"]
    camden = gazetteer().authority("London Borough of Camden")
    assert camden is not None
    assert [(one.key, len(one.wards)) for one in gazetteer().ward_sets(camden)] == [
        ("E09000007-2022", 20),
        ("E09000007-2017", 18),
    ]
    checked = returns.check(ADMIN, A_MONTH, "camden.csv")
    assert [(ret.area.name, ret.month) for ret in checked.reading.returns] == [("Camden", date(2026, 9, 1))]
    assert returns.accept(ADMIN, checked) == 1


def test_it_is_covered_after_another_start_and_in_another_process():
    areas.add(ADMIN, ["camden"])
    cover(())  # another process, which has been told nothing
    assert CAMDEN not in {one.code for one in gazetteer().authorities}
    assert [one.code for one in areas.follow()] == [CAMDEN]
    assert CAMDEN in {one.code for one in gazetteer().authorities}


def test_who_added_it_is_in_the_audit_trail_once():
    areas.add(ADMIN, [CAMDEN, CAMDEN, "Enfield"])
    with database.read() as conn:
        entries = audit.entries(conn)
    added = entries[entries.action == "add area"]
    assert list(added.after) == ["Camden"]  # Enfield comes with the partnership


@pytest.mark.parametrize(
    ("codes", "why"),
    [
        (["Enfield"], "Covered already: Enfield"),
        (["S12000033"], "no local authority of England or Wales"),
        ([CAMDEN, "Atlantis"], "Atlantis is no local authority"),
        (["E05013654"], "no local authority"),  # a ward of Camden
    ],
)
def test_what_is_refused_changes_nothing(codes, why):
    with pytest.raises(RefusedError, match=why):
        areas.add(ADMIN, codes)
    assert areas.follow() == ()


def test_a_former_code_is_todays_authority():
    assert [one.code for one in areas.add(ADMIN, ["E08000016"])] == [BARNSLEY]
    barnsley = gazetteer().authority("E08000016")
    assert barnsley == gazetteer().authority("Barnsley")
    assert barnsley.code == BARNSLEY


def test_its_hubs_services_and_funds_come_with_it_at_once_and_go_with_it(monkeypatch):
    def there():
        with database.read() as conn:
            return len(directory.hubs(conn)), len(directory.services(conn)), len(funds.funds(conn))

    monkeypatch.setenv("PC_PARTNERSHIP", "enfield_haringey")
    setup.ready()
    before = there()
    areas.add(ADMIN, ["County Durham", "Darlington"])
    both = there()
    # Four offices of the two boroughs; of Barnet, whose wards alone are known besides, none.
    assert (before[0], both[0]) == (4, 25)  # and all 21 bundled places lie in these two
    assert both[1] > before[1]
    areas.take_out(ADMIN, "E06000047")
    assert 4 < there()[0] < 25
    areas.take_out(ADMIN, "E06000005")
    assert there() == before


def test_all_of_a_unit_or_a_region_by_name_or_key():
    both = ("E09000010", "E09000014")
    assert areas.in_areas(AreaKind.PDU, ["Enfield and Haringey"]) == both
    assert areas.in_areas(AreaKind.PDU, ["enfield-and-haringey"]) == both
    assert len(areas.in_areas(AreaKind.REGION, ["north east"])) == 12
    with pytest.raises(RefusedError, match=r"no probation region Scotland\. There are: East Midlands"):
        areas.in_areas(AreaKind.REGION, ["Scotland"])


def test_it_is_taken_out_again_unless_there_is_a_return():
    areas.add(ADMIN, [CAMDEN, BARNSLEY])
    returns.accept(ADMIN, returns.check(ADMIN, A_MONTH, "camden.csv"))
    assert areas.take_out(ADMIN, BARNSLEY).name == "Barnsley"
    with pytest.raises(RefusedError, match="There are returns of Camden"):
        areas.take_out(ADMIN, CAMDEN)
    with pytest.raises(RefusedError, match="Haringey was not added here"):
        areas.take_out(ADMIN, "E09000014")
    assert [one.code for one in areas.follow()] == [CAMDEN]


def test_a_return_that_was_checked_before_its_area_was_taken_out_is_refused():
    areas.add(ADMIN, [CAMDEN])
    checked = returns.check(ADMIN, A_MONTH, "camden.csv")
    areas.take_out(ADMIN, CAMDEN)
    cover([CAMDEN])  # a process that has not been told yet
    with pytest.raises(RefusedError, match="Not covered here any more: Camden"):
        returns.accept(ADMIN, checked)
    # Nor does such a process say that it is covered: it is added anew.
    assert [one.code for one in areas.add(ADMIN, [CAMDEN])] == [CAMDEN]
    assert returns.accept(ADMIN, checked) == 1


@pytest.mark.skipif(not OFFICIAL.exists(), reason="the official outlines are not beside the repository")
def test_its_official_outlines_are_refused_in_words_until_it_is_added_and_taken_then():
    with pytest.raises(RefusedError, match=r"holds wards of Camden, and none of the areas covered here\. An"):
        outlines.use(ADMIN, OFFICIAL)
    areas.add(ADMIN, [CAMDEN])
    assert outlines.use(ADMIN, OFFICIAL).keys == ("E09000007-2022",)
    assert current_sets()["E09000007-2022"].origin == "official"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("wards.geojson", b"nothing"),
        ("wards.gpkg", b"<OGRVRTDataSource><SrcDataSource>/etc/hostname</SrcDataSource></OGRVRTDataSource>"),
        ("../../wards.vrt", b"<OGRVRTDataSource/>"),
    ],
)
def test_a_sent_file_that_is_no_map_is_refused_and_changes_nothing(name, content):
    # Under the name that it was sent with, without whatever stands before that.
    with pytest.raises(RefusedError, match=r"^wards\.\w+ cannot be read as a map file"):
        outlines.use_sent(ADMIN, content, name)
    assert all(outline_set.origin == "indicative" for outline_set in current_sets().values())


@pytest.mark.skipif(not OFFICIAL.exists(), reason="the official outlines are not beside the repository")
def test_a_sent_file_is_in_use_under_its_own_name():
    areas.add(ADMIN, [CAMDEN])
    taken = outlines.use_sent(ADMIN, OFFICIAL.read_bytes(), "camden.geojson")
    assert taken.keys == ("E09000007-2022",)
    assert taken.source.endswith("from the file camden.geojson")


def test_residents_that_are_loaded_win_over_the_bundled_ward_by_ward():
    areas.add(ADMIN, [CAMDEN])
    kilburn, fortune_green = "E05013658", "E05013654"
    before = gazetteer().ward(fortune_green).residents
    file = f"GEOGRAPHY_CODE,OBS_VALUE\n{kilburn},11200\nE05000001,900\n".encode()
    # The other ward is of nowhere here.
    assert areas.load_residents(ADMIN, ("nomis.csv", file)).startswith("1 ward has the residents")
    assert gazetteer().ward(kilburn).residents == 11200
    assert gazetteer().ward(fortune_green).residents == before
    cover(())
    areas.follow()
    assert gazetteer().ward(kilburn).residents == 11200
    with pytest.raises(RefusedError, match="no ward of the areas covered"):
        areas.load_residents(ADMIN, ("nomis.csv", b"GEOGRAPHY_CODE,OBS_VALUE\nE05000001,900\n"))


LOOKUP = b"LSOA21CD,LSOA21NM,WD24CD,WD24NM\nE01000890,Camden 001A,E05013658,Kilburn\n"
FILE_7 = (
    b"LSOA code (2021),Index of Multiple Deprivation (IMD) Score,"
    b"Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOAs),"
    b"Total population: mid 2022\nE01000890,31.4,1,1700\n"
)


def test_deprivation_by_lsoa_is_of_a_ward_from_then_on_with_its_source_and_day():
    areas.add(ADMIN, [CAMDEN])
    said = areas.load_residents(ADMIN, ("File_7.csv", FILE_7), ("lookup.csv", LOOKUP))
    assert said == "1 ward has the deprivation of this file from now on."
    cover(())
    areas.follow()
    found = gazetteer().ward("E05013658").deprivation
    assert (found.index, found.score, found.most_deprived, found.lsoas) == ("IMD 2025", 31.4, 1, 1)
    assert found.source.startswith(
        "File_7.csv and lookup.csv, LSOAs by best fit to wards of 2024, loaded on "
    )
    # Its residents are another file's matter.
    assert gazetteer().ward("E05013658").residents_from == ""
    with database.read() as conn:
        entries = audit.entries(conn)
    [after] = entries[entries.action == "load deprivation"].after
    assert after.startswith("1 ward, File_7.csv")


def test_of_many_problems_the_first_are_told_and_the_others_counted():
    areas.add(ADMIN, [CAMDEN])
    rows = b"".join(b"E01%06d,9.5,5,1700\n" % number for number in range(100))
    with pytest.raises(RefusedError, match="There are 70 more") as refused:
        areas.load_residents(ADMIN, ("File_7.csv", FILE_7 + rows), ("lookup.csv", LOOKUP))
    assert len(refused.value.reasons) == 31


def test_of_a_column_without_numbers_the_first_cells_are_named_and_the_rest_counted():
    rows = "".join(f"E05{row:06},-{row}\n" for row in range(3_000))
    with pytest.raises(RefusedError) as refused:
        areas.load_residents(ADMIN, ("nomis.csv", f"GEOGRAPHY_CODE,OBS_VALUE\n{rows}".encode()))
    assert refused.value.reasons[0].startswith("B2: ")
    assert refused.value.reasons[30:] == ("There are 2,970 more of such problems.",)
