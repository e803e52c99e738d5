"""The menu: every page once, with the permission that its guard asks for."""

from dataclasses import dataclass
from pathlib import Path

from probation_commission.domain.access import Permission, Person
from probation_commission.domain.links import Purpose
from probation_commission.settings import ROOT


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A page: its file, its title, icon, permission and address."""

    path: str
    title: str
    icon: str
    permission: Permission
    address: str

    @property
    def name(self) -> str:
        """What the page is called in the log and among the app's counts: its file."""
        return Path(self.path).stem

    @property
    def file(self) -> str:
        """The absolute path, which works from any working directory."""
        return str(ROOT / self.path)


_SEE, _LOAD = Permission.SEE_PICTURE, Permission.LOAD_RETURNS

OVERVIEW = MenuItem("pages/overview.py", "Overview", ":material/home:", _SEE, "")
IOM = MenuItem("pages/iom.py", "IOM by ward", ":material/map:", Permission.SEE_IOM, "iom")
REGION = MenuItem("pages/region.py", "Region", ":material/hexagon:", Permission.SEE_IOM, "region")
HUBS = MenuItem("pages/hubs.py", "Hubs and offices", ":material/location_on:", _SEE, "hubs")
SERVICES = MenuItem("pages/services.py", "Services", ":material/handshake:", _SEE, "services")
GAPS = MenuItem("pages/gaps.py", "Gaps", ":material/grid_off:", _SEE, "gaps")
PLACE = MenuItem("pages/place.py", "One place", ":material/description:", _SEE, "place")
OUTCOMES = MenuItem("pages/outcomes.py", "Outcomes", ":material/flag:", Permission.SEE_OUTCOMES, "outcomes")
REFERRALS = MenuItem(
    "pages/referrals.py", "Referrals", ":material/conversion_path:", Permission.SEE_REFERRALS, "referrals"
)
IDEAS = MenuItem("pages/ideas.py", "Ideas", ":material/lightbulb:", Permission.SEE_IDEAS, "ideas")
SUBMIT_IDEA = MenuItem(
    "pages/submit_idea.py", "Send in an idea", ":material/edit_note:", Permission.SEND_IDEAS, "submit-idea"
)
RESULTS = MenuItem(
    "pages/results.py", "Key in results", ":material/edit_square:", Permission.KEY_RESULTS, "results"
)
ENTRY = MenuItem("pages/entry.py", "Your entry", ":material/fact_check:", Permission.CONFIRM_ENTRY, "entry")
MEETING = MenuItem("pages/meeting.py", "Meeting", ":material/cast:", Permission.SEE_MEETING, "meeting")
RETURNS = MenuItem("pages/returns.py", "Returns", ":material/upload_file:", _LOAD, "returns")
DATA = MenuItem("pages/data.py", "Data", ":material/inventory:", Permission.SEE_REFERRALS, "data")
RECONCILIATION = MenuItem(
    "pages/reconciliation.py", "Reconciliation", ":material/balance:", Permission.EXPLAIN, "reconciliation"
)
LOCALITIES = MenuItem(
    "pages/localities.py", "Localities", ":material/grid_view:", Permission.MANAGE_LOCALITIES, "localities"
)
AREAS = MenuItem("pages/areas.py", "Areas", ":material/globe_uk:", Permission.MANAGE_AREAS, "areas")
PEOPLE = MenuItem("pages/people.py", "People", ":material/group:", Permission.MANAGE_PEOPLE, "people")
ORGANISATIONS = MenuItem(
    "pages/organisations.py",
    "Organisations",
    ":material/corporate_fare:",
    Permission.MANAGE_ORGANISATIONS,
    "organisations",
)
AGREEMENTS = MenuItem(
    "pages/agreements.py", "Agreements", ":material/contract:", Permission.SEE_AGREEMENTS, "agreements"
)
OUTBOX = MenuItem("pages/outbox.py", "Outbox", ":material/outbox:", Permission.SEE_OUTBOX, "outbox")
ILLUSTRATIVE = MenuItem(
    "pages/illustrative.py",
    "Illustrative data",
    ":material/science:",
    Permission.MANAGE_SAMPLE,
    "illustrative",
)

# In the order of the sidebar. A page that is not here has no address, and a test compares each guard with its
# line.
MENU = (
    OVERVIEW,
    IOM,
    REGION,
    HUBS,
    SERVICES,
    GAPS,
    PLACE,
    REFERRALS,
    IDEAS,
    SUBMIT_IDEA,
    RESULTS,
    ENTRY,
    OUTCOMES,
    MEETING,
    RETURNS,
    DATA,
    RECONCILIATION,
    LOCALITIES,
    AREAS,
    ORGANISATIONS,
    AGREEMENTS,
    PEOPLE,
    OUTBOX,
    ILLUSTRATIVE,
)

BY_LINK = {Purpose.IDEAS: SUBMIT_IDEA, Purpose.RESULTS: RESULTS, Purpose.ENTRY: ENTRY}
"""The page on which somebody by link begins."""
_ELSEWHERE = {RESULTS: (SUBMIT_IDEA, OUTCOMES), ENTRY: (ORGANISATIONS,)}
"""Pages that have all of another one, and what leads have in the stead of what operators do."""


def offered_to(person: Person) -> list[MenuItem]:
    """The pages on a person's menu: all that they may open, but for those that another one has in it."""
    return [
        item
        for item in MENU
        if person.may(item.permission)
        and not any(person.may(other.permission) for other in _ELSEWHERE.get(item, ()))
    ]
