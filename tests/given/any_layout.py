"""Made layouts of a known table: each as somebody might send it, with what is true of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from probation_commission.domain.iom import Rag
from probation_commission.geography import gazetteer
from tests import files

RAGS = list(Rag)
AREA = "Darlington"
MONTHS = {(2026, 8): "August 2026", (2026, 9): "September 2026", (2026, 10): "October 2026"}
OCTOBER = (2026, 10)
WARDS = [
    ward
    for ward_set in gazetteer.gazetteer().ward_sets(gazetteer.gazetteer().authority(AREA))[:1]
    for ward in ward_set.wards
]
Truth = Mapping[tuple[tuple[int, int], str, str], int]
"""The count of each month, ward's name and RAG ("" for all)."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A file, how it was laid out, and what is true of it."""

    content: bytes
    layout: str
    truth: Truth
    given: frozenset[object]
    """The keys that this layout gives, marks apart."""
    rows: list[list[object]] = field(default_factory=list)


def sent(seed: int) -> Sent:
    """The file of a seed."""
    random = Random(seed)  # noqa: S311 (a layout, no secret)
    wards = random.sample(WARDS, random.randint(3, 9))
    layout = random.choice(list(_LAYOUTS))
    months = list(MONTHS) if layout in _OF_MONTHS else [OCTOBER]
    truth: dict[tuple[tuple[int, int], str, str], int] = {}
    for month in months:
        for ward in wards:
            counts = [random.choice((0, 0, 1, 2, 3, 4, 5, 7, 11)) for _ in RAGS]
            truth |= {(month, ward.name, rag): count for rag, count in zip(RAGS, counts, strict=True)}
            truth[month, ward.name, ""] = sum(counts)
    table = _LAYOUTS[layout](random, {ward.name: _spelling(random, ward) for ward in wards}, truth)
    rows = [*_titles(random, layout), *table, *_under(random, len(table[0]))]
    right = random.choice((0, 0, 0, 1, 2))
    rows = [[""] * right + row for row in rows]
    name = random.choice(("Sheet1", "Data", "IOM"))
    given = frozenset(key for key in truth if (key[2] == "") == (layout in _OF_TOTALS) and layout != "marked")
    return Sent(files.workbook({name: rows}), layout, truth, given, rows)


def _spelling(random: Random, ward) -> str:
    return random.choice(
        (
            ward.name,
            ward.name,
            ward.name.upper(),
            f"{ward.name} Ward",
            f" {ward.name}",
            f"{ward.name} ({ward.code})",
        )
    )


def _titles(random: Random, layout: str) -> list[list[object]]:
    month = "" if layout in _OF_MONTHS and layout != "this and last" else ", October 2026"
    title = random.choice(
        (
            f"{AREA} IOM cohort{month}",
            f"IOM nominals in {AREA}{month}",
            f"Integrated Offender Management: {AREA}{month}",
        )
    )
    return [[title], *[[]] * random.randint(0, 3)]


def _under(random: Random, width: int) -> list[list[object]]:
    del width
    return random.choice(([], [], [[], ["Source: police system"]], [["* as at the end of the month"]]))


def _ward_heading(random: Random) -> str:
    return random.choice(
        ("Ward", "Ward name", "Home ward", "Ward of residence", "WD25NM", "Electoral division", "")
    )


def _rag_headings(random: Random) -> list[str]:
    return [
        *random.choice(
            (
                ["Red", "Amber", "Green", "Blue"],
                ["R", "A", "G", "B"],
                ["RED", "AMBER", "GREEN", "BLUE"],
                ["No. of red", "No. of amber", "No. of green", "No. of blue"],
                ["Red nominals", "Amber nominals", "Green nominals", "Blue nominals"],
            )
        )
    ]


_TOTALS = ("Total", "Nominals", "Offenders", "Cohort", "Grand Total", "All", "Number", "Persons")


def _sums(rows: Sequence[Sequence[object]]) -> list[object]:
    return [sum(value for value in column if isinstance(value, int)) for column in zip(*rows, strict=True)]


def _wide(random: Random, wards: Mapping[str, str], truth: Truth) -> list[list[object]]:
    """RAGs across, with shares, changes, numbers, notes and totals among them."""
    head: list[object] = [_ward_heading(random), *_rag_headings(random)]
    body: list[list[object]] = [
        [text, *(truth[OCTOBER, ward, rag] for rag in RAGS)] for ward, text in wards.items()
    ]
    order = [0, *random.sample(range(1, 5), 4)] if random.random() < 0.3 else list(range(5))
    head, body = [head[place] for place in order], [[row[place] for place in order] for row in body]
    if random.random() < 0.6:
        head.append(random.choice(_TOTALS))
        body = [[*row, sum(row[1:])] for row in body]  # type: ignore[arg-type]
    width = len(head)
    total = ["Total", *_sums([row[1:] for row in body])] if random.random() < 0.5 else None
    for extra in random.sample(("share", "change", "comment", "blank", "last"), random.randint(0, 2)):
        place = random.randint(1, len(head))
        head, body = _with_extra(random, extra, place, head, body)
        if total:
            total.insert(place, "")
    if random.random() < 0.2:
        head.insert(0, random.choice(("No.", "#", "Ref", "")))
        body = [[number, *row] for number, row in enumerate(body, 1)]
        total = ["", *total] if total else None
    del width
    return [head, *body, *([total] if total else [])]


def _with_extra(
    random: Random, extra: str, place: int, head: list[object], body: list[list[object]]
) -> tuple[list[object], list[list[object]]]:
    headings = {
        "share": random.choice(("% red", "Red %", "% of cohort", "Share", "Rate per 1,000")),
        "change": random.choice(("+/-", "Change", "Change on last month", "Difference")),
        "comment": random.choice(("Comments", "Notes")),
        "blank": "",
        "last": random.choice(("Last month", "Red (Sep)", "Total last month", "Previous month")),
    }

    def value() -> object:
        return {
            "share": random.choice((random.randint(0, 100), f"{random.randint(0, 100)}%", 12.5)),
            "change": random.choice((-1, 0, 1, 2)),
            "comment": random.choice(("", "see note")),
            "blank": "",
            "last": random.randint(0, 12),
        }[extra]

    head = [*head[:place], headings[extra], *head[place:]]
    return head, [[*row[:place], value(), *row[place:]] for row in body]


def _total_only(random: Random, wards: Mapping[str, str], truth: Truth) -> list[list[object]]:
    """One count a ward, sometimes with numbers before it."""
    head: list[object] = [_ward_heading(random) or "Ward", random.choice(_TOTALS)]
    body: list[list[object]] = [[text, truth[OCTOBER, ward, ""]] for ward, text in wards.items()]
    if random.random() < 0.3:
        head.insert(0, random.choice(("No.", "#", "Row")))
        body = [[number, *row] for number, row in enumerate(body, 1)]
    elif random.random() < 0.5:
        body.append(["Total", sum(row[1] for row in body)])  # type: ignore[misc]
    return [head, *body]


def _long(random: Random, wards: Mapping[str, str], truth: Truth) -> list[list[object]]:
    """A row for each ward and RAG, the ward sometimes written once."""
    once = random.random() < 0.4
    head: list[object] = ["Ward", random.choice(("RAG", "RAG status", "Rating")), random.choice(_TOTALS)]
    body: list[list[object]] = []
    for ward, text in wards.items():
        for number, rag in enumerate(RAGS):
            words = random.choice((rag.value.capitalize(), rag.letter))
            body.append(["" if once and number else text, words, truth[OCTOBER, ward, rag]])
    return [head, *body]


def _months_across(random: Random, wards: Mapping[str, str], truth: Truth) -> list[list[object]]:
    """A column a month, sometimes with a total beside them and months to come left blank."""
    short = random.random() < 0.5
    head: list[object] = ["Ward", *(_month(name, short=short) for name in MONTHS.values())]
    body: list[list[object]] = [
        [text, *(truth[month, ward, ""] for month in MONTHS)] for ward, text in wards.items()
    ]
    if random.random() < 0.4:
        head.append("Total")
        body = [[*row, sum(row[1:])] for row in body]  # type: ignore[arg-type]
    elif random.random() < 0.5:
        head += [_month("December 2026", short=short), _month("January 2027", short=short)]
        body = [[*row, "", ""] for row in body]
    return [head, *body]


def _month(name: str, *, short: bool) -> str:
    month, year = name.split()
    return f"{month[:3]}-{year[2:]}" if short else name


def _wards_across(random: Random, wards: Mapping[str, str], truth: Truth) -> list[list[object]]:
    """Wards as headings, months down the side."""
    head: list[object] = [random.choice(("Month", "")), *wards.values()]
    body = [[name, *(truth[month, ward, ""] for ward in wards)] for month, name in MONTHS.items()]
    return [head, *body]


def _rag_over(random: Random, wards: Mapping[str, str], truth: Truth) -> list[list[object]]:
    """RAGs over "No." and "%"."""
    names = ["Red", "Amber", "Green", "Blue"]
    number, share = random.choice((("No.", "%"), ("Number", "Percentage"), ("n", "%")))
    over: list[object] = [random.choice(("Ward", "")), *(part for name in names for part in (name, ""))]
    head: list[object] = ["" if over[0] else "Ward", *[number, share] * 4]
    body: list[list[object]] = []
    for ward, text in wards.items():
        whole = truth[OCTOBER, ward, ""] or 1
        counts = [truth[OCTOBER, ward, rag] for rag in RAGS]
        body.append([text, *(part for count in counts for part in (count, round(100 * count / whole)))])
    return [over, head, *body]


def _this_and_last(random: Random, wards: Mapping[str, str], truth: Truth) -> list[list[object]]:
    """RAGs over this month and last, in either order."""
    names = ["Red", "Amber", "Green", "Blue"]
    pair = [("Oct", 0), ("Sep", 1)]
    random.shuffle(pair)
    over: list[object] = ["Ward", *(part for name in names for part in (name, ""))]
    head: list[object] = ["", *[name for name, _ in pair] * 4]
    body: list[list[object]] = []
    for ward, text in wards.items():
        counts = [truth[OCTOBER, ward, rag] for rag in RAGS]
        body.append(
            [text, *(count + (last and random.randint(0, 3)) for count in counts for _, last in pair)]
        )
    return [over, head, *body]


def _groups(random: Random, wards: Mapping[str, str], truth: Truth) -> list[list[object]]:
    """Groups of wards under the sum of each, and the whole at the end."""
    head: list[object] = ["Ward", "Red", "Amber", "Green", "Blue", "Total"]
    rows = {ward: [truth[OCTOBER, ward, rag] for rag in (*RAGS, "")] for ward in wards}
    names = list(wards)
    cut = random.randint(1, len(names) - 1)
    body: list[list[object]] = []
    for group, members in (("North cluster", names[:cut]), ("Patch B", names[cut:])):
        if len(members) > 1:
            body.append([group, *_sums([rows[ward] for ward in members])])
        body += [[wards[ward], *rows[ward]] for ward in members]
    return [head, *body, [random.choice(("Total", AREA, "Grand total")), *_sums(list(rows.values()))]]


def _marked(random: Random, wards: Mapping[str, str], truth: Truth) -> list[list[object]]:
    """Some counts given as marks and bounds."""
    head: list[object] = ["Ward", *_rag_headings(random)]

    def cell(count: int) -> object:
        if count < 5 and random.random() < 0.3:
            return random.choice(("<5", "*", "-", "[c]", "c", "1-4", "..", "n/a"))
        return random.choice(
            (count, count, f"{count}", f"{count}*", f"x{count}", f"{count} [r]", float(count))
        )

    return [
        head,
        *([text, *(cell(truth[OCTOBER, ward, rag]) for rag in RAGS)] for ward, text in wards.items()),
    ]


_OF_TOTALS = ("total only", "months across", "wards across")
_OF_MONTHS = ("months across", "wards across")
_LAYOUTS = {
    "wide": _wide,
    "total only": _total_only,
    "long": _long,
    "months across": _months_across,
    "wards across": _wards_across,
    "RAG over number and share": _rag_over,
    "this and last": _this_and_last,
    "groups": _groups,
    "marked": _marked,
}
