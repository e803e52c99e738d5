"""A list of people whose words stand in no constant of the tests, for those that search a whole process.

Each word is joined when it is asked for, and `ANYBODY` finds every one of them without being found itself.
"""

from datetime import datetime

from tests.files import workbook

ANYBODY = (
    r"zq[x]wvj|x94[0]81[78]|/094[0]81[78]|700 94[0]81|QQ 94[ ]08|A94[0][78]ZQ"
    r"|1987[-]06[-]0[78]|0[78][/]06[/]1987"
)
HEADINGS = (
    *("Name", "CRN", "PNC", "NOMS no", "DOB", "E-mail", "Phone", "Address", "NI number", "Notes"),
    *("Ward", "RAG", "Gender", "Home postcode"),
)


def of(*pieces: object) -> str:
    """A word out of pieces that nobody would look for."""
    return "".join(map(str, pieces))


def file_name(ending: str, month: str = " October 2026") -> str:
    return of("Zq", "xwvjina IOM County Durham", month, ending)


def person(number: int) -> list[object]:
    return [
        of("Zq", "xwvjina Zq", "xwvjolf", number),
        of("X94", "081", number),
        of("2012/094", "081", number, "K"),
        of("A94", "0", number, "ZQ"),
        datetime(1987, 6, number),  # noqa: DTZ001 (as a workbook has it)
        of("zq", "xwvj", number, "@example.org"),
        of("07700 94", "081", number),
        of(number, " Zq", "xwvj Walk, Durham"),
        of("QQ 94", " 08 1", number, " C"),
        of("Lives with Zq", "xwvjenda, who must not be told"),
        "Neville's Cross",
        "Red",
        of("Zq", "xwvjender"),
        "DH1 4AA",
    ]


def as_workbook(*more: list[object]) -> bytes:
    return workbook(
        {of("Z", "q", "xwvj"): [[of("Durham: Zq", "xwvj")], HEADINGS, person(7), person(8), *more]}
    )


def as_csv(*more: list[object]) -> bytes:
    lines = [HEADINGS, person(7), person(8), *more]
    said = [[f"{one:%d/%m/%Y}" if isinstance(one, datetime) else str(one) for one in line] for line in lines]
    return "\n".join(",".join(f'"{one}"' for one in line) for line in said).encode()
