"""Every state of the app that a page's address alone does not show, a line each.

A new dialog, error, choice or empty state is registered here; `test_every_screen.py` does the rest.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from probation_commission.actions import explanations
from probation_commission.domain.access import Person, Role
from probation_commission.samples.agreements import PARTIES
from probation_commission.ui.menu import MENU, MenuItem
from tests import files
from tests.browser import settled
from tests.given.layouts import WIDE
from tests.given.people import as_csv, file_name
from tests.given.returns import lines_in_force

DURHAM, DARLINGTON, HARINGEY = "area=E06000047", "area=E06000005", "area=E09000014"
PETERLEE = "E05016188"
NO_WORKBOOK = ("letter.xlsx", b"Dear colleague, no figures this month.")
UNFAMILIAR = ("october.xlsx", files.workbook(WIDE))
SECOND_LEAD = Person("Second lead", Role.LEAD)
NO_WARDS = ("wards.csv", b"locality,ward\nWest,Nowhere\n")
A_MONTH = (
    "enfield.csv",
    b"area,month,ward,rag,count\nE09000010,2026-10,,Red,12\nE09000010,2026-10,,Amber,11\n",
)

LESS = ("haringey.csv", b"area,month,ward,rag,count\nE09000014,2023-05,,,61\n")
"""For the month of the real return, which has wards, RAGs, arrests and tags."""


A_REGISTER = (
    "register.csv",
    (
        b"Contract reference,Title,Supplier,Start date,End date,Contact name\n"
        b"EX-1,Mentoring for offenders,Example Mentoring,01/04/2026,31/03/2029,Jo Bloggs\n"
    ),
)
OTHER_REGISTER = ("other.csv", b"What it is,Who does it,From,To\nMentoring,Example Mentoring,01/04/2026,\n")


def as_it_opens(page: Page) -> None:
    """Nothing more is done."""


@dataclass(frozen=True, slots=True)
class State:
    """What it is called, the words by which one knows that it is reached, and the step that leads to it."""

    name: str
    shows: str
    step: Callable[[Page], None] = as_it_opens


@dataclass(frozen=True, slots=True)
class Visit:
    """States that are reached from one address, one after the other, each from the one before it."""

    address: str
    states: tuple[State, ...]
    role: Role = Role.LEAD
    empty: bool = False
    """Whether it is one of the app without illustrative data."""

    @property
    def name(self) -> str:
        """The first of its states."""
        return self.states[0].name

    @property
    def item(self) -> MenuItem:
        """The page whose address it is."""
        path = re.split(r"[/?]", self.address)[1]
        return next(item for item in MENU if item.address == path)


def view_as(page: Page, role: Role) -> None:
    """Choose a role in the sidebar, as local mode lets one."""
    page.get_by_role("combobox", name=re.compile("view as")).click()
    page.get_by_role("option", name=role.capitalize(), exact=True).click()
    # Until the choice has begun a run the page is settled, and still the one before's.
    page.wait_for_timeout(500)
    settled(page)


def as_member(page: Page) -> None:
    """Choose an invented organisation in the sidebar, as local mode lets one."""
    page.get_by_role("combobox", name="as a member of").click()
    page.get_by_role("option", name=PARTIES[0], exact=True).click()


def press(label: str) -> Callable[[Page], None]:
    """Press the button of that name."""
    return lambda page: page.get_by_role("button", name=label, exact=True).first.click()


def choose(label: str) -> Callable[[Page], None]:
    """Choose the one of several buttons beside each other."""
    return lambda page: page.get_by_role("radio", name=label, exact=True).first.click()


def unbound(page: Page) -> None:
    """Say that nothing binds this lead to what is shown, where they have not said so before."""
    asked = page.get_by_role("button", name=re.compile("^Nothing binds me"))
    if asked.is_visible():
        asked.click()
        expect(asked).to_have_count(0)


def tick(words: str) -> Callable[[Page], None]:
    """Tick what begins with these words."""
    return lambda page: page.get_by_role("checkbox", name=re.compile(f"^{words}")).first.check(force=True)


def unfold(words: str) -> Callable[[Page], None]:
    """Open what is folded away under these words."""
    return lambda page: page.locator("summary").filter(has_text=words).first.click()


def send(name: str, content: bytes) -> Callable[[Page], None]:
    """Send a file from this desk into the page's first field for one."""

    def sent(page: Page) -> None:
        file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
        page.locator('[data-testid="stFileUploader"] input').first.set_input_files([file])

    return sent


def send_people(page: Page) -> None:
    """Send a list of people; made here, so that no constant of the tests holds its words."""
    send(file_name(".csv", ""), as_csv())(page)


def keep_after_another(page: Page) -> None:
    """Keep an explanation of a line that somebody else has explained meanwhile, in the same store."""
    field = page.get_by_role("textbox", name="What explains this?").first
    field.fill("Counted before one of them left.")
    # Left before the other one comes: a field that is left by the click draws the page anew under it.
    field.blur()
    page.wait_for_timeout(500)
    settled(page)
    lines = lines_in_force()
    for line in lines[lines.area_code == "E09000014"].itertuples():
        explanations.explain(SECOND_LEAD, line.return_id, line.code, "Counted on another day.")
    press("Keep this explanation")(page)


def turn(page: Page) -> None:
    """Go on to the next screen of the meeting."""
    page.get_by_role("button", name=re.compile("^On")).click()


def to_people(page: Page) -> None:
    """Go to the people page, which an admin's menu alone has."""
    _by_menu(page, "People")


def to_areas(page: Page) -> None:
    """Go to the page of areas, which an admin's menu alone has."""
    _by_menu(page, "Areas")


def to_illustrative(page: Page) -> None:
    """Go to the page of illustrative data, which an admin's menu alone has."""
    _by_menu(page, "Illustrative data")


def _by_menu(page: Page, title: str) -> None:
    page.get_by_test_id("stSidebarNav").get_by_role("link", name=title).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


VISITS = (
    Visit(
        f"/iom?{DURHAM}&month=2026-10&ward={PETERLEE}",
        (
            State("a ward chosen", "Peterlee, County Durham"),
            State("where a figure comes from", "loaded by", press("Where does this come from?")),
        ),
    ),
    Visit(f"/iom?{DURHAM}&level=localities", (State("the cohort by locality", "Every locality of"),)),
    Visit(f"/iom?{DURHAM}", (State("the cohort as a viewer sees it", "in bands"),), role=Role.VIEWER),
    Visit(
        f"/iom?{DURHAM}&map=change",
        (State("what has changed, as a viewer sees it", "U up, D down"),),
        role=Role.VIEWER,
    ),
    Visit(f"/iom?{HARINGEY}&month=2023-05", (State("a month of which not all is on the map", "are not"),)),
    Visit(
        "/region?region=J&month=2023-05&shape=hexagons&measure=cost_per_offence.before.2023Q1",
        (State("boroughs compared, on hexagons", "Boroughs compared"),),
    ),
    Visit(
        "/region?region=A&month=2026-10&by=units&one=county-durham-and-darlington",
        (State("the units of a region as a viewer sees them", "Every PDU of"),),
        role=Role.VIEWER,
    ),
    Visit(
        "/people",
        (State("an address that is no page of this role", "As applicant, you may not"),),
        role=Role.APPLICANT,
    ),
    Visit(
        f"/services?{DURHAM}&service=personal-wellbeing-durham",
        (
            State("a service whose places lie elsewhere", "Delivery places outside the area"),
            State("a service, to be changed", "Reason: who said so", choose("The service")),
            State("a service changed without a reason", "Write the reason", press("Save the service")),
        ),
    ),
    Visit(
        f"/services?view=map&{DURHAM}&service=example-navigators",
        (State("a roll-out on the map", "delayed in"),),
    ),
    Visit(
        "/services?service=example-housing",
        (
            State("the steps of a mobilisation", "What shows that it is done", choose("Mobilisation")),
            State("the issues of a contract", "Two reports in a row", choose("Issues")),
            State("the service levels of a contract", "8 of 10", choose("Service levels")),
            State("what a start costs", "it is no invoice", choose("Cost")),
            State("who is in a contract", "One that has left", choose("Who is in it")),
            State("a party without a reason", "Write the reason", press("Add it to the contract")),
        ),
    ),
    Visit(
        "/services?view=map&area=any&service=iom-mental-health",
        (State("a service whose areas no source names", "by borough not known"),),
    ),
    Visit("/services?view=map", (State("services by authority", "By ward: choose one"),)),
    Visit("/services?view=time", (State("the days of contracts", "From each contract to the one"),)),
    Visit(
        "/services?view=register",
        (
            State("no register yet", "whatever they are headed"),
            State("a register, read", "may be a service for people on probation", send(*A_REGISTER)),
            State("a row ticked", "Choose the authority that these contracts are for", tick("Mentoring")),
        ),
    ),
    Visit(
        "/services?view=register",
        (
            State("a register of other headings", "Say which column is the title", send(*OTHER_REGISTER)),
            State("no register at all", "No contract register was found", send(*NO_WARDS)),
        ),
    ),
    Visit(
        "/gaps",
        (State("what is missing in all home areas", "Each is of men and women together"),),
        empty=True,
    ),
    Visit(
        f"/gaps?{DURHAM}&cell=Finance%2C+Benefits+and+Debt%7CE06000047%7Cmen",
        (State("the reasons of a gap", "In custody only"),),
    ),
    Visit(
        f"/gaps?{HARINGEY}&group=IOM+nominals",
        (State("what is missing for one group, as a viewer sees it", "to come"),),
        role=Role.VIEWER,
    ),
    Visit("/services?view=open", (State("what is available", "known to run"),), role=Role.PARTNER),
    Visit(
        "/services?view=open&pathway=Accommodation",
        (
            State("what a lead may publish", "Publish this page"),
            State("what strangers will see", "Strangers see every service", unfold("Publish this page")),
        ),
    ),
    Visit(
        "/referrals?area=CDD",
        (State("the referrals of one area", "By month"),),
    ),
    Visit(
        "/referrals?view=clocks", (State("no report of RaM", "up to six months of referrals"),), empty=True
    ),
    Visit(
        "/referrals?view=key-in&of-service=example-housing&of-month=2026-10",
        (State("a month to key in", "Months without a return"),),
    ),
    Visit(
        "/referrals?view=trackers&area=E06000047",
        (State("the trackers of an area", "How many are released to no address?"),),
    ),
    Visit(
        "/referrals?view=trackers&area=E06000047",
        (State("the trackers in bands", "in bands; none before it is over"),),
        role=Role.VIEWER,
    ),
    Visit(
        f"/gaps?view=log&{DURHAM}&of-quarter=2026-07",
        (
            State("unmet demand of no organisation", "which organisation you belong to"),
            State("unmet demand to count", "Why they got none", as_member),
            State("a line without its fields", "Choose a pathway.", press("Count it")),
        ),
    ),
    Visit(
        "/ideas?idea=7",
        (
            State("the question of a conflict", "Does anything bind you to"),
            State("a conflict without words", "in a few words", press("I have a conflict of interest")),
            State("an idea to be scored", "Your scores", press("Nothing binds me: open it")),
            State("scores without reasons", "Score", press("Put in my scores")),
        ),
    ),
    Visit(
        "/ideas?idea=3",
        (
            State("an idea opened", "Where it would land", unbound),
            State("what a decision does", "What this does", choose("Approve")),
            State("an approval without its reason", "Write the reason", press("Make this decision: approve")),
        ),
    ),
    Visit("/ideas?idea=1", (State("an award that is delivered", "Its service in the directory"),)),
    Visit(
        "/ideas?idea=2",
        (
            State(
                "an award before its agreement",
                "Who sends people, and how",
                unfold("Before the agreement"),
            ),
        ),
    ),
    Visit("/ideas?view=list", (State("ideas as a list", "Choose a row to open the idea"),)),
    Visit("/ideas?view=map", (State("ideas on the map", "Where each would land"),)),
    Visit("/ideas?view=compare", (State("nothing to compare", "Choose two to four ideas"),)),
    Visit(
        "/ideas?view=compare&compare=3,5,6",
        (
            State("ideas side by side", "Cost a person", unbound),
            State("more than the pot", "would leave", tick("Women’s breakfast")),
        ),
    ),
    Visit(
        "/ideas?view=deciding",
        (
            State("the decision meeting", "A private session"),
            State("ideas by score against the pot", "Decide on one", unbound),
        ),
    ),
    Visit(
        "/ideas?view=money",
        (
            State("the books of a fund", "Entries"),
            State("a payment to write down", "Which award", unfold("Write down a payment")),
        ),
    ),
    Visit(
        "/ideas?view=fund",
        (
            State("a fund as it is", "How ideas are scored"),
            State("a fund to change", "Smallest ask", choose("Change it")),
            State("its criteria", "What ideas are scored by", choose("Criteria")),
            State("its own questions", "Asked besides the usual questions", choose("Questions")),
            State("its assessors", "Assessors; nobody chosen", choose("Assessors")),
            State("a fund to copy", "Copy", choose("Copy, or a new one")),
            State("the history of a fund", "What was changed", choose("History")),
        ),
    ),
    Visit("/ideas?tell=all", (State("who will read what", "Once they are sent"),)),
    Visit("/hubs?place=example-hub-east", (State("the card of a hub", "When an officer is away"),)),
    Visit("/hubs?place=example-hub-women", (State("a confidential card", "Confidential, for leads alone"),)),
    Visit("/hubs?open=3&for=women+only", (State("places open to women on Thursdays", "places: open on"),)),
    Visit("/hubs?pathway=Accommodation", (State("places with a service of a pathway", "with a service of"),)),
    Visit(f"/place?ward={PETERLEE}", (State("a ward on one sheet", "By RAG nothing is shown"),)),
    Visit(
        f"/place?ward={PETERLEE}",
        (State("a ward as a partner may see it", "no figure of the IOM cohort"),),
        role=Role.PARTNER,
    ),
    Visit("/place?ward=E05000268", (State("what an old ward became", "was a ward of Haringey until"),)),
    Visit("/hubs?view=week", (State("the week of the hubs", "Who may see this"),)),
    Visit("/hubs?view=compare", (State("hubs side by side", "the most: 6 of 6"),)),
    Visit("/hubs?view=first", (State("a first appointment", "Lives in or near"),)),
    Visit("/hubs?view=reach", (State("who is in reach of a hub", "farther than 5 miles"),)),
    Visit(
        "/hubs?view=change",
        (
            State("a new place", "Who meets people there"),
            State("without a name", "Give it a name", press("Save the place")),
        ),
    ),
    Visit(
        "/submit-idea?question=check",
        (State("an idea that can't be sent in yet", "Not sent in yet", press("Send in this idea")),),
        role=Role.PARTNER,
    ),
    Visit(
        "/outcomes",
        (
            State(
                "a service's promise, to be written down",
                "Where it is written",
                unfold("Write down what a service has promised"),
            ),
        ),
    ),
    Visit(
        f"/meeting?screen=2&{DURHAM}&ward={PETERLEE}",
        (
            State("a ward chosen on the wall", "Peterlee, County Durham"),
            State("services on the wall", "named with each service on its page", turn),
            State("referrals on the wall", "the latest loaded on", turn),
            State("ideas on the wall", "asks for £", turn),
            State("outcomes on the wall", "what partners keyed in", turn),
        ),
    ),
    Visit(
        "/returns",
        (
            State("a withdrawal, asked", "Why is it withdrawn?", press("Withdraw")),
            State("a withdrawal without its reason", "Write the reason", press("Withdraw this version")),
            State("a refused file", "This file can’t be accepted: 1 problem", send(*NO_WORKBOOK)),
            State("a list of people, let go of", "nothing of it was kept in memory", send_people),
            State("columns that nobody knows", "What is what in this file?", send(*UNFAMILIAR)),
            State("a file understood", "What was understood", send(*A_MONTH)),
            State("a file with less than what is in force", "less than before", send(*LESS)),
        ),
    ),
    Visit(
        f"/reconciliation?{HARINGEY}&month=2023-05",
        (
            State("the cells of a line", "Summary!", unfold("The cells, with what is")),
            State(
                "an explanation without words",
                "Write what explains it first",
                press("Keep this explanation"),
            ),
            State("two people in conflict", "explained this line after you opened it", keep_after_another),
        ),
    ),
    Visit(
        "/localities",
        (
            State("localities to import", "These wards as a CSV", unfold("Import from a file")),
            State("localities that can't be imported", "This file can’t be used", send(*NO_WARDS)),
        ),
    ),
    Visit(
        "/",
        (
            State("who has access", "Nobody has been given access yet", to_people),
            State("what each role may do", "See what", unfold("What each role")),
            State("access that can't be given", "e-mail address", press("Give access")),
            State("the areas that are covered", "authorities are covered", to_areas),
        ),
        role=Role.ADMIN,
    ),
    Visit(
        "/",
        (
            State("what goes and what stays", "What stays", to_illustrative),
            State(
                "the illustrative data, asked whether it goes", "undone", press("Remove illustrative data")
            ),
        ),
        role=Role.ADMIN,
    ),
    Visit(
        "/data",
        (
            State("what is expected of senders", "unless somebody said another day"),
            State("of whom nothing is expected", "None for a year", unfold("Nothing is expected of")),
            State("what is expected, to be changed", "Due by working day", unfold("What is expected:")),
            State("a change that is none", "Nothing is written otherwise", press("Save what is expected")),
        ),
    ),
    Visit("/data", (State("what a partner sees of data", "services’ returns"),), role=Role.PARTNER),
    Visit("/data", (State("no return yet", "so none is expected"),), empty=True),
    Visit(
        "/referrals?service=example-wellbeing",
        (
            State(
                "what happened, to be written down", "Day, or the first", unfold("Write down what happened")
            ),
            State("an event about nothing", "Choose what it is about", press("Put it on the charts")),
        ),
    ),
    Visit(
        "/gaps?view=actions&actions=all",
        (
            State("the actions", "2 actions are open, 1 of them overdue."),
            State("an action that is done", "Example Housing takes IOM nominals", unfold("Done (1)")),
            State("one action to be changed", "Which action", unfold("Change an action")),
        ),
    ),
    Visit("/gaps?view=actions", (State("no action yet", "Nobody has written down an action"),), empty=True),
    Visit("/agreements", (State("the agreements", "Write one down, or change it"),), role=Role.ADMIN),
    Visit(
        "/",
        (State("nothing illustrative", "every figure in the app is real", to_illustrative),),
        role=Role.ADMIN,
        empty=True,
    ),
    Visit(
        f"/meeting?screen=2&{DARLINGTON}",
        (State("an area without a return on the wall", "No IOM return has been received"),),
        empty=True,
    ),
)
