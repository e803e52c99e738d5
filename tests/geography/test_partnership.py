"""Which partnership runs here is said once, and everything that names a place follows it."""

import pytest

from probation_commission import setup
from probation_commission.actions.refusals import RefusedError
from probation_commission.cli import main
from probation_commission.domain import referrals
from probation_commission.domain.partnership import UnknownPartnershipError
from probation_commission.geography import partnership as partnerships
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.samples import places
from probation_commission.settings import DATA
from tests.given.services import read

pytestmark = pytest.mark.usefixtures("home")

TERMS = "terms = { area = 'borough', hub_sources = 'the test' }"
EXAMPLES = """
cohorts = { E09000014 = 50 }
outside = { E09000014 = { Bowes = 2 } }
spring_wards = []
broken_down = "E09000014"
given_as_fewer = "E09000014"
services_area = "Enfield & Haringey"
services_town = "Tottenham"
fund_area = "E09000014"
fund_for_whom = "people on probation"
fund_source = "made up"
clinic_town = "Edmonton"
ideas.bikes.ward_codes = ["E05013602"]
"""
TWO = f"""
usual = "two"
[two]
name = "Enfield & Haringey"
region = "London"
home = ["E09000014", "E09000010"]
real_returns = {{}}
{TERMS}
[[two.wholes]]
code = "EH"
name = "Enfield & Haringey"
region = "London"
parts = ["E09000010", "E09000014"]
[two.examples]
{EXAMPLES}
[one]
name = "Haringey"
region = "London"
home = ["E09000014"]
real_returns = {{}}
{TERMS}
[one.examples]
{EXAMPLES}
"""
"""Two partnerships, of which one has nothing that reports as a whole."""


@pytest.fixture
def others(tmp_path, monkeypatch):
    path = tmp_path / "partnerships.toml"
    path.write_text(TWO)
    monkeypatch.setattr(partnerships, "PARTNERSHIPS", path)


def test_without_a_name_it_is_the_usual_one():
    here = partnerships.partnership()
    assert (here.key, here.name, here.region) == ("durham", "County Durham & Darlington", "North East")
    assert here.home == ("E06000047", "E06000005")
    assert [(whole.code, whole.parts) for whole in here.wholes] == [("CDD", frozenset(here.home))]
    assert here.terms.area == "county"
    durham, darlington = map(gazetteer().authority, here.home)
    assert here.around(durham) == ("County Durham", "County Durham & Darlington", "North East")
    assert here.around(darlington) == ("Darlington", "County Durham & Darlington", "North East")
    assert here.around(here.wholes[0]) == ("County Durham & Darlington", "North East")
    assert here.around(gazetteer().authority("Haringey")) == ("Haringey", "London")


@pytest.mark.parametrize("given", ["durham", ""], ids=["its name", "set but empty"])
def test_a_name_chooses(monkeypatch, given):
    monkeypatch.setenv("PC_PARTNERSHIP", given)
    assert partnerships.partnership().key == "durham"


@pytest.mark.usefixtures("others")
def test_an_unknown_name_is_an_error_that_lists_what_there_is(monkeypatch):
    monkeypatch.setenv("PC_PARTNERSHIP", "durham")
    with pytest.raises(UnknownPartnershipError, match=r"“durham”.*leave it out for two: two, one[.]"):
        partnerships.partnership()
    with pytest.raises(RefusedError, match="no such partnership"):
        setup.begin()


@pytest.mark.usefixtures("others")
def test_what_reports_as_one_follows_the_partnership():
    assert gazetteer().wholes == partnerships.partnership().wholes
    assert referrals.area("eh", gazetteer()).name == "Enfield & Haringey"
    assert referrals.area("CDD", gazetteer()) is None
    names = [area.name for area in referrals.areas(gazetteer())]
    assert names[:3] == ["Enfield & Haringey", "Enfield", "Haringey"]
    assert partnerships.partnership().examples.ideas["bikes"].ward_codes == ("E05013602",)


@pytest.mark.usefixtures("others")
@pytest.mark.parametrize(
    ("key", "ends"),
    [
        ("two", "as the ONS does, or Enfield & Haringey where the service counts both together."),
        ("one", "as the ONS does."),
    ],
)
def test_a_return_is_told_of_the_whole_where_there_is_one(monkeypatch, key, ends):
    monkeypatch.setenv("PC_PARTNERSHIP", key)
    problems = read('service,month,area,received\n"Women’s services, Durham",2026-10,Nowhere,1\n').problems
    assert [str(problem).endswith(ends) for problem in problems] == [True]


BUNDLED = ("durham", "enfield_haringey", "london", "north_east")


def test_these_come_along():
    assert tuple(partnerships._partnerships(partnerships.PARTNERSHIPS)[1]) == BUNDLED


@pytest.mark.parametrize("key", BUNDLED)
def test_every_area_ward_hub_and_file_that_it_names_is_known(key, monkeypatch):
    monkeypatch.setenv("PC_PARTNERSHIP", key)
    here = places.here()
    examples = here.examples
    hubs = {hub.slug for hub in examples.hubs}  # nothing made up is at a real one
    parts = referrals.part_codes(here.wholes)
    for code in (*here.home, *here.also, *parts, *examples.cohorts, examples.fund_area):
        assert gazetteer().authority(code).code == code
    assert len({*here.home, *here.also}) == len(here.home) + len(here.also)
    assert examples.cohorts.keys() - set(examples.whole_alone) == examples.outside.keys()
    assert {examples.broken_down, examples.given_as_fewer} <= examples.outside.keys()
    assert all(gazetteer().ward(code) for code in examples.spring_wards)
    for area, named in examples.localities.items():
        wards = [gazetteer().ward(code) for codes in named.values() for code in codes]
        assert {ward.authority.code for ward in wards} == {area}
    for hub in examples.hubs:
        assert gazetteer().ward(hub.ward_code).authority.code == hub.area_code
    assert all((DATA / name).exists() for name in here.real_returns.values())
    assert all(gazetteer().ward(code) for where in examples.ideas.values() for code in where.ward_codes)
    assert {where.hub for where in examples.ideas.values()} <= {"", *hubs}


@pytest.mark.parametrize(
    ("key", "size", "first"),
    [("enfield_haringey", 2, "Enfield"), ("london", 33, "Haringey"), ("north_east", 12, "County Durham")],
)
def test_where_each_is_at_home(key, size, first, monkeypatch):
    monkeypatch.setenv("PC_PARTNERSHIP", key)
    here = partnerships.partnership()
    areas = [gazetteer().authority(code) for code in here.home]
    assert (len(areas), areas[0].name) == (size, first)
    assert {area.region for area in areas} == {here.region}


@pytest.mark.parametrize("words", ["sample remove", "export iom --area Haringey --month 2023-05 --out x"])
def test_a_command_says_so_too(monkeypatch, capsys, words):
    monkeypatch.setenv("PC_PARTNERSHIP", "nowhere")
    assert main(words.split()) == 1
    assert "there is no such partnership. Set it to one of these" in capsys.readouterr().err
