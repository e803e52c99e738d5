import pytest

from probation_commission.domain.referrals import area, areas, part_codes
from probation_commission.geography.gazetteer import gazetteer

(WHOLE,) = gazetteer().wholes


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("County Durham & Darlington", "CDD"),
        ("county durham and darlington", "CDD"),
        ("cdd", "CDD"),
        ("County Durham", "E06000047"),  # a part of it is not the whole
        ("E06000005", "E06000005"),
        ("Haringey", "E09000014"),
    ],
)
def test_an_area_is_an_authority_or_the_whole(text, code):
    assert area(text, gazetteer()).code == code


@pytest.mark.parametrize("text", ["North East", "Durham & Darlington & Tees", "Peterlee", ""])
def test_nothing_else_is_an_area(text):
    assert area(text, gazetteer()) is None


def test_the_whole_comes_first_then_its_parts():
    first, *others = areas(gazetteer())
    assert first == WHOLE
    assert {one.code for one in others[:2]} == WHOLE.parts == part_codes([WHOLE])
    assert len(others) == len(gazetteer().authorities)


def test_the_code_of_the_whole_fits_beside_those_of_authorities():
    assert len(WHOLE.code) <= 9
    assert gazetteer().authority(WHOLE.code) is None
