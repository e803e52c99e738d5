"""Made layouts of known returns of services: each as somebody might send it, with what is true of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from tests import files

AREA = "County Durham & Darlington"
SERVICES = {
    "Personal Wellbeing, Durham": "wellbeing",
    "Women’s services, Durham": "womens",
    "Dependency & Recovery, Durham": "recovery",
    "Accommodation, North East": "accommodation",
    "ETE, North East": "ete",
}
MONTHS = {(2026, 8): "August 2026", (2026, 9): "September 2026", (2026, 10): "October 2026"}
COUNTED = {
    "received": ("Referrals received", "Referrals", "Received", "Number of referrals", "New referrals"),
    "started": ("Started", "Starts", "Commencements", "Number started"),
    "completed": ("Completed", "Completions", "Planned endings"),
    "ended_early": ("Ended early", "Early endings", "Unplanned endings"),
    "achieved": ("Outcomes achieved", "Achieved"),
    "partly": ("Outcomes partly achieved", "Partly achieved"),
    "not_achieved": ("Outcomes not achieved", "Not achieved"),
}
Key = tuple[str, tuple[int, int], str]
Truth = Mapping[Key, int]
"""The count of each service's slug, month and what is counted."""
Rows = list[list[object]]


@dataclass(frozen=True, slots=True)
class SentService:
    """A file, how it was laid out, what is true of it and what each name in it means."""

    content: bytes
    layout: str
    truth: Truth
    meant: Mapping[str, str]
    """The slug of each text that names a service, as it stands in the file; "" of what names none."""
    sheets: Mapping[str, Rows] = field(default_factory=dict)
    marked: frozenset[Key] = frozenset()
    """Of what no number is given."""


@dataclass(slots=True)
class _Made:
    """What is drawn for one file."""

    random: Random
    services: dict[str, str]
    """The text of each service in this file, by its slug."""
    months: list[tuple[int, int]]
    counted: dict[str, str]
    """The words of what is counted, by its category."""
    truth: dict[Key, int]
    meant: dict[str, str] = field(default_factory=dict)
    marked: set[Key] = field(default_factory=set)

    def cell(self, slug: str, month: tuple[int, int], counted: str) -> object:
        """A count as it stands: plain, as text, with a mark, or not given."""
        key = slug, month, counted
        count, draw = self.truth[key], self.random.random()
        if draw < 0.04:
            self.marked.add(key)
            return self.random.choice(("", "-", "[c]", "<5" if count < 5 else "*", "n/a"))
        if draw < 0.12:
            return self.random.choice((f"{count}", f"{count} [r]", float(count), f" {count}"))
        return count

    def month(self, month: tuple[int, int]) -> str:
        name, year = MONTHS[month].split()
        return self.random.choice((f"{name} {year}", f"{name[:3]}-{year[2:]}", f"{year}-{month[1]:02}"))

    def chance(self, share: float) -> bool:
        return self.random.random() < share


def sent(seed: int) -> SentService:
    """The file of a seed."""
    random = Random(seed)  # noqa: S311 (a layout, no secret)
    names = random.sample(list(SERVICES), random.randint(1, 4))
    layout = random.choice(list(_LAYOUTS))
    months = [(2026, 10)] if layout in _OF_ONE_MONTH else random.choice((list(MONTHS), list(MONTHS)[1:]))
    several = random.randint(2, len(COUNTED))
    categories = ["received"] if layout in _OF_ONE_COUNT else list(COUNTED)[:several]
    made = _Made(
        random,
        {},
        months,
        {category: random.choice(COUNTED[category]) for category in categories},
        {
            (SERVICES[name], month, category): random.choice((0, 1, 2, 3, 4, 5, 8, 12, 31, 107))
            for name in names
            for month in months
            for category in categories
        },
    )
    for name in names:
        made.services[SERVICES[name]] = _spelling(random, name)
        made.meant[made.services[SERVICES[name]]] = SERVICES[name]
    sheets = _LAYOUTS[layout](made)
    right = random.choice((0, 0, 0, 1))
    sheets = {name: [[""] * right + row for row in rows] for name, rows in sheets.items()}
    truth = made.truth
    return SentService(files.workbook(sheets), layout, truth, made.meant, sheets, frozenset(made.marked))


def _spelling(random: Random, name: str) -> str:
    if random.random() < 0.75:
        return random.choice((name, name, name.upper(), f" {name} ", name.replace("&", "and")))
    letters = list(name)
    place = random.randint(1, 6)
    letters[place], letters[place + 1] = letters[place + 1], letters[place]
    short = name.partition(",")[0]
    return random.choice(("".join(letters), f"{short} Ltd", f"Zebedee Quill {len(name)}"))


def _titles(made: _Made, *words: str, month: bool = False) -> Rows:
    """A title or two over a sheet, which say the area and what else is given."""
    random = made.random
    when = f", {MONTHS[made.months[0]]}" if month else ""
    kinds = (f"Monthly return{when}", f"Performance report{when}", f"Return of services{when}")
    first = [f"{random.choice(kinds)}: {AREA}"] if made.chance(0.7) else [f"{AREA}{when}"]
    return [first, *([word] for word in words), *[[]] * random.randint(0, 2)]


def _under(made: _Made) -> Rows:
    return made.random.choice(([], [], [[], ["Source: case management system"]], [["* provisional"]]))


def _sums(rows: Rows, first: int) -> list[object]:
    columns = list(zip(*(row[first:] for row in rows), strict=True))
    return [sum(value for value in column if isinstance(value, int)) for column in columns]


def _extra(made: _Made, head: list[object], body: Rows, first: int) -> tuple[list[object], Rows]:
    """A column of shares, of sums to date, of words or of RAGs more, at any place but over the keys."""
    for kind in made.random.sample(("share", "to date", "words", "RAG"), made.random.choice((0, 0, 1, 2))):
        heading = {"share": "% started", "to date": "Received YTD", "words": "Comments", "RAG": "RAG"}[kind]
        place = made.random.randint(first, len(head))

        def value(kind: str = kind) -> object:
            return {
                "share": f"{made.random.randint(1, 99)}%",
                "to date": made.random.randint(100, 900),
                "words": made.random.choice(("", "Zebedee was off sick", "two are waiting")),
                "RAG": made.random.choice(("G", "A", "Green", "R")),
            }[kind]

        head = [*head[:place], heading, *head[place:]]
        body = [[*row[:place], value(), *row[place:]] for row in body]
    return head, body


def _wide(made: _Made) -> dict[str, Rows]:
    """A row for each service and month, a column for each count."""
    keys: list[object] = ["Service", made.random.choice(("Month", "Period", "Reporting month")), "Area"]
    order = made.random.sample(range(3), 3)
    once = made.chance(0.3) and order[0] == 0
    body: Rows = []
    for slug, text in made.services.items():
        for number, month in enumerate(made.months):
            key = ["" if once and number else text, made.month(month), AREA]
            counts = [made.cell(slug, month, counted) for counted in made.counted]
            body.append([*(key[place] for place in order), *counts])
    head = [*(keys[place] for place in order), *made.counted.values()]
    head, body = _extra(made, head, body, 3)
    if made.chance(0.4):
        body.append(["Total", "", "", *([""] * (len(head) - 3))])
        body[-1][3] = 999
    return {"Return": [*(_titles(made) if made.chance(0.5) else []), head, *body, *_under(made)]}


def _long(made: _Made) -> dict[str, Rows]:
    """A row for each count."""
    head: list[object] = ["Service", "Area", "Month", "Measure", made.random.choice(("Count", "Number"))]
    body: Rows = [
        [text, AREA, made.month(month), words, made.cell(slug, month, counted)]
        for slug, text in made.services.items()
        for month in made.months
        for counted, words in made.counted.items()
    ]
    return {"Data": [head, *body]}


def _counts_down(made: _Made, slug: str, *, total: bool = True) -> Rows:
    """Counts down and months across, of one service."""
    head: list[object] = [made.random.choice(("Measure", "", "Indicator")), *map(made.month, made.months)]
    body: Rows = [
        [words, *(made.cell(slug, month, counted) for month in made.months)]
        for counted, words in made.counted.items()
    ]
    if total and made.chance(0.4):
        head.append(made.random.choice(("Total", "YTD")))
        body = [[*row, 500] for row in body]
    if made.chance(0.3):
        body.append(["% completed", *["50%"] * (len(head) - 1)])
    if made.chance(0.3):
        body.append(["Letters written", *[9] * (len(head) - 1)])
    return [head, *body]


def _table_each(made: _Made) -> dict[str, Rows]:
    """A table for each service under its name."""
    rows = _titles(made)
    alike = made.random.random()
    for slug, text in made.services.items():
        made.random.seed(str(alike))
        rows += [[text], *_counts_down(made, slug), []]
    return {"Return": rows}


def _sheet_each(made: _Made) -> dict[str, Rows]:
    """A sheet for each service, named over it."""
    return {
        f"Sheet{number}": [*_titles(made, text), *_counts_down(made, slug), *_under(made)]
        for number, (slug, text) in enumerate(made.services.items())
    }


def _services_across(made: _Made) -> dict[str, Rows]:
    """Services across, what is counted down, in one month."""
    (month,) = made.months
    head: list[object] = [made.random.choice(("Measure", "")), *made.services.values()]
    body: Rows = [
        [words, *(made.cell(slug, month, counted) for slug in made.services)]
        for counted, words in made.counted.items()
    ]
    if made.chance(0.4):
        head.append("Total")
        body = [[*row, 700] for row in body]
    return {"Return": [*_titles(made, month=True), head, *body, *_under(made)]}


def _services_across_months(made: _Made) -> dict[str, Rows]:
    """Services across, months down, one count named over it."""
    head: list[object] = [made.random.choice(("Month", "")), *made.services.values()]
    body: Rows = [
        [made.month(month), *(made.cell(slug, month, "received") for slug in made.services)]
        for month in made.months
    ]
    if made.chance(0.4):
        body.append(["Total", *_sums(body, 1)])
    words = made.random.choice((("Referrals received",), ("Referrals received by month",), ()))
    return {"Return": [*_titles(made, *words), head, *body]}


def _services_down_months(made: _Made) -> dict[str, Rows]:
    """Services down, months across, one count named over it."""
    head: list[object] = [made.random.choice(("Service", "", "Project")), *map(made.month, made.months)]
    body: Rows = [
        [text, *(made.cell(slug, month, "received") for month in made.months)]
        for slug, text in made.services.items()
    ]
    if made.chance(0.4):
        body.append(["Total", *_sums(body, 1)])
    words = made.random.choice((("Referrals received",), ("Number of referrals received",), ()))
    return {"Return": [*_titles(made, *words), head, *body]}


def _services_over_counts(made: _Made) -> dict[str, Rows]:
    """Services over what is counted, months down."""
    width = len(made.counted)
    over: list[object] = [""]
    for text in made.services.values():
        over += [text, *[""] * (width - 1)]
    head: list[object] = [made.random.choice(("Month", "")), *[*made.counted.values()] * len(made.services)]
    body: Rows = [
        [
            made.month(month),
            *(made.cell(slug, month, counted) for slug in made.services for counted in made.counted),
        ]
        for month in made.months
    ]
    if made.chance(0.4):
        over += ["Total", *[""] * (width - 1)]
        head += made.counted.values()
        body = [[*row, *[800] * width] for row in body]
    return {"Return": [*_titles(made), over, head, *body]}


def _months_over_counts(made: _Made) -> dict[str, Rows]:
    """Months over what is counted, services down."""
    width = len(made.counted)
    over: list[object] = [""]
    for month in made.months:
        over += [made.month(month), *[""] * (width - 1)]
    head: list[object] = [made.random.choice(("Service", "")), *[*made.counted.values()] * len(made.months)]
    body: Rows = [
        [text, *(made.cell(slug, month, counted) for month in made.months for counted in made.counted)]
        for slug, text in made.services.items()
    ]
    if made.chance(0.4):
        over += ["Total", *[""] * (width - 1)]
        head += made.counted.values()
        body = [[*row, *[800] * width] for row in body]
    return {"Return": [*_titles(made), over, head, *body]}


def _counts_over_months(made: _Made) -> dict[str, Rows]:
    """What is counted over months, services down."""
    over: list[object] = [""]
    for words in made.counted.values():
        over += [words, *[""] * (len(made.months) - 1)]
    head: list[object] = ["Service", *[made.month(month) for month in made.months] * len(made.counted)]
    body: Rows = [
        [text, *(made.cell(slug, month, counted) for counted in made.counted for month in made.months)]
        for slug, text in made.services.items()
    ]
    return {"Return": [*_titles(made), over, head, *body]}


def _both_down(made: _Made) -> dict[str, Rows]:
    """Services and what is counted down, the service sometimes written once, months across."""
    once = made.chance(0.5)
    head: list[object] = ["Service", made.random.choice(("Measure", "")), *map(made.month, made.months)]
    body: Rows = []
    for slug, text in made.services.items():
        for number, (counted, words) in enumerate(made.counted.items()):
            counts = [made.cell(slug, month, counted) for month in made.months]
            body.append(["" if once and number else text, words, *counts])
        if made.chance(0.3):
            body.append(["" if once else text, "Total", *[900] * len(made.months)])
    return {"Return": [*_titles(made), head, *body, *_under(made)]}


def _wide_of_month(made: _Made) -> dict[str, Rows]:
    """A row for each service in one month, which only the title says."""
    (month,) = made.months
    head: list[object] = [made.random.choice(("Service", "Provision", "")), *made.counted.values()]
    body: Rows = [
        [text, *(made.cell(slug, month, counted) for counted in made.counted)]
        for slug, text in made.services.items()
    ]
    head, body = _extra(made, head, body, 1)
    if made.chance(0.4):
        body.append(["Grand total", 999, *[""] * (len(head) - 2)])
    return {"Return": [*_titles(made, month=True), head, *body, *_under(made)]}


def _sheet_a_month(made: _Made) -> dict[str, Rows]:
    """A sheet for each month, named after it."""
    sheets: dict[str, Rows] = {}
    alike = made.random.random()
    for month in made.months:
        made.random.seed(str(alike))
        head: list[object] = ["Service", *made.counted.values()]
        body: Rows = [
            [text, *(made.cell(slug, month, counted) for counted in made.counted)]
            for slug, text in made.services.items()
        ]
        name, year = MONTHS[month].split()
        sheets[f"{name[:3]} {year}"] = [[f"Return: {AREA}"], [], head, *body]
    return sheets


_OF_ONE_MONTH = ("services across", "wide of a month")
_OF_ONE_COUNT = ("services across, months down", "services down, months across")
_LAYOUTS: dict[str, Callable[[_Made], dict[str, Rows]]] = {
    "wide": _wide,
    "long": _long,
    "a table each": _table_each,
    "a sheet each": _sheet_each,
    "services across": _services_across,
    "services across, months down": _services_across_months,
    "services down, months across": _services_down_months,
    "services over counts": _services_over_counts,
    "months over counts": _months_over_counts,
    "counts over months": _counts_over_months,
    "both down": _both_down,
    "wide of a month": _wide_of_month,
    "a sheet a month": _sheet_a_month,
}


def text_at(file: SentService, cell: str) -> str:
    """What stands in a cell of the file, by its reference: "Return!A5"."""
    sheet, _, ref = cell.rpartition("!")
    letters = ref.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    rows: Sequence[Sequence[object]] = file.sheets[sheet]
    row = rows[int(ref[len(letters) :]) - 1]
    return str(row[column - 1]) if column <= len(row) else ""
