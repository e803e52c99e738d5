"""Who may do what: every action, page, route and download for each role, of one's own and of others'.

`python -m tests.permissions` writes docs/permissions.md anew. `test_permissions.py` tries each cell, and
finds what stands in the code and not here.
"""

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

from probation_commission import actions, samples
from probation_commission.actions import acting
from probation_commission.domain.access import Permission, Person, Role
from probation_commission.domain.ideas import MOVES, OF_ITS_OWNER, permission_to
from probation_commission.domain.links import OpenedLink, Purpose
from probation_commission.ui.menu import (
    GAPS,
    HUBS,
    IDEAS,
    IOM,
    LOCALITIES,
    MENU,
    OUTBOX,
    OUTCOMES,
    PLACE,
    REFERRALS,
    REGION,
    RETURNS,
    SERVICES,
    MenuItem,
)

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "docs" / "permissions.md"
COMMAND = "python -m tests.permissions"


@dataclass(frozen=True, slots=True)
class Needs:
    """What an action takes; `of_others` is what it takes besides for somebody else's, None: it can't."""

    permission: Permission | None
    owned: bool = False
    never_own: bool = False
    """Somebody else's alone: nobody decides on what is theirs (decision 138)."""
    of_others: Permission | None = None
    of_an_area: bool = False
    """Whether a lead does it in their own areas alone (decision 218)."""

    def granted(self, who: Person) -> bool:
        """Whether somebody like this one has the permission at all."""
        return self.permission is None or who.may(self.permission)

    def allows(self, who: Person, *, own: bool = True) -> bool:
        """Whether somebody like this one may do it with their own, or with somebody else's."""
        of_others = self.of_others is not None and who.may(self.of_others)
        return self.granted(who) and (not self.never_own if own else of_others)


def of_others(permission: Permission | None, seen_by: Permission) -> Needs:
    """What is decided on something that is somebody else's."""
    return Needs(permission, owned=True, never_own=True, of_others=seen_by)


def own(permission: Permission | None, of_others: Permission | None = None) -> Needs:
    """What is done with something that is somebody's."""
    return Needs(permission, owned=True, of_others=of_others)


def in_area(needs: Needs) -> Needs:
    """What changes something of an area."""
    return replace(needs, of_an_area=True)


PEOPLE: dict[str, Person] = {role.capitalize(): Person(role.capitalize(), role) for role in Role} | {
    f"By link: {purpose.label}": Person(
        "Somebody",
        Role.APPLICANT,
        organisation_id=1,
        link=OpenedLink(number, number, purpose, datetime(2026, 12, 1, tzinfo=UTC)),
    )
    for number, purpose in enumerate(Purpose, 1)
}
"""One of each who can be here, by the heading of their column."""

_LINKS = Needs(Permission.SEND_LINKS)
_LOAD, _PEOPLE = Needs(Permission.LOAD_RETURNS), Needs(Permission.MANAGE_PEOPLE)
_ORGANISATIONS = Needs(Permission.MANAGE_ORGANISATIONS)
_OUTBOX = Needs(Permission.SEE_OUTBOX)
_AREAS = Needs(Permission.MANAGE_AREAS)
_LOCALITIES, _OUTLINES = Needs(Permission.MANAGE_LOCALITIES), Needs(Permission.MANAGE_OUTLINES)
_RULES, _SAMPLE = Needs(Permission.SET_RULES), Needs(Permission.MANAGE_SAMPLE)

_DIRECTORY = Needs(Permission.EDIT_DIRECTORY)
_ENTRY = Needs(Permission.CONFIRM_ENTRY)
_AGREEMENTS = Needs(Permission.MANAGE_AGREEMENTS)
_DIRECTORY = Needs(Permission.EDIT_DIRECTORY)
_FOLLOW_UPS = Needs(Permission.CHANGE_ACTIONS)
_FUNDS = Needs(Permission.MANAGE_FUNDS)

_DECIDED = in_area(of_others(Permission.DECIDE_IDEAS, Permission.SEE_IDEAS))

ACTIONS: dict[str, Needs] = {
    "agreements.add": _AGREEMENTS,
    "agreements.change": _AGREEMENTS,
    "agreements.end": _AGREEMENTS,
    "agreements.everyone": Needs(Permission.SEE_AGREEMENTS),
    "agreements.in_force": Needs(None),
    "agreements.switch": Needs(Permission.SEE_AGREEMENTS),
    "aliases.everything": _LOAD,
    "aliases.forget": in_area(_LOAD),
    "areas.add": _AREAS,
    "areas.load_residents": _AREAS,
    "areas.take_out": _AREAS,
    "directory.load_bundled": _AREAS,
    "entries.ask": _ENTRY,
    "entries.asked": _ENTRY,
    "entries.confirm": _ENTRY,
    "entries.overdue": Needs(Permission.ASK_OPERATORS),
    "entries.send_questions": Needs(Permission.ASK_OPERATORS),
    "entries.settle": _DIRECTORY,
    "entries.unanswered": _LINKS,
    "events.add": in_area(_LOAD),
    "events.take_back": in_area(_LOAD),
    "expected.change": in_area(_LOAD),
    "expected.due_today": _LOAD,
    "expected.mailboxes": _LOAD,
    "expected.put_mail": in_area(_LOAD),
    "expected.remind": in_area(_LOAD),
    "follow_ups.add": in_area(_FOLLOW_UPS),
    "follow_ups.change": in_area(_FOLLOW_UPS),
    "follow_ups.finish": in_area(_FOLLOW_UPS),
    "follow_ups.history": _FOLLOW_UPS,
    "follow_ups.reopen": in_area(_FOLLOW_UPS),
    "follow_ups.take_back": in_area(_FOLLOW_UPS),
    **{
        f"funds.{name}": in_area(_FUNDS)
        for name in (
            *("asked.put_assessors", "asked.put_criterion", "asked.put_question"),
            *("asked.take_out_criterion", "asked.take_out_question"),
            *("fund.add", "fund.change", "fund.copy"),
        )
    },
    "funds.asked.may_assess": _FUNDS,
    "funds.fund.history": _FUNDS,
    "gaps.add_note": in_area(_FOLLOW_UPS),
    "gaps.add_outside": in_area(_FOLLOW_UPS),
    "gaps.delete_note": in_area(_FOLLOW_UPS),
    "gaps.notes": _FOLLOW_UPS,
    "gaps.take_back_outside": in_area(_FOLLOW_UPS),
    "hubs.add": in_area(_DIRECTORY),
    "hubs.change": in_area(_DIRECTORY),
    "hubs.confirm": in_area(_DIRECTORY),
    "hubs.confirm_point": in_area(_DIRECTORY),
    "hubs.put_at_postcode": in_area(_DIRECTORY),
    "hubs.put_closure": in_area(_DIRECTORY),
    "hubs.put_point": in_area(_DIRECTORY),
    "hubs.put_service": in_area(_DIRECTORY),
    "hubs.put_session": in_area(_DIRECTORY),
    "hubs.take_out_closure": in_area(_DIRECTORY),
    "hubs.take_out_session": in_area(_DIRECTORY),
    "hubs.where_it_is": _DIRECTORY,
    "exact_counts.project": Needs(Permission.SEE_EXACT_COUNTS),
    "exact_counts.take": Needs(Permission.SEE_EXACT_COUNTS),
    "exact_counts.take: as a member of a party": Needs(Permission.SEE_UNDER_AGREEMENT),
    "exact_counts.view": Needs(Permission.SEE_EXACT_COUNTS),
    "exact_counts.view: as a member of a party": Needs(Permission.SEE_UNDER_AGREEMENT),
    "contacts.change": _ORGANISATIONS,
    "contacts.of": _ORGANISATIONS,
    "contracts.changes.change_contract": in_area(_DIRECTORY),
    "contracts.changes.change_service": in_area(_DIRECTORY),
    "contracts.changes.cover": in_area(_DIRECTORY),
    "contracts.changes.history": in_area(_DIRECTORY),
    "contracts.changes.notes": in_area(_DIRECTORY),
    "contracts.changes.take_out_place": in_area(_DIRECTORY),
    "contracts.managing.add_party": in_area(_DIRECTORY),
    "contracts.managing.costs": in_area(_DIRECTORY),
    "contracts.managing.end_party": in_area(_DIRECTORY),
    "contracts.managing.managed": in_area(_DIRECTORY),
    "contracts.managing.put_issue": in_area(_DIRECTORY),
    "contracts.managing.put_level": in_area(_DIRECTORY),
    "contracts.managing.put_step": in_area(_DIRECTORY),
    "registers.load": in_area(_DIRECTORY),
    "registers.opened": _DIRECTORY,
    "registers.planned": in_area(_DIRECTORY),
    "award_services.stand_missing": Needs(Permission.MANAGE_AREAS),
    "awards.settle": in_area(of_others(Permission.DECIDE_IDEAS, Permission.SEE_IDEAS)),
    "explanations.explain": in_area(Needs(Permission.EXPLAIN)),
    "exports.iom: exact counts": Needs(Permission.SEE_EXACT_COUNTS),
    "exports.iom: what others see": Needs(Permission.SEE_IOM),
    "ideas.deciding.send_to_fund": _DECIDED,
    "ideas.deciding.take_back": _DECIDED,
    "ideas.deciding.tell": _DECIDED,
    "ideas.writing.history": own(None, Permission.SEE_IDEAS),
    "ideas.writing.key_in": in_area(Needs(Permission.KEY_IDEAS)),
    **{
        f"ideas.steps.move: {to}": own(permission_to(to))
        if to in OF_ITS_OWNER
        else in_area(of_others(permission_to(to), Permission.SEE_IDEAS))
        for to in dict.fromkeys(to for _, to in MOVES)
    },
    "ideas.writing.own": own(Permission.SEND_IDEAS),
    "ideas.writing.save_draft": own(Permission.SEND_IDEAS),
    "kept_files.fetch": _LOAD,
    "kept_files.remove": Needs(Permission.DELETE_KEPT_FILES),
    "keyed_returns.key_in: of one’s own organisation": in_area(Needs(Permission.KEY_RETURNS)),
    "keyed_returns.key_in: of another": in_area(_LOAD),
    "keyed_returns.opened: of one’s own organisation": Needs(Permission.KEY_RETURNS),
    "keyed_returns.opened: of another": _LOAD,
    "layouts.confirm": _LOAD,
    "layouts.of_sender": _LOAD,
    "layouts.senders": _LOAD,
    "links.of_organisation": _LINKS,
    "links.revoke": _LINKS,
    "links.send": _LINKS,
    "ledger.reverse": in_area(of_others(Permission.KEEP_LEDGER, Permission.SEE_IDEAS)),
    "ledger.write_down": in_area(of_others(Permission.KEEP_LEDGER, Permission.SEE_IDEAS)),
    "links.send_again": Needs(Permission.SEND_IDEAS),
    "localities.load_bundled": _LOCALITIES,
    "localities.opened": _LOCALITIES,
    "localities.proposed": _LOCALITIES,
    "localities.save": in_area(_LOCALITIES),
    "mail.again": _OUTBOX,
    "mail.everything": _OUTBOX,
    "mail.read": _OUTBOX,
    "mail.take": _OUTBOX,
    "outcomes.correct_result": in_area(of_others(Permission.CORRECT_RESULTS, Permission.CORRECT_RESULTS)),
    "outcomes.key_result": own(Permission.KEY_RESULTS),
    "outcomes.promise": Needs(Permission.DECIDE_IDEAS),
    "outlines.build": _OUTLINES,
    "outlines.fetch": in_area(_OUTLINES),
    "outlines.reset": in_area(_OUTLINES),
    "outlines.use": in_area(_OUTLINES),
    "outlines.use_sent": in_area(_OUTLINES),
    "organisations.change": _ORGANISATIONS,
    "organisations.everyone": _ORGANISATIONS,
    "organisations.merge": _ORGANISATIONS,
    "place_sheets.shown.for_anybody": Needs(Permission.SEE_PICTURE),
    "public_pages.publish": in_area(_DIRECTORY),
    "public_pages.unpublish": in_area(_DIRECTORY),
    "people.add": _PEOPLE,
    "people.change_role": _PEOPLE,
    "people.deactivate": _PEOPLE,
    "people.everyone": _PEOPLE,
    "people.history": _PEOPLE,
    "people.known_organisations": _PEOPLE,
    "people.sign_out_everywhere": Needs(None),
    "retention.due": Needs(Permission.ENFORCE_RETENTION),
    "retention.enforce": Needs(Permission.ENFORCE_RETENTION),
    "returns.accept": in_area(_LOAD),
    "returns.check": in_area(_LOAD),
    "returns.check_again": in_area(_LOAD),
    "returns.read_with": _LOAD,
    "rule_file.read_once": _RULES,
    "rules.change": _RULES,
    "rules.everything": _RULES,
    "rules.put": _RULES,
    "travel.everything": _DIRECTORY,
    "travel.load": in_area(_DIRECTORY),
    "travel.take_back": in_area(_DIRECTORY),
    "samples.loading.load": _SAMPLE,
    "samples.loading.load_once": _SAMPLE,
    "samples.loading.remove": _SAMPLE,
    "samples.loading.what_goes": _SAMPLE,
    "samples.idea_steps.load": _SAMPLE,
    "scoring.deciders": Needs(Permission.DECIDE_IDEAS),
    "scoring.declare": of_others(Permission.ASSESS_IDEAS, Permission.SEE_IDEAS),
    "scoring.keep": in_area(of_others(Permission.ASSESS_IDEAS, Permission.SEE_IDEAS)),
    "scoring.moderate": in_area(of_others(Permission.DECIDE_IDEAS, Permission.SEE_IDEAS)),
    "scoring.of_fund": Needs(Permission.ASSESS_IDEAS),
    "scoring.of_idea": Needs(Permission.ASSESS_IDEAS),
    "scoring.put_in": in_area(of_others(Permission.ASSESS_IDEAS, Permission.SEE_IDEAS)),
    "staging.staged": _LOAD,
    "unmet.count": in_area(own(Permission.LOG_UNMET)),
    "unmet.opened": own(Permission.LOG_UNMET),
    "unmet.take_out": in_area(own(Permission.LOG_UNMET)),
    "versions.restore": in_area(_LOAD),
    "versions.withdraw": in_area(_LOAD),
}
"""Each action by its module and name; after a colon, what else decides."""

OF_NO_AREA = {
    "agreements.switch": "of invented organisations alone",
    "exact_counts.project": "writes down what was seen",
    "exact_counts.take": "writes down what was seen",
    "exact_counts.view": "writes down what was seen",
    "contacts.change": "of an organisation",
    "entries.ask": "one's own",
    "entries.confirm": "one's own",
    "entries.settle": "of an organisation",
    "exports.iom": "writes down what was taken away",
    "ideas.writing.save_draft": "one's own",
    "kept_files.fetch": "changes nothing",
    "layouts.confirm": "of a sender",
    "localities.load_bundled": "what comes with the app, at its start",
    "links.revoke": "of an organisation",
    "links.send": "to an organisation",
    "links.send_again": "one's own",
    "mail.again": "changes no mail",
    "mail.read": "writes down what was read",
    "mail.take": "writes down what was taken away",
    "organisations.change": "of an organisation",
    "organisations.merge": "of organisations",
    "outcomes.key_result": "one's own",
    "outcomes.promise": "of a service, whose area is a text until services have coverage",
    "people.sign_out_everywhere": "one's own",
    "scoring.declare": "one's own",
    "staging.staged": "a part of accepting a return, which is asked before and after",
}
"""What a lead does that writes and is of no area, each with its reason; all else that writes is of one."""

ROUTES: dict[str, str] = {
    "/healthz": "whether the app can do its work, in a few words",
    "/metrics": "to this computer, or with its token: counts of the app's own work",
    "/assets/leaflet": "the scripts and styles of Leaflet",
    "/assets/map": "the script and style of our maps",
    "/assets/meeting": "the keys and the look of the meeting",
    "/assets/opened": "the script that brings into view what was opened",
    "/assets/link": "the script that takes a link’s token out of the address",
    "/geo/{name}": "outlines of wards: no counts",
    "/link": "the page on which a signed link is opened, by its button; nothing by being asked for",
    "/available": "once published: what is available, as everybody may see it; else a 404",
    "/available.pdf": "the same on two sides of paper",
    "/first-appointment": "once published: where somebody can be seen first; else a 404",
    "/first-appointment.pdf": "the same on one page for a court",
    "/apply/{slug}": "of a fund that is open to anyone: what it is for, a form that mails a link; else a 404",
    "/link/left": "the cookie of a link that is over, taken away",
}
"""Our own routes without version and hash, and what each gives to anybody who reaches the app."""


@dataclass(frozen=True, slots=True)
class Download:
    """A button that gives a file: how the code names it, how the file's name begins, and its page."""

    code: str
    file: str
    page: MenuItem
    needs: Permission | None = None
    """What it takes besides to open the page."""

    @property
    def name(self) -> str:
        """What stands for it in the document."""
        return f"`{self.file}…`" if self.file else self.code.removesuffix(" (")

    def names(self, label: str, file_name: str) -> bool:
        """Whether a button of that label and file is this one."""
        if label != OF_TABLES:
            return label.startswith(self.code)
        return bool(self.file) and file_name.removeprefix("ILLUSTRATIVE_").startswith(self.file)


OF_TABLES = "Download this table (xlsx)"
"""The label in `page.download`, by which every table is given; its callers are looked for instead."""
DOWNLOADS = (
    Download("hubs_and_offices", "hubs_and_offices", HUBS),
    Download("First appointment, one page (pdf)", "first_appointment", HUBS),
    Download("Template for travel times (xlsx)", "travel_times_template", HUBS),
    Download("services", "services", SERVICES),
    Download("available_services", "available_services", SERVICES),
    Download("What’s available, two sides (pdf)", "whats_available", SERVICES),
    Download("coverage", "coverage", SERVICES),
    Download("gaps", "gaps", GAPS),
    Download("draw_under", "iom_", IOM),
    Download("region_", "region_", REGION),
    Download("This sheet, one side of A4 (pdf)", "place_", PLACE),
    Download("draw_every_return", "referrals_", REFERRALS),
    Download("clocks_", "clocks_", REFERRALS),
    Download("clocks_in_bands_", "clocks_in_bands_", REFERRALS),
    Download("tracker_", "tracker_", REFERRALS),
    Download("actions", "actions", GAPS),
    Download("ideas_", "ideas_", IDEAS),
    Download("awards_", "awards_", IDEAS),
    Download("books_", "books_", IDEAS),
    Download("Minutes of this meeting (pdf)", "decisions_", IDEAS, Permission.DECIDE_IDEAS),
    Download("outcomes", "outcomes", OUTCOMES),
    Download("returns", "returns", RETURNS),
    Download("Service return template (xlsx)", "service_monthly_return", RETURNS),
    Download("IOM cohort template (xlsx)", "", RETURNS),
    Download("Download the rows that are late (csv)", "late_referrals_by_row", RETURNS),
    Download("Tracker template (xlsx)", "", RETURNS),
    Download("Needs template (xlsx)", "", RETURNS),
    Download("Fetch the kept file (", "", RETURNS),
    Download("These wards as a CSV to fill in", "localities_", LOCALITIES),
    Download("Download the mail (eml)", "", OUTBOX),
)
"""`code` is the beginning of the label, or of a table's `name`; else the function that draws it."""


def actions_in_code() -> set[str]:
    """`module.function` of every public action that takes a person."""
    return {name for layer in (actions, samples) for name in _actions_of(layer)}


def _actions_of(layer: ModuleType) -> Iterator[str]:
    for module in pkgutil.walk_packages(layer.__path__, f"{layer.__name__}."):
        loaded = importlib.import_module(module.name)
        for name, function in inspect.getmembers(loaded, inspect.isfunction):
            ours = function.__module__ == module.name and not name.startswith("_")
            # What opens an action is none itself.
            if ours and module.name != acting.__name__ and "person" in inspect.signature(function).parameters:
                short = module.name.removeprefix("probation_commission.").removeprefix("actions.")
                yield f"{short}.{name}"


def downloads_in_code() -> set[str]:
    """Every place in the code that offers a file, as `Download.code` names it."""
    files = [*(ROOT / "pages").glob("*.py"), *(ROOT / "probation_commission").rglob("*.py")]
    return {code for path in files for code in offered(ast.parse(path.read_text("utf-8")))} - {OF_TABLES}


def offered(tree: ast.AST, function: str = "") -> Iterator[str]:
    """What the code offers, by the words that it is called by there, or the function that it stands in."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            named = {word.arg: word.value for word in node.keywords}
            if node.func.attr == "download_button":
                yield _beginning(node.args[0] if node.args else named.get("label")) or function
            elif node.func.attr == "download":
                yield _beginning(named.get("name")) or function
        yield from offered(node, node.name if isinstance(node, ast.FunctionDef) else function)


def _beginning(words: ast.expr | None) -> str:
    """What a text begins with, as far as it stands in the code."""
    first = words.values[0] if isinstance(words, ast.JoinedStr) else words
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else ""


def document() -> str:
    """The matrix as docs/permissions.md has it."""
    pages = {f"{item.title}, `/{item.address}`": Needs(item.permission) for item in MENU}
    downloads = {
        f"{found.page.title}: {found.name}": Needs(found.needs or found.page.permission)
        for found in DOWNLOADS
    }
    routes = "\n".join(f"| `{path}` | {gives} | yes |" for path, gives in ROUTES.items())
    return f"""# Who may do what

Written by `{COMMAND}` from `domain/access.py` and `tests/permissions.py`; do
not change it by hand. Each cell is tried by `tests/test_permissions.py`, each page and download by
`tests/pages/test_every_page.py`. "Own" is what this person wrote; "all" is also what others wrote,
"others’" that alone; "yes" where nothing is anybody's own; "–" is refused. "In
their areas": a lead who is limited to some areas changes nothing of another.

Nobody who has neither signed in nor opened a signed link sees a page, does anything or is given a file.
Whoever opened one is an applicant of its organisation, for its purpose alone. How exact the counts are that a
page or a file holds is another question: [disclosure.md](disclosure.md).

## Actions

{_table("Action", {f"`{name}`": needs for name, needs in ACTIONS.items()})}

## Pages

{_table("Page", pages)}

## Downloads

Each stands on a page and is given to those who may open it.

{_table("File", downloads)}

## Routes

Without sign-in the app answers on this computer alone; else these answer anybody, since they hold no count.

| Route | What it gives | Anybody |
|---|---|---|
{routes}
"""


def _table(first: str, rows: Mapping[str, Needs]) -> str:
    head = ["|".join(["", f" {first} ", " Takes ", *(f" {name} " for name in PEOPLE), ""])]
    head.append("|---" * (len(PEOPLE) + 2) + "|")
    body = [
        "|".join(
            [
                "",
                f" {name} ",
                f" {_takes(needs)} ",
                *(f" {_cell(needs, who)} " for who in PEOPLE.values()),
                "",
            ]
        )
        for name, needs in rows.items()
    ]
    return "\n".join([*head, *body])


def _takes(needs: Needs) -> str:
    words = str(needs.permission or "nothing")
    words = f"{words}, in their areas" if needs.of_an_area else words
    return f"{words}; of others: {needs.of_others}" if needs.of_others else words


def _cell(needs: Needs, who: Person) -> str:
    if not needs.granted(who):
        return "–"
    if not needs.owned:
        return "yes"
    if needs.never_own:
        return "others’"
    return "all" if needs.allows(who, own=False) else "own"


if __name__ == "__main__":
    DOCUMENT.write_text(document(), encoding="utf-8")
