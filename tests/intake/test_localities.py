"""Localities from a CSV: names or codes, and every problem at once with its row."""

import pytest

from probation_commission.geography.gazetteer import gazetteer
from probation_commission.intake.localities import read

DARLINGTON = gazetteer().ward_set_by_key("E06000005-2015")
BANK_TOP, BRINKBURN, COCKERTON = (ward.code for ward in DARLINGTON.wards[:3])


def problems(text: str) -> list[tuple[str, str | None]]:
    proposed = read(text.encode(), DARLINGTON)
    assert not proposed.grouping
    return [(problem.code, problem.cell and str(problem.cell)) for problem in proposed.problems]


@pytest.mark.parametrize(
    "text",
    [
        "locality,ward\nWest,Bank Top & Lascelles\nWest,E05010414\n",
        "Ward;Locality\nbank top and lascelles;West\ne05010414;West\n",  # another order, another dialect
        "locality,ward,ward set\nWest,E05010412,E06000005-2015\n\nWest,Cockerton,\n",
        "\ufefflocality,ward,ward_set,note\nWest,E05010412,darlington wards since 2015,\nWest,Cockerton,,\n",
    ],
)
def test_wards_by_name_or_code(text: str) -> None:
    proposed = read(text.encode(), DARLINGTON)
    assert proposed.problems == ()
    assert proposed.grouping == {BANK_TOP: "West", COCKERTON: "West"}


def test_every_wrong_row_is_named_at_once() -> None:
    text = (
        "locality,ward,ward_set\n"
        "West,Cockerton,\n"
        "East,Cockerton,\n"  # twice
        "East,Bank Top,\n"  # half a name is no name
        ",Harrowgate Hill,\n"  # in none, which is allowed
        "=cmd(),Brinkburn & Faverdale,\n"
        "East,Belmont,E06000047-2025\n"  # a ward of another set, which is then not looked for
    )
    assert problems(text) == [
        ("ward twice", "B3"),
        ("unknown ward", "B4"),
        ("no name", "A6"),
        ("another ward set", "C7"),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("locality\nWest\n", "missing column"),
        ("", "empty file"),
        ("locality,ward\n", "no rows"),
        ("locality,ward\nWest,Cockerton\nWEST,E05010412\n", "names alike"),
        ("name,locality,ward\nSomebody,West,Cockerton\n", "personal data"),
    ],
)
def test_a_file_that_is_none(text: str, code: str) -> None:
    assert problems(text)[0][0] == code
