"""What linters cannot see: pages and their guards, the menu, and what the project says of itself."""

import ast
import csv
import functools
import os
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from probation_commission.ui.menu import MENU

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted((ROOT / "pages").glob("*.py"))
PACKAGE = sorted((ROOT / "probation_commission").rglob("*.py"))
CODE = [ROOT / "app.py", *PAGES, *PACKAGE]

NOT_OURS = {".venv", ".git", "var", "node_modules", ".hypothesis", "__pycache__", "test-results"}
TEXT = {
    ".py",
    ".js",
    ".css",
    ".html",
    ".md",
    ".toml",
    ".txt",
    ".csv",
    ".json",
    ".yml",
    ".yaml",
    ".svg",
    ".sh",
    "",
}
"""Endings of the files that are read through; the empty one is Makefile and its like."""

KNOWN_HOSTS = {
    "127.0.0.1": "this machine",
    "localhost": "this machine",
    "www.w3.org": "names of XML vocabularies, never fetched",
    "www.nationalarchives.gov.uk": "the Open Government Licence",
    "services1.arcgis.com": "`outlines fetch`: the ONS Open Geography Portal",
    "geoportal.statistics.gov.uk": "where the ONS outlines are published",
}
A_HOST = re.compile(r"(?:https?|wss?)://([\w.-]+)")
AN_EMAIL = re.compile(
    r"[\w.+-]+@(?!example\.)[\w-]+\.(?:[\w-]+\.)*(?:uk|com|org|net|eu|info)\b", re.IGNORECASE
)
A_MACHINE_PATH = re.compile(r"(?<![\w./-])/(?:work|tmp|root|home)/\w")
FROM_ABOVE = {"get_response"}  # Starlette's StaticFiles calls it so
VAGUE_NAME = re.compile(r"(?:^|_)(?:utils?|helpers?|manager|common|misc)(?:$|_)")


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@functools.cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(tree: ast.AST) -> Iterator[str]:
    """Every module that the code imports, by its full name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield f"{'.' * node.level}{node.module or ''}"


def guard_of(tree: ast.Module) -> str | None:
    """What a page's first statement asks for, as `Permission.X`; None where it does not ask."""
    not_yet = (ast.Import, ast.ImportFrom)
    docstring = tree.body[:1] if ast.get_docstring(tree) is not None else []
    first = next(
        (node for node in tree.body if node not in docstring and not isinstance(node, not_yet)), None
    )
    call = first.value if isinstance(first, ast.Expr | ast.Assign) else None
    if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "guard"):
        return None
    return ast.unparse(call.args[0]) if call.args else None


@pytest.mark.parametrize(
    ("source", "permission"),
    [
        ('"""A page."""\nfrom x import guard\nperson = guard(Permission.SEE_IOM)', "Permission.SEE_IOM"),
        ("guard(Permission.SEE_IOM)\nst.title('IOM')", "Permission.SEE_IOM"),
        ("st.title('IOM')\nguard(Permission.SEE_IOM)", None),  # draws before it asks
        ("if guard(Permission.SEE_IOM):\n    st.title('IOM')", None),  # asks, but only as a condition
        ("guard()", None),  # asks for nothing
        ('"""A page."""', None),
    ],
)
def test_a_guard_is_recognised_only_as_the_first_statement(source, permission):
    assert guard_of(ast.parse(source)) == permission


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_the_guard_comes_first_and_asks_for_what_the_menu_says(page):
    on_menu = {Path(item.file): f"Permission.{item.permission.name}" for item in MENU}
    assert guard_of(tree_of(page)) == on_menu[page]


def test_every_page_is_on_the_menu_and_has_an_address_of_its_own():
    assert sorted(Path(item.file) for item in MENU) == PAGES
    assert len({item.address for item in MENU}) == len(MENU)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_no_page_imports_a_page_or_the_database(page):
    siblings = {other.stem for other in PAGES} | {"pages", "app", "sqlalchemy", "alembic"}
    assert not [name for name in imports(tree_of(page)) if name.split(".")[0] in siblings]


@pytest.mark.parametrize("path", PACKAGE, ids=name_of)
def test_nothing_in_the_package_imports_what_stands_above_it(path):
    assert not [
        name for name in imports(tree_of(path)) if name.split(".")[0] in {"pages", "app", "tests", "bench"}
    ]


ROOMS = [
    path.parent
    for path in PACKAGE
    if path.name == "__init__.py" and len(path.relative_to(ROOT).parts) > 3 and "migrations" not in path.parts
]
"""The folders of a noun, below a layer."""


def doors_passed_by(tree: ast.AST, module: str, rooms: Iterable[str]) -> list[str]:
    """The modules that the code takes from a room without asking at its door."""
    return [
        name
        for room in rooms
        if not f"{module}.".startswith(f"{room}.")
        for name in imports(tree)
        if name.startswith(f"{room}.")
    ]


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@pytest.mark.parametrize(
    ("source", "module", "passed"),
    [
        ("from p.intake.cells import numbers", "p.actions.x", []),
        ("from p.intake.cells.numbers import count", "p.actions.x", ["p.intake.cells.numbers"]),
        ("from p.intake.cells.numbers import count", "p.intake.cells.counts", []),
        ("import p.intake.cells.numbers", "p.intake.cellsize", ["p.intake.cells.numbers"]),
    ],
)
def test_a_door_passed_by_is_noticed(source, module, passed):
    assert doors_passed_by(ast.parse(source), module, ["p.intake.cells"]) == passed


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_rooms_are_entered_by_their_doors(path):
    assert not doors_passed_by(tree_of(path), module_of(path), map(module_of, ROOMS))


@pytest.mark.parametrize("path", sorted((ROOT / "probation_commission/domain").glob("*.py")), ids=name_of)
def test_the_domain_needs_the_standard_library_alone(path):
    foreign = [name for name in imports(tree_of(path)) if name.split(".")[0] not in sys.stdlib_module_names]
    assert all(name.startswith("probation_commission.domain") for name in foreign), foreign


ACTIONS = [path for path in PACKAGE if path.parent.name in {"actions", "samples"}]


@pytest.mark.parametrize("path", ACTIONS, ids=name_of)
def test_every_action_reads_the_account_anew_or_hands_the_person_to_one_that_does(path):
    if path.stem != "acting":
        assert going_by_a_person_of_before(tree_of(path)) == []


def going_by_a_person_of_before(tree: ast.Module) -> list[str]:
    """The actions that do more with their person than to hand them on whole.

    An action opens with `writing(person, …)`, `reading(person, …)` or `asked(person, …)`, which read the
    account, or calls another; whatever else it does, it does with the person whom these give it. In the
    transaction of another action, which comes first among the arguments, the person is such a one.
    """
    return [
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
        if node.args.args and node.args.args[0].arg == "person" and not node.name.startswith("_")
        if not hands_on_alone(node)
    ]


def hands_on_alone(function: ast.FunctionDef) -> bool:
    """Whether the person is only the first argument of a call, at least once, and never of `require`."""
    calls = [node for node in ast.walk(function) if isinstance(node, ast.Call) and passes_person(node)]
    used = [node for node in ast.walk(function) if isinstance(node, ast.Name) and node.id == "person"]
    checked = [call for call in calls if ast.unparse(call.func) == "require"]
    return bool(calls) and not checked and len(used) == len(calls)


def passes_person(call: ast.Call) -> bool:
    """Whether the call is `something(person, …)`: the opening of an action, or another action."""
    return bool(call.args) and isinstance(call.args[0], ast.Name) and call.args[0].id == "person"


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("def act(person):\n    with writing(person, X) as (conn, actor):\n        put(conn, actor)", []),
        ("def act(person):\n    with writing(person, X) as (conn, _):\n        put(conn, person)", ["act"]),
        ("def act(person):\n    require(person, X)", ["act"]),  # the role of when the page was drawn
        ("def act(person):\n    with database.write() as conn:\n        put(conn)", ["act"]),
        ("def act(person):\n    return other.act(person, 1)", []),
        ("def put(conn, person):\n    require(person, X)", []),
    ],
)
def test_an_action_that_goes_by_a_person_of_before_is_recognised(source, found):
    assert going_by_a_person_of_before(ast.parse(source)) == found


LATER = {"on_click", "on_change", "on_submit", "on_select", "args", "kwargs", "data"}
"""What a button or a field is given for a click that comes later."""
FOR_LATER = [path for path in CODE if {"ui", "pages"} & {*path.relative_to(ROOT).parts}]


def carrying_a_person(tree: ast.AST) -> list[str]:
    """What is kept for a later click and has a `Person`, who may be another by then (decision 136)."""
    later = [
        f"{keyword.arg}={ast.unparse(keyword.value)}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg in LATER and names_a_person(keyword.value)
    ]
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    called_later = contained(tree) | callbacks(tree)
    takers = [
        f"{function.name}({argument.arg})"
        for function in functions
        for argument in function.args.args
        if names_a_person(argument.annotation)
        if function.name in called_later
        or ast.unparse(argument.annotation) not in {"Person", "Person | None"}
    ]
    # An object whose method is called later has all that it holds.
    holders = [
        f"{held.__class__.__name__} {ast.unparse(held)}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        for held in ast.walk(node)
        if (isinstance(held, ast.AnnAssign) and names_a_person(held.annotation))
        or (isinstance(held, ast.Attribute) and held.attr == "person")
    ]
    return [*later, *takers, *holders]


def names_a_person(node: ast.AST | None) -> bool:
    """Whether the code names one: `person`, `self.person`, or the type, also inside of another."""
    nodes = ast.walk(node) if node else ()
    names = (getattr(inner, "id", None) or getattr(inner, "attr", None) for inner in nodes)
    return bool({"person", "actor", "Person", "acting", "current_person"} & set(names))


@pytest.mark.parametrize(
    ("source", "carried"),
    [
        ("st.button('Go', on_click=go, args=(person, 1))", 1),
        ("st.button('Go', on_click=lambda: go(person))", 1),
        ("st.button('Go', on_click=go, args=(acting(),))", 1),  # asked when the page is drawn
        ("st.download_button('A file', data=lambda: fetch(person, 1))", 1),
        ("st.button('Go', on_click=go, args=(1,))\n@click('x')\ndef go(number: int): act(acting())", 0),
        ("@click('x')\ndef go(who: Person): act(who)", 1),
        ("def draw(version: tuple[Person, int]): st.button('Go', on_click=go, args=version)", 1),
        ("class Form:\n    person: Person", 1),
        ("class Form:\n    def __init__(self, someone):\n        self.person = someone", 1),
        ("def draw(person: Person):\n    if st.button('Go'):\n        act(person)", 0),
    ],
)
def test_a_person_kept_for_later_is_recognised(source, carried):
    assert len(carrying_a_person(ast.parse(source))) == carried


@pytest.mark.parametrize("path", FOR_LATER, ids=name_of)
def test_nothing_kept_for_a_later_click_has_a_person(path):
    assert carrying_a_person(tree_of(path)) == []


ABOVE_THE_DOOR = [
    path
    for path in CODE
    if {"pages", "ui", "web", "cli", "setup", "samples", "actions", "views", "publish"}
    & {*path.relative_to(ROOT).with_suffix("").parts[:2]}
    or path.stem == "app"
]
"""Everything that shows, writes or sends."""
THE_DOOR = {
    "iom_figures": {"probation_commission/ui/data/released.py"},
    "service_figures": {"probation_commission/ui/data/released.py"},
    "ram_figures": {"probation_commission/ui/data/released.py"},  # which shows them by `disclosure.ram`
    "tracker_figures": {"probation_commission/ui/data/released.py"},
    "needs_figures": {"probation_commission/ui/data/released.py"},
    "unmet_figures": {"probation_commission/ui/data/released.py"},  # which shows them by `disclosure.unmet`
    # To whoever counted them.
    "counted_lines": {"probation_commission/actions/unmet.py"},
    "of_kinds": {"probation_commission/ui/data/loaders.py"},  # which hands them to `ui.data.released`
    "results": {
        "probation_commission/ui/data/loaders.py",
        "probation_commission/ui/data/released.py",  # which shows them by `disclosure.services`
    },
    "figures": {
        "probation_commission/ui/data/loaders.py",  # which hands them to `ui.data.released`
        "probation_commission/actions/exports.py",  # which hands them to `disclosure.release`
        # To `disclosure.release` and `disclosure.services`, for anybody.
        "probation_commission/actions/place_sheets/shown.py",
        # To `disclosure.exact_figures`, for leads of all areas of a contract.
        "probation_commission/actions/contracts/managing.py",
    },
    "counted_across": {
        "probation_commission/actions/reconciliation.py",  # what adds up and what does not, for leads
        "probation_commission/actions/returns.py",  # to hold a file against those before it; for leads
        "probation_commission/actions/keyed_returns.py",  # the same of one's own service
    },
}
"""Where counts come from as they are, and who may take them there."""
MAY_BE_WORKED_OUT_ANYWHERE = {"rate"}


def taken_raw(tree: ast.Module) -> set[str]:
    """The sources of counts as they are that the code asks: `loaders.iom_figures(…)`, `store.figures(…)`."""
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return {
        call.attr
        for call in calls
        if isinstance(call, ast.Attribute) and isinstance(call.value, ast.Name)
        if call.value.id in {"loaders", "store", "returns", "outcomes"} and call.attr in THE_DOOR
    }


@pytest.mark.parametrize(
    ("source", "raw"),
    [
        ("loaders.iom_figures(code)", {"iom_figures"}),
        ("x = f(loaders.service_figures())", {"service_figures"}),
        ("store.figures(conn, kind)", {"figures"}),
        ("released.service_figures(to)", set()),
        ("loaders.iom_months()", set()),
    ],
)
def test_counts_as_they_are_are_recognised(source, raw):
    assert taken_raw(ast.parse(source)) == raw


@pytest.mark.parametrize("path", ABOVE_THE_DOOR, ids=name_of)
def test_counts_leave_through_the_one_door(path):
    raw = taken_raw(tree_of(path))
    assert not {source for source in raw if name_of(path) not in THE_DOOR[source]}


@pytest.mark.parametrize("path", ABOVE_THE_DOOR, ids=name_of)
def test_only_disclosure_works_with_the_cohort_as_it_stands_in_a_return(path):
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ImportFrom) and node.module == "probation_commission.analysis":
            assert "iom" not in {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.module == "probation_commission.analysis.iom":
            assert {alias.name for alias in node.names} <= MAY_BE_WORKED_OUT_ANYWHERE


def test_whoever_draws_the_cohort_is_given_what_may_be_shown():
    room = ROOT / "probation_commission" / "views" / "iom"
    for path in (room / f"{name}.py" for name in ("beside", "localities", "map", "months", "table", "words")):
        assert {"Released", "Release", "CohortPicture"} & {
            name.id
            for node in ast.walk(tree_of(path))
            if isinstance(node, ast.arg) and node.annotation
            for name in ast.walk(node.annotation)
            if isinstance(name, ast.Name)
        }, name_of(path)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_page_with_exact_counts_writes_down_who_saw_it(page):
    """One that asks who looks, or that leads alone may open and that shows a return's own figures."""
    text = page.read_text(encoding="utf-8")
    shows = "current_sight(" in text or page.stem in {"returns", "reconciliation"}
    assert shows == ("viewed.note(" in text)


OF_STREAMLIT = {"login", "logout"}


def callbacks(tree: ast.AST) -> set[str]:
    """The functions that are called when somebody clicks or chooses."""
    values = (
        keyword.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg in {"on_click", "on_change", "on_submit", "on_select"}
    )
    names = {value.attr if isinstance(value, ast.Attribute) else getattr(value, "id", "") for value in values}
    return names - OF_STREAMLIT - {""}


def contained(tree: ast.AST) -> set[str]:
    """The functions whose fault is said on the page and ends with them."""
    return {
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        if any(
            isinstance(mark, ast.Call) and ast.unparse(mark.func) == "click" for mark in node.decorator_list
        )
    }


@pytest.mark.parametrize(
    ("source", "found"),
    [("st.button('Go', on_click=go)", {"go"}), ("st.button('Go', on_click=st.logout)", set())],
)
def test_a_callback_is_recognised(source, found):
    assert callbacks(ast.parse(source)) == found


def test_a_fault_in_a_callback_is_said_on_the_page():
    rooms = [tree_of(path) for path in PACKAGE if "ui" in path.parts]
    assert HANDED_ON | set().union(*map(contained, rooms)) >= set().union(*map(callbacks, rooms))


HANDED_ON = {"on_change", "set_aside"}
"""The arguments of the map and of a kept file, which hand on a callback of their caller's."""


def drawn_alone(tree: ast.AST) -> list[str]:
    """What a page draws outside of a part; what asks, heads the page or says what was done is none."""
    inside = {
        id(call)
        for block in ast.walk(tree)
        if isinstance(block, ast.With) and any("part(" in ast.unparse(item) for item in block.items)
        for call in ast.walk(block)
    }
    calls = (n for n in ast.walk(tree) if isinstance(n, ast.Call) and id(n) not in inside)
    names = (ast.unparse(call.func) for call in calls)
    return [name for name in names if re.search(r"\.draw(_\w+)?$", name) and name not in BY_ITSELF]


BY_ITSELF = {
    *("check.draw_outcome", "localities.draw_outcome", "people.draw_outcome", "outcomes.draw_kept"),
    "filters.draw_instead",
    *("editor.draw", "form.draw", "form.draw_sent", "reconciliation.draw_finding", "screen.draw"),
}
"""A sentence; or what the page is for, so that without it nothing is left to show."""


@pytest.mark.parametrize(
    ("source", "found"),
    [("board.draw_map()", ["board.draw_map"]), ("with part('The map'):\n    board.draw_map()", [])],
)
def test_what_is_drawn_outside_of_a_part_is_recognised(source, found):
    assert drawn_alone(ast.parse(source)) == found


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_fault_takes_no_more_from_a_page_than_the_part_it_is_in(page):
    assert drawn_alone(tree_of(page)) == []


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_no_table_draws_markdown(path):
    # Its cells are Markdown; `page.table` has them as they were typed (decision 155).
    assert name_of(path).endswith("ui/parts/page.py") or "st.table(" not in path.read_text("utf-8")


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_every_row_of_a_table_is_sent_by_the_run_that_asks_who_is_looking(path):
    # Streamlit would send the rows of a large one later, to whoever has the page open (decision 174).
    calls = [n for n in ast.walk(tree_of(path)) if isinstance(n, ast.Call)]
    tables = [n for n in calls if isinstance(n.func, ast.Attribute) and n.func.attr == "dataframe"]
    assert all("lazy" in {word.arg for word in table.keywords} for table in tables)


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_names_say_what_things_are(path):
    functions = [
        n.name for n in ast.walk(tree_of(path)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert not [name for name in functions if name.startswith("get_") and name not in FROM_ABOVE]
    assert not [part for part in path.relative_to(ROOT).with_suffix("").parts if VAGUE_NAME.search(part)]


COMMON_WORDS = {"Reading", "Wales"}  # a thing to do, and "England and Wales" the whole
HELD_IN_DATA = {
    name
    for row in csv.DictReader((ROOT / "data" / "england_wales" / "authorities.csv").open(encoding="utf-8"))
    for name in (
        row["lad_name"],
        row["lad_name"].removeprefix("County "),
        row["lad_code"],
        row["probation_region_name"],
    )
    if name not in COMMON_WORDS
}
A_PLACE = re.compile(rf"(?:\b|_)(?:{'|'.join({*HELD_IN_DATA, 'CDD'})})(?:\b|_)", re.IGNORECASE)
PLACES_THAT_MAY_STAND = {
    "Europe/London": "the time zone",
    "england_wales": "the folder of what is known of all of both",
    "LONDON": "what that is called",
    "london": "“London Borough of” is what an authority is, not which",
    "No title like “Haringey monthly IOM data” says which area this is. Add it.": "a sender's own title",
}


def places_named(tree: ast.Module) -> set[str]:
    """The texts and names of the code that name a place; docstrings are left out."""
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    nodes = [node for node in ast.walk(tree) if id(node) not in said]
    found = {getattr(node, key, None) for node in nodes for key in ("value", "id", "name", "attr", "arg")}
    return {text for text in found if isinstance(text, str) and A_PLACE.search(text)}


@pytest.mark.parametrize(
    ("source", "places"),
    [
        ("x = 'Example Housing, Durham'", {"Example Housing, Durham"}),
        ("x = f'{count} places in County Durham & Darlington'", {" places in County Durham & Darlington"}),
        ("SETS = ('E06000047-2025', 'CDD')", {"E06000047-2025", "CDD"}),
        ("HARINGEY = 1\ndef _load_haringey(): pass", {"HARINGEY", "_load_haringey"}),
        ("def f():\n    '`Haringey, May 2023`.'\n    return 1", set()),  # a docstring
        ("x = 'Hackneyed endurance'", set()),
    ],
)
def test_a_place_is_recognised(source, places):
    assert places_named(ast.parse(source)) == places


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_no_module_names_a_place(path):
    assert not places_named(tree_of(path)) - PLACES_THAT_MAY_STAND.keys()


def public_types(tree: ast.Module) -> list[str]:
    """The classes that a module makes for others, and its names for types."""
    aliases = [
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name) and re.match(r"[A-Z]\w*[a-z]", target.id)
    ]
    classes = [node.name for node in tree.body if isinstance(node, ast.ClassDef)]
    return [name for name in (*classes, *aliases) if not name.startswith("_")]


def test_classes_and_names_for_types_are_found():
    source = (
        "class Pot: ...\nclass _Row: ...\nKey = tuple[str, int]\nLINE: Final = 1\nRows: TypeAlias = list[int]"
    )
    assert public_types(ast.parse(source)) == ["Pot", "Key", "Rows"]


def test_a_name_for_a_type_has_one_meaning():
    made = Counter(
        name for path in PACKAGE if "migrations" not in path.parts for name in public_types(tree_of(path))
    )
    assert not [name for name, times in made.items() if times > 1]


CITED = re.compile(r"\(?decisions? (\d+(?:(?:, | and )\d+)*)")
REPLACED = re.compile(r"[Rr]eplaces (\d+(?:(?:, | and | to )\d+)*)")


def numbers_in(words: str) -> set[int]:
    """The numbers of a list such as "18, 33 to 35 and 40"."""
    ranges = [
        range(int(first), int(last or first) + 1) for first, last in re.findall(r"(\d+)(?: to (\d+))?", words)
    ]
    return {number for numbers in ranges for number in numbers}


def test_numbers_of_decisions_are_read():
    assert numbers_in("18, 33 to 35 and 40") == {18, 33, 34, 35, 40}
    assert CITED.findall("as they are (decisions 22, 26 and 27).") == ["22, 26 and 27"]


def test_every_decision_that_the_code_cites_is_there_and_in_force():
    words = (ROOT / "docs" / "decisions.md").read_text(encoding="utf-8")
    written = {int(number) for number in re.findall(r"^(\d+)\. ", words, re.MULTILINE)}
    gone = {number for found in REPLACED.findall(words) for number in numbers_in(found)}
    cited = {
        number
        for path in [*CODE, *(ROOT / "probation_commission").rglob("*.js")]
        for found in CITED.findall(path.read_text(encoding="utf-8"))
        for number in numbers_in(found)
    }
    assert cited
    assert not cited - (written - gone)


USED_WITHOUT_IMPORT = {
    "uvicorn": "`uvicorn app:app` serves the app, and Streamlit's own server is one",
    "django-js-lib-leaflet": "found with `find_spec`: its files are served, nothing of it runs here",
    "psycopg": "SQLAlchemy takes it from the database's address",
    "pytest-xdist": "`make test` runs in two processes",
    "ruff": "`make check`",
    "mypy": "`make check`",
    "import-linter": "`make check`",
    "pandas-stubs": "read by mypy",
    "types-shapely": "read by mypy",
    "types-geopandas": "read by mypy",
    "types-requests": "read by mypy",
    "types-python-dateutil": "read by mypy",
}
"""Dependencies that no module imports by name, with what uses them."""


def distribution(requirement: str) -> str:
    """The name in a line such as `streamlit[auth]==1.67.*`, as registries compare names."""
    return re.split(r"[^\w.-]", requirement, maxsplit=1)[0].replace("_", "-").lower()


def distributions_imported(paths: Iterable[Path]) -> set[str]:
    """The distributions that the files import something of."""
    holders = packages_distributions()
    roots = {name.split(".")[0] for path in paths for name in imports(tree_of(path))}
    return {distribution(holder) for root in roots for holder in holders.get(root, ())}


def test_a_dependencys_name_is_read():
    lines = ("streamlit[auth]==1.67.*", "shapely>=2.1", "python-calamine", "SQLAlchemy==2.1.*")
    assert [*map(distribution, lines)] == ["streamlit", "shapely", "python-calamine", "sqlalchemy"]


def test_what_is_declared_as_a_dependency_is_used():
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    running = {*map(distribution, declared["project"]["dependencies"])}
    testing = {*map(distribution, declared["dependency-groups"]["dev"])}
    tried = [path for folder in ("tests", "bench") for path in (ROOT / folder).rglob("*.py")]
    unused = (running - distributions_imported(CODE)) | (testing - distributions_imported(tried))
    assert unused == USED_WITHOUT_IMPORT.keys()


def our_text() -> Iterator[tuple[str, str]]:
    """Name and text of every file of the project that can be read."""
    for folder, below, files in os.walk(ROOT):
        below[:] = [name for name in below if name not in NOT_OURS and not name.endswith("_cache")]
        for path in (Path(folder, name) for name in files if name not in NOT_OURS):
            if path.suffix in TEXT:
                yield name_of(path), path.read_text(encoding="utf-8", errors="replace")


def test_no_other_host_is_named_where_the_app_could_call_it():
    running = ("probation_commission/", "pages/", "app.py", ".streamlit/", "deploy/")
    named = {
        (name, host) for name, text in our_text() if name.startswith(running) for host in A_HOST.findall(text)
    }
    assert not {(name, host) for name, host in named if host not in KNOWN_HOSTS}


def test_nobodys_email_address_and_no_machines_folders_are_in_the_project():
    me = name_of(Path(__file__))
    found = [
        (name, match.group())
        for name, text in our_text()
        if name != me
        for pattern in (AN_EMAIL, A_MACHINE_PATH)
        for match in pattern.finditer(text)
    ]
    assert not found


def test_what_is_looked_for_is_found():
    assert A_HOST.findall("fetch('https://cdn.example.org/leaflet.js')") == ["cdn.example.org"]
    assert AN_EMAIL.search("write to jo.bloggs@justice.gov.uk")
    assert not AN_EMAIL.search("someone@example.org")
    assert A_MACHINE_PATH.search('open("/tmp/x")')
    assert not A_MACHINE_PATH.search("a/home/x and https://example.org/home/x")
