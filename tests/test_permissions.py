"""Each cell of the permission matrix, tried; and nothing stands in the code that is not in it."""

import ast
import importlib
import itertools
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest
from sqlalchemy import func, select
from starlette.applications import Starlette

from app import app as launched
from probation_commission.actions import (
    agreements,
    aliases,
    areas,
    award_services,
    awards,
    contacts,
    contracts,
    directory,
    entries,
    events,
    exact_counts,
    explanations,
    exports,
    follow_ups,
    funds,
    gaps,
    hubs,
    ideas,
    kept_files,
    keyed_returns,
    layouts,
    ledger,
    links,
    localities,
    mail,
    organisations,
    outcomes,
    outlines,
    people,
    place_sheets,
    public_pages,
    registers,
    retention,
    returns,
    rule_file,
    rules,
    scoring,
    staging,
    travel,
    unmet,
    versions,
)
from probation_commission.actions import (
    expected as expected_returns,
)
from probation_commission.actions.refusals import RefusedError
from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.rules import Rule
from probation_commission.domain import days
from probation_commission.domain.access import NotAllowedError, Permission, Person, Role
from probation_commission.domain.awards import AwardTerms
from probation_commission.domain.contracts import (
    ContractChange,
    Issue,
    ServiceChange,
    ServiceLevel,
    ServicePlace,
    Step,
)
from probation_commission.domain.days import today
from probation_commission.domain.events import Event, EventKind
from probation_commission.domain.expected import Expected
from probation_commission.domain.follow_ups import FollowUp, FollowUpSubject
from probation_commission.domain.funds import USUAL_WORDS, Criterion, FundQuestion
from probation_commission.domain.gaps import GapCell, GapGroup, OutsideService
from probation_commission.domain.hubs import Closure, HubDetails, HubKind, ServiceHere, Session
from probation_commission.domain.ideas import MOVES, NEEDS_REASON, OF_ITS_OWNER, Stage
from probation_commission.domain.keyed import KeyedMonth
from probation_commission.domain.ledger import EntryKind
from probation_commission.domain.links import Purpose
from probation_commission.domain.organisations import OrganisationDetails
from probation_commission.domain.outcomes import Promise, PromiseSubject, Result
from probation_commission.domain.places import Alias
from probation_commission.domain.public_pages import PublicPage
from probation_commission.domain.registers import RegisterReading
from probation_commission.domain.returns import Kind
from probation_commission.domain.unmet import UnmetLine, UnmetQuarter, UnmetReason, quarter_of
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.geography.outlines import current_sets
from probation_commission.samples import idea_steps, loading
from probation_commission.settings import settings
from probation_commission.store import database
from probation_commission.store import directory as directory_store
from probation_commission.store import events as events_store
from probation_commission.store import follow_ups as follow_ups_store
from probation_commission.store import funds as funds_store
from probation_commission.store import gaps as gaps_store
from probation_commission.store import ledger as ledger_store
from probation_commission.store import outcomes as outcomes_store
from probation_commission.store.tables import return_
from probation_commission.ui.menu import MENU
from probation_commission.views import meeting, opened
from probation_commission.views.maps.base import BROWSER_URL, LEAFLET_URL
from probation_commission.web import links as link_page
from tests.given.agreements import now
from tests.given.ideas import ANNA, NOON, POT, WHOLE, decided_on, declared, pot, put_on, stored
from tests.given.links import by_link, letter
from tests.given.organisations import member, organisation
from tests.given.scoring import given, scored_fund, scores
from tests.permissions import (
    ACTIONS,
    COMMAND,
    DOCUMENT,
    DOWNLOADS,
    OF_NO_AREA,
    PEOPLE,
    ROUTES,
    Needs,
    actions_in_code,
    document,
    downloads_in_code,
    offered,
)
from tests.web.asking import asked

LEAD = PEOPLE["Lead"]
DURHAM = gazetteer().ward_set(gazetteer().authority("County Durham"), date(2026, 10, 1))
OCTOBER, NOVEMBER, TODAY = date(2026, 10, 1), date(2026, 11, 1), date(2026, 11, 22)
Attempt = Callable[[Person, Person], object]
"""An action tried by the first person, with something that is the second's where it can be somebody's."""


class UntouchedError(Exception):
    """Nothing was refused, and what is somebody else's was neither shown nor changed."""


def past_the_door(words: str) -> AbstractContextManager:
    """What was asked for can't be done by anybody; that this is said shows that the person may ask."""
    return pytest.raises(RefusedError, match=words)


def refused_later(words: str, action: Callable[..., object], *args: object, **named: object) -> Attempt:
    """An attempt that gets as far as a refusal which has nothing to do with who asks."""

    def attempt(person: Person, _owner: Person) -> None:
        with past_the_door(words):
            action(person, *args, **named)

    return attempt


def done(action: Callable[..., object], *args: object) -> Attempt:
    """An attempt that does something."""
    return lambda person, _owner: action(person, *args)


def published_and_taken_back(person: Person, _owner: Person) -> None:
    """A page opened by somebody, and as it was before for the next."""
    public_pages.publish(person, PublicPage.FIRST)
    public_pages.unpublish(LEAD, PublicPage.FIRST)


def move_to(to: Stage) -> Attempt:
    """Take an idea of the owner from where it must stand to that stage."""
    before = next(start for start, end in MOVES if end is to)

    def attempt(person: Person, owner: Person) -> None:
        reason = "It is good." if to in NEEDS_REASON else ""
        award = 100 if to is Stage.APPROVED else None
        ideas.move(person, _open_to(person, before, owner), to, reason=reason, award_pence=award)

    return attempt


def _open_to(person: Person, stage: Stage, owner: Person) -> int:
    """An idea of the owner that stands there; the person has declared that nothing binds them."""
    number = put_on(stage, owner)
    declared(number, person)
    return number


def _awarded(stage: Stage, owner: Person) -> tuple[int, int]:
    """An idea of the owner with £2 awarded, agreed and £1 paid; its number, and that of the payment."""
    number = put_on(stage, owner)
    kinds = {EntryKind.COMMITTED: 200, EntryKind.AGREED: 200, EntryKind.PAID: 100}
    with database.write() as conn:
        for kind, pence in kinds.items():
            entry = ledger_store.NewLedgerEntry(POT.slug, number, kind, pence, NOON.date(), NOON)
            last = ledger_store.put(conn, LEAD, entry)
    return number, last


def settle_terms(person: Person, owner: Person) -> None:
    """Settle the terms of an approved idea of the owner."""
    awards.settle(person, put_on(Stage.APPROVED, owner), AwardTerms.in_idea(WHOLE))


def write_in_books(person: Person, owner: Person) -> None:
    """Pay the rest of an award of the owner."""
    number, _ = _awarded(Stage.DELIVERING, owner)
    ledger.write_down(person, number, EntryKind.PAID, "1", on=NOON.date())


def reverse_entry(person: Person, owner: Person) -> None:
    """Reverse a payment to the owner."""
    ledger.reverse(person, _awarded(Stage.DELIVERING, owner)[1], "a slip")


def save_draft(person: Person, owner: Person) -> None:
    number = put_on(Stage.DRAFT, owner)
    kept = stored(number)
    ideas.save_draft(person, WHOLE, last_change=kept.changed_at if owner == person else None)
    if stored(number).changed_at == kept.changed_at:
        raise UntouchedError


def of_untold(act: Callable[[Person, int], object]) -> Attempt:
    """Something that is done to a decision of which the owner was not told."""

    def attempt(person: Person, owner: Person) -> None:
        act(person, decided_on(Stage.ELIGIBLE, Stage.DECLINED, owner))

    return attempt


def sent_to_another_fund(person: Person, owner: Person) -> None:
    pot(replace(POT, slug="other"))
    ideas.send_to_fund(person, _open_to(person, Stage.ELIGIBLE, owner), "other", reason="It is too large.")


def key_in_idea(person: Person, _owner: Person) -> None:
    ideas.key_in(person, WHOLE, organisation("Example Charity"))


def list_own(person: Person, owner: Person) -> None:
    number = put_on(Stage.SUBMITTED, owner)
    if number not in [kept.id for kept in ideas.own(person)]:
        raise UntouchedError


def key_result(person: Person, owner: Person) -> None:
    outcomes.key_result(person, Result(_promised(owner), NOVEMBER, 2, None), TODAY)


def correct_result(person: Person, owner: Person) -> None:
    promise = _promised(owner)
    result = Result(promise, NOVEMBER, 2, None, "a slip")
    with database.write() as conn:
        outcomes_store.keep_result(conn, owner, result, correction=False)
    outcomes.correct_result(person, result, TODAY)


def _promised(owner: Person) -> int:
    kept = stored(put_on(Stage.APPROVED, owner))
    kept = replace(kept, idea=replace(kept.idea, starts=NOVEMBER))
    with database.write() as conn:
        return outcomes_store.add_promise(conn, ideas.promise_of(kept, NOON.date()))


def judged(action: Callable[..., object]) -> Attempt:
    """Score an idea of the owner, or write a note, after it was said that nothing binds them."""

    def attempt(person: Person, owner: Person) -> None:
        with database.read() as conn:
            criteria = funds_store.criteria(conn, POT.slug)
        criteria = criteria or scored_fund(1)
        number = put_on(Stage.SCORING, owner)
        if person.may(Permission.ASSESS_IDEAS) and owner != person:
            given(person, number, criteria, 2) if not person.areas else scoring.declare(person, number)
        words = "We agreed." if action is scoring.moderate else scores(criteria, 3)
        action(person, number, words)

    return attempt


def put_rule(person: Person, _owner: Person) -> None:
    with database.write() as conn:
        rules.put(conn, person, Rule(Audience.PUBLIC, 10, date(2040, 1, 1)))


def of_sample(action: Callable[[Person], object]) -> Attempt:
    """Load the examples, of which each part is left out here."""

    def attempt(person: Person, _owner: Person) -> None:
        with pytest.MonkeyPatch.context() as patch:
            parts = "hubs", "iom", "services", "real", "ideas", "promises"
            for part in (f"_load_{name}" for name in parts):
                patch.setattr(loading, part, lambda _person: "")
            action(person)

    return attempt


def build(person: Person, _owner: Person) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(outlines, "_postcodes", list)
        outlines.build(person, settings().home, ())


def accept(person: Person, _owner: Person) -> None:
    faulty = returns.check(LEAD, b"Dear colleague", "letter.xlsx")
    with past_the_door("."):
        returns.accept(person, faulty)


def check_again(person: Person, _owner: Person) -> None:
    returns.check_again(person, returns.check(LEAD, b"Dear colleague", "letter.xlsx"))


def staged(person: Person, _owner: Person) -> None:
    with staging.staged(person, [], None):
        pass


def keyed(action: Callable[..., object], provider: str = "", **named: object) -> Attempt:
    """An attempt on a service of the person's own organisation, or of the one that is named."""

    def attempt(person: Person, _owner: Person) -> None:
        own = member(person, "Some Trust") if not person.link else person
        provided_by(provider or "Some Trust")
        month = KeyedMonth("keyed", "E06000047", OCTOBER, {"received": 3, "started": 10_000_000})
        with suppress(RefusedError):
            action(own, month, **named)

    return attempt


def provided_by(provider: str) -> None:
    """A service of that organisation, and of no other any more."""
    words = ("funder", "contract", "pathway", "for_whom", "area", "as_of", "note", "source")
    row = {**dict.fromkeys(words, ""), "slug": "keyed", "name": "Keyed", "provider": provider}
    organisation(provider)
    with database.write() as conn:
        directory_store.put_invented_services(conn, [{**row, "status": "live"}])


def counted(action: Callable[..., object], *args: object, **named: object) -> Attempt:
    """An attempt on the unmet demand that somebody's organisation counted."""

    def attempt(person: Person, owner: Person) -> None:
        mine = member(person, "Some Trust") if not person.link else person
        theirs = mine.organisation_id if owner is person else organisation("Another Trust")
        first = quarter_of(days.today())
        try:
            with suppress(RefusedError):
                action(mine, UnmetQuarter(theirs or 0, "E06000047", first), *args, **named)
        except NotAllowedError as refusal:
            if str(refusal) == unmet.NOT_YOURS:
                raise UntouchedError from refusal
            raise

    return attempt


A_LINE = UnmetLine("Accommodation", UnmetReason.FULL)


def send_link(person: Person, _owner: Person) -> None:
    with past_the_door("no such organisation"):
        links.send(person, 0, Purpose.IDEAS, days=7, mailbox="office@example.org", letter=letter)


def send_link_again(person: Person, _owner: Person) -> None:
    if person.link:
        links.send_again(person, letter=letter)
        return
    with past_the_door("did not come by a link"):
        links.send_again(person, letter=letter)


def as_member(action: Callable[..., object], *args: object) -> Attempt:
    """An attempt of somebody whose organisation is a party of an agreement in force."""

    def attempt(person: Person, _owner: Person) -> None:
        number = person.organisation_id or organisation("Some Trust")
        one = agreements.add(PEOPLE["Admin"], now(number, name=f"Of {person.name}"))
        action(person if person.link else replace(person, organisation_id=number), *args, under=(one.id,))

    return attempt


NAMELESS = HubDetails("", HubKind.COMMUNITY, "", "E06000047")
SESSION = Session(3, time(10), time(16))
SHUT = Closure(TODAY, None, "works")
NOWHERE = Alias("E06000047", DURHAM.key, "nowhere", "E05016188", "nobody", NOON)
FAULTY_PROMISE = Promise(
    "Example Provider",
    PromiseSubject.SERVICE,
    "ete-ne",
    "",
    "",
    "percent",
    40,
    0,
    OCTOBER,
    OCTOBER,
    "contract, page 4",
)

NO_REGISTER = b"title,supplier,end date\n"
A_COHORT = Expected(Kind.IOM, "", "E06000047")
AN_EVENT = Event(OCTOBER, EventKind.CAMPAIGN, "")
A_CELL = GapCell("Accommodation", "E06000047", GapGroup.MEN)
NO_ACTION = FollowUp("", "", OCTOBER, FollowUpSubject.GAP, A_CELL.key, "E06000047")
NO_OUTSIDE = OutsideService(A_CELL, "", "", OCTOBER)
NO_ROWS = registers.RegisterChoice("Example Council", None, "E06000047", {})
ATTEMPTS: dict[str, Attempt] = {
    "agreements.add": refused_later("Choose at least one organisation", agreements.add, now()),
    "agreements.change": refused_later("no such agreement", agreements.change, 0, now()),
    "agreements.end": refused_later("no such agreement", agreements.end, 0),
    "agreements.everyone": done(agreements.everyone),
    "agreements.in_force": done(agreements.in_force),
    "agreements.switch": refused_later(
        "no such agreement", lambda person: agreements.switch(person, 0, on=True)
    ),
    "areas.add": refused_later("no local authority", areas.add, ["Nowhere"]),
    "areas.load_residents": refused_later("No table", areas.load_residents, ("residents.csv", b"a,b\n1,2\n")),
    "areas.take_out": refused_later("no local authority", areas.take_out, "Nowhere"),
    "entries.ask": refused_later("which organisation you|Write what is different", entries.ask, ""),
    "entries.asked": done(entries.asked),
    "entries.confirm": refused_later("which organisation you|nothing of your", entries.confirm),
    "entries.settle": refused_later("Say why", lambda person: entries.settle(person, 0, taken_up=False)),
    "events.add": refused_later("Choose what it is about", events.add, AN_EVENT),
    "events.take_back": refused_later("not here any more", events.take_back, 0, "why"),
    "expected.change": refused_later("Nothing is written otherwise", expected_returns.change, A_COHORT),
    "expected.due_today": done(expected_returns.due_today),
    "expected.mailboxes": done(expected_returns.mailboxes),
    "expected.put_mail": refused_later("is in", expected_returns.put_mail, A_COHORT.key, None),
    "expected.remind": done(expected_returns.remind, None),
    "follow_ups.add": refused_later("Write what is to be done", follow_ups.add, NO_ACTION),
    "follow_ups.change": refused_later(
        "not here any more", lambda person: follow_ups.change(person, 0, text="", owner="", due=OCTOBER)
    ),
    "follow_ups.finish": refused_later("not here any more", follow_ups.finish, 0),
    "follow_ups.history": done(follow_ups.history, 0),
    "follow_ups.reopen": refused_later("not here any more", follow_ups.reopen, 0),
    "follow_ups.take_back": refused_later("not here any more", follow_ups.take_back, 0, "why"),
    "funds.asked.may_assess": done(funds.may_assess),
    "funds.asked.put_assessors": refused_later("Nothing is different", funds.put_assessors, POT.slug, []),
    "funds.asked.put_criterion": refused_later(
        "what ideas are scored by", funds.put_criterion, POT.slug, Criterion(0, "", 1, USUAL_WORDS)
    ),
    "funds.asked.put_question": refused_later(
        "Write the question", funds.put_question, POT.slug, FundQuestion(0, "")
    ),
    "funds.asked.take_out_criterion": refused_later("was taken out", funds.take_out_criterion, POT.slug, 0),
    "funds.asked.take_out_question": refused_later("was taken out", funds.take_out_question, POT.slug, 0),
    "funds.fund.add": refused_later("the first day", funds.add, POT),
    "funds.fund.change": refused_later("Nothing is different", funds.change, POT),
    "funds.fund.copy": refused_later("the first day", funds.copy, POT.slug, "Next", None, None),
    "funds.fund.history": done(funds.history, POT.slug),
    "gaps.add_note": refused_later("Write the note", gaps.add_note, A_CELL, ""),
    "gaps.add_outside": refused_later("Write what the service", gaps.add_outside, NO_OUTSIDE),
    "gaps.delete_note": refused_later("not here any more", gaps.delete_note, 0),
    "gaps.notes": done(gaps.notes, A_CELL),
    "gaps.take_back_outside": refused_later("not here any more", gaps.take_back_outside, 0, "why"),
    "place_sheets.shown.for_anybody": done(place_sheets.for_anybody, [], date(2026, 11, 27)),
    "public_pages.publish": published_and_taken_back,
    "public_pages.unpublish": refused_later("is not published", public_pages.unpublish, PublicPage.FIRST),
    "hubs.add": refused_later("Give it a name", hubs.add, NAMELESS, "why"),
    "hubs.change": refused_later("not in the directory", hubs.change, "nowhere", NAMELESS, "why"),
    "hubs.confirm": refused_later("not in the directory", hubs.confirm, "nowhere"),
    "hubs.put_closure": refused_later("not in the directory", hubs.put_closure, "nowhere", SHUT),
    "hubs.confirm_point": refused_later("not in the directory", hubs.confirm_point, "nowhere"),
    "hubs.put_at_postcode": refused_later("not in the directory", hubs.put_at_postcode, "nowhere"),
    "hubs.put_point": refused_later("not in the directory", hubs.put_point, "nowhere", 54.7, -1.5),
    "hubs.put_service": refused_later(
        "not in the directory", hubs.put_service, "nowhere", ServiceHere("none"), "why"
    ),
    "hubs.put_session": refused_later("not in the directory", hubs.put_session, "nowhere", SESSION),
    "hubs.take_out_closure": refused_later("not in the directory", hubs.take_out_closure, "nowhere", 1),
    "hubs.take_out_session": refused_later("not in the directory", hubs.take_out_session, "nowhere", 1),
    "hubs.where_it_is": refused_later("not in the directory", hubs.where_it_is, "nowhere"),
    "entries.overdue": done(entries.overdue),
    "entries.send_questions": done(entries.send_questions, None),
    "entries.unanswered": done(entries.unanswered),
    "travel.everything": done(travel.everything),
    "travel.load": refused_later("No row of headings", travel.load, "times.csv", b"a,b"),
    "travel.take_back": refused_later("taken back meanwhile", travel.take_back, 0),
    "contacts.change": refused_later("no such organisation", contacts.change, 0, []),
    "contacts.of": done(contacts.of, 0),
    "contracts.changes.change_contract": refused_later(
        "No such service", contracts.change_contract, "none", ContractChange(), "because"
    ),
    "contracts.changes.change_service": refused_later(
        "No such service", contracts.change_service, "none", ServiceChange("men"), "because"
    ),
    "contracts.changes.cover": refused_later(
        "No such service", contracts.cover, "none", ServicePlace("E06000047"), "because"
    ),
    "contracts.changes.history": refused_later("No such service", contracts.history, "none"),
    "contracts.changes.notes": refused_later("No such service", contracts.notes, "none"),
    "contracts.changes.take_out_place": refused_later(
        "No such service", contracts.take_out_place, "none", "E06000047", "", "because"
    ),
    "contracts.managing.add_party": refused_later(
        "No such service", contracts.add_party, "none", "Example", "prime", "because"
    ),
    "contracts.managing.costs": refused_later("No such service", contracts.costs, "none"),
    "contracts.managing.end_party": refused_later(
        "No such service", contracts.end_party, "none", "Example", None, "because"
    ),
    "contracts.managing.managed": refused_later("No such service", contracts.managed, "none"),
    "contracts.managing.put_issue": refused_later(
        "No such service", contracts.put_issue, "none", Issue("late", OCTOBER)
    ),
    "contracts.managing.put_level": refused_later(
        "No such service", contracts.put_level, "none", ServiceLevel("wait", "days", "10", "month")
    ),
    "contracts.managing.put_step": refused_later(
        "No such service", contracts.put_step, "none", Step("vetting"), "because"
    ),
    "registers.load": refused_later(
        "Tick at least one", registers.load, ("a.csv", NO_REGISTER), {}, NO_ROWS, ""
    ),
    "registers.opened": done(registers.opened, NO_REGISTER),
    "registers.planned": done(registers.planned, registers.OpenedRegister(RegisterReading()), NO_ROWS),
    "aliases.everything": done(aliases.everything),
    "aliases.forget": refused_later("forgotten", aliases.forget, NOWHERE),
    "directory.load_bundled": done(directory.load_bundled),
    "exact_counts.project": refused_later("not in force", exact_counts.project, 0),
    "exact_counts.take: as a member of a party": as_member(exact_counts.take, "iom_durham"),
    "exact_counts.view: as a member of a party": as_member(exact_counts.view, "iom", "E06000047"),
    "exact_counts.take": done(exact_counts.take, "iom_durham"),
    "exact_counts.view": done(exact_counts.view, "iom", "E06000047"),
    "explanations.explain": refused_later("not here any more", explanations.explain, 0, "code", "because"),
    "exports.iom: exact counts": refused_later(
        "no area", exports.iom, "Nowhere", OCTOBER, Audience.RESTRICTED
    ),
    "exports.iom: what others see": refused_later(
        "no area", exports.iom, "Nowhere", OCTOBER, Audience.PARTNERSHIP
    ),
    "ideas.deciding.send_to_fund": sent_to_another_fund,
    "ideas.deciding.take_back": of_untold(
        lambda person, number: ideas.take_back(person, number, reason="No.")
    ),
    "ideas.deciding.tell": of_untold(lambda person, number: ideas.tell(person, [number])),
    "ideas.writing.key_in": key_in_idea,
    "ideas.writing.history": lambda person, owner: ideas.history(person, put_on(Stage.SUBMITTED, owner)),
    **{f"ideas.steps.move: {to}": move_to(to) for to in dict.fromkeys(to for _, to in MOVES)},
    "ideas.writing.own": list_own,
    "ideas.writing.save_draft": save_draft,
    "award_services.stand_missing": done(award_services.stand_missing),
    "awards.settle": settle_terms,
    "ledger.reverse": reverse_entry,
    "ledger.write_down": write_in_books,
    "kept_files.fetch": refused_later("not kept here", kept_files.fetch, 0),
    "kept_files.remove": refused_later("not kept here", kept_files.remove, 0),
    "keyed_returns.key_in: of one’s own organisation": keyed(keyed_returns.key_in, over=None),
    "keyed_returns.key_in: of another": keyed(keyed_returns.key_in, "Another Trust", over=None),
    "keyed_returns.opened: of one’s own organisation": keyed(keyed_returns.opened),
    "keyed_returns.opened: of another": keyed(keyed_returns.opened, "Another Trust"),
    "layouts.confirm": refused_later("Name who sends", layouts.confirm, "", []),
    "layouts.of_sender": done(layouts.of_sender, "Example"),
    "layouts.senders": done(layouts.senders),
    "links.of_organisation": done(links.of_organisation, 0),
    "links.revoke": refused_later("opens nothing any more", links.revoke, 0),
    "links.send": send_link,
    "links.send_again": send_link_again,
    "localities.load_bundled": done(localities.load_bundled),
    "localities.opened": done(localities.opened, DURHAM),
    "localities.proposed": done(localities.proposed, b"locality,ward\n", DURHAM),
    "localities.save": refused_later("have changed", localities.save, DURHAM, {}, {"E05016188": "East"}),
    "mail.again": refused_later("not here any more", mail.again, 0, NOON),
    "mail.everything": done(mail.everything),
    "mail.read": refused_later("not here any more", mail.read, 0),
    "mail.take": refused_later("not here any more", mail.take, 0),
    "outcomes.correct_result": correct_result,
    "outcomes.key_result": key_result,
    "outcomes.promise": refused_later("Give a target", outcomes.promise, FAULTY_PROMISE),
    "outlines.build": build,
    "outlines.fetch": refused_later("no authority", outlines.fetch, ["Nowhere"]),
    "outlines.reset": done(outlines.reset),
    "outlines.use": refused_later(".", outlines.use, Path("nowhere.geojson")),
    "outlines.use_sent": refused_later("can", outlines.use_sent, b"nothing", "wards.geojson"),
    "organisations.change": refused_later(
        "no such organisation", organisations.change, 0, "", OrganisationDetails()
    ),
    "organisations.everyone": done(organisations.everyone),
    "organisations.merge": refused_later("no such organisation", organisations.merge, 0, 1),
    "people.add": refused_later(".", people.add, "nobody", Role.VIEWER),
    "people.change_role": refused_later("no access", people.change_role, "no@example.org", Role.VIEWER),
    "people.deactivate": refused_later("no access", people.deactivate, "no@example.org"),
    "people.everyone": done(people.everyone),
    "people.history": refused_later("no access", people.history, "no@example.org"),
    "people.known_organisations": done(people.known_organisations),
    "people.sign_out_everywhere": refused_later("Nobody signs in here", people.sign_out_everywhere),
    "retention.due": done(retention.due),
    "retention.enforce": done(retention.enforce),
    "returns.accept": accept,
    "returns.check": done(returns.check, b"Dear colleague", "letter.xlsx"),
    "returns.check_again": check_again,
    "scoring.deciders": done(scoring.deciders),
    "scoring.declare": lambda person, owner: scoring.declare(person, put_on(Stage.SUBMITTED, owner)),
    "scoring.keep": judged(scoring.keep),
    "scoring.moderate": judged(scoring.moderate),
    "scoring.of_fund": done(scoring.of_fund, POT.slug),
    "scoring.of_idea": lambda person, _owner: scoring.of_idea(person, put_on(Stage.SUBMITTED, ANNA)),
    "scoring.put_in": judged(scoring.put_in),
    "staging.staged": staged,
    "returns.read_with": done(returns.read_with, b"Dear colleague", "letter.xlsx", []),
    "rule_file.read_once": done(rule_file.read_once),
    "rules.change": refused_later("be set", rules.change, Audience.RESTRICTED, 5, OCTOBER),
    "rules.everything": done(rules.everything),
    "rules.put": put_rule,
    "samples.loading.load": of_sample(loading.load),
    "samples.loading.load_once": of_sample(loading.load_once),
    "samples.loading.remove": done(loading.remove),
    "samples.loading.what_goes": done(loading.what_goes),
    "samples.idea_steps.load": done(idea_steps.load),
    "unmet.count": counted(unmet.count, A_LINE, 3, seen=None),
    "unmet.opened": counted(unmet.opened),
    "unmet.take_out": counted(unmet.take_out, A_LINE, seen=3),
    "versions.restore": refused_later(
        "not here any more", lambda person: versions.restore(person, 0, over=None)
    ),
    "versions.withdraw": refused_later("not here any more", versions.withdraw, 0, "wrong month"),
}


def test_every_action_page_route_and_download_is_in_the_matrix():
    assert actions_in_code() == {name.partition(":")[0] for name in ACTIONS}
    assert downloads_in_code() == {found.code for found in DOWNLOADS}
    assert {found.page for found in DOWNLOADS} <= set(MENU)
    assert set(ROUTES) == set(routes_in_code())
    assert set(ATTEMPTS) == set(ACTIONS)


def routes_in_code() -> list[str]:
    """The paths of our own routes, without the version or hash that ends some of them."""
    of_assets = {LEAFLET_URL, BROWSER_URL, meeting.FOLDER_URL, opened.FOLDER_URL, link_page.FOLDER_URL}
    paths = [route.path for route in launched._user_routes]
    return [path.rpartition("/")[0] if path in of_assets else path for path in paths]


@pytest.mark.usefixtures("migrated_home")
@pytest.mark.parametrize("name", ATTEMPTS)
def test_an_action_is_open_to_those_whom_the_matrix_names_and_to_nobody_else(name):
    pot()
    needs = ACTIONS[name]
    for heading, own in itertools.product(PEOPLE, [True, False] if needs.owned else [True]):
        person = there(heading)
        outcome = result(ATTEMPTS[name], person, person if own else ANNA)
        assert (heading, own, outcome) == (heading, own, expected(needs, person, own=own))


def there(heading: str) -> Person:
    """The person of a column; whoever comes by link has opened one."""
    person = PEOPLE[heading]
    return by_link(heading, person.purpose) if person.purpose else person


def result(attempt: Attempt, person: Person, owner: Person) -> str:
    """What comes of it."""
    try:
        attempt(person, owner)
    except NotAllowedError:
        return "not allowed"
    except (RefusedError, UntouchedError):
        return "not theirs"
    return "done"


def expected(needs: Needs, person: Person, *, own: bool) -> str:
    if needs.allows(person, own=own):
        return "done"
    return "not theirs" if needs.granted(person) else "not allowed"


@pytest.mark.parametrize(
    "url",
    ["/healthz", f"{LEAFLET_URL}/leaflet.js", f"{BROWSER_URL}/map.js", current_sets()[DURHAM.key].url],
)
@pytest.mark.usefixtures("migrated_home")
def test_a_route_asks_nobody_who_they_are(url):
    assert asked(Starlette(routes=launched._user_routes), url).status == 200


@pytest.mark.parametrize(
    ("source", "codes"),
    [
        ('def draw():\n    st.download_button("A template (xlsx)", data=b"")', ["A template (xlsx)"]),
        ('st.download_button(f"The file ({size} kB)", data=b"")', ["The file ("]),
        ('def draw():\n    page.download(table, {}, name=f"iom_{area}")', ["iom_"]),
        ("def draw_all():\n    page.download(table, {}, name=name)", ["draw_all"]),
        ("st.button('Save')", []),
    ],
)
def test_an_offered_file_is_found(source, codes):
    assert list(offered(ast.parse(source))) == codes


def test_the_document_says_what_the_code_does():
    assert DOCUMENT.read_text("utf-8") == document(), f"Renew it: {COMMAND}"


ELSEWHERE = Person("Lea", Role.LEAD, areas=frozenset({"E06000005"}))
"""A lead of another area than all that is tried here is of."""


def test_whatever_a_lead_writes_is_of_an_area_or_on_the_list_with_its_reason():
    """By inspection, so that a new action which writes and asks for no area fails here."""
    writes = {name for name in actions_in_code() if reaches(name, "writing") or reaches(name, "staged")}
    of_leads = {name.partition(":")[0] for name, needs in ACTIONS.items() if needs.granted(LEAD)}
    checks = ("require_area", "require_reach", "require_others")
    asks = {name for name in actions_in_code() if any(reaches(name, check) for check in checks)}
    assert writes & of_leads - asks == OF_NO_AREA.keys()
    marked = {name.partition(":")[0] for name, needs in ACTIONS.items() if needs.of_an_area}
    assert marked == asks


def reaches(name: str, wanted: str) -> bool:
    """Whether an action calls that, itself or by a function of its own module, or of its noun's folder."""
    module, _, function = name.rpartition(".")
    package = "" if module.startswith("samples.") else "actions."
    file = Path(importlib.import_module(f"probation_commission.{package}{module}").__file__)
    files = [file] if file.parent.name in {"actions", "samples"} else [*file.parent.glob("*.py")]
    trees = [ast.parse(one.read_text("utf-8")) for one in sorted(files, key=lambda one: one == file)]
    functions = {node.name: node for tree in trees for node in tree.body if isinstance(node, ast.FunctionDef)}
    seen, open_ = set(), [function]
    while open_:
        called = {node.id for node in ast.walk(functions[open_.pop()]) if isinstance(node, ast.Name)}
        if wanted in called:
            return True
        open_ += [other for other in called & functions.keys() if other not in seen]
        seen |= called
    return False


@pytest.mark.usefixtures("migrated_home")
@pytest.mark.parametrize(
    "name",
    [
        *(f"ideas.steps.move: {to}" for to in dict.fromkeys(to for _, to in MOVES) if to not in OF_ITS_OWNER),
        *(name for name in ATTEMPTS if name.startswith("ideas.deciding")),
        "ideas.writing.key_in",
    ],
)
def test_a_lead_of_another_area_decides_on_no_idea(name):
    pot()
    theirs = Person("Lea", Role.LEAD, areas=frozenset({"E09000014"}))
    with pytest.raises(NotAllowedError, match="As lead for Darlington you change nothing of Haringey"):
        ATTEMPTS[name](ELSEWHERE, ANNA)
    ATTEMPTS[name](theirs, ANNA)
    ATTEMPTS[name](Person("Ada", Role.ADMIN, areas=frozenset({"E06000005"})), ANNA)


def keyed_in_durham(person: Person) -> None:
    """A month of a service in County Durham."""
    provided_by("Some Trust")
    keyed_returns.key_in(person, KeyedMonth("keyed", "E06000047", OCTOBER, {"received": 3}), over=None)


IN_DURHAM: dict[str, Callable[[Person], object]] = {
    "aliases.forget": lambda person: aliases.forget(person, NOWHERE),
    "events.add": lambda person: events.add(person, replace(AN_EVENT, area_code="E06000047")),
    "events.take_back": lambda person: events.take_back(person, _an_event(), "not so"),
    "expected.change": lambda person: expected_returns.change(person, replace(A_COHORT, due_day=5)),
    "explanations.explain": lambda person: explanations.explain(person, _a_return(), "none", "because"),
    "follow_ups.add": lambda person: follow_ups.add(person, _an_action()),
    "follow_ups.change": lambda person: follow_ups.change(
        person, _kept_action(), text="ask", owner="Head", due=today()
    ),
    "follow_ups.finish": lambda person: follow_ups.finish(person, _kept_action()),
    "follow_ups.reopen": lambda person: follow_ups.reopen(person, _kept_action(done=True)),
    "follow_ups.take_back": lambda person: follow_ups.take_back(person, _kept_action(), "not so"),
    "funds.asked.put_assessors": lambda person: funds.put_assessors(person, POT.slug, []),
    "funds.asked.put_criterion": lambda person: funds.put_criterion(
        person, POT.slug, Criterion(0, "Benefit", 1, USUAL_WORDS)
    ),
    "funds.asked.put_question": lambda person: funds.put_question(person, POT.slug, FundQuestion(0, "Why?")),
    "funds.asked.take_out_criterion": lambda person: funds.take_out_criterion(person, POT.slug, 0),
    "funds.asked.take_out_question": lambda person: funds.take_out_question(person, POT.slug, 0),
    "funds.fund.add": lambda person: funds.add(person, replace(POT, area_code="E06000047")),
    "funds.fund.change": lambda person: funds.change(
        person, replace(POT, name="Ours", area_code="E06000047")
    ),
    "funds.fund.copy": lambda person: funds.copy(person, POT.slug, "Next", OCTOBER, None),
    "gaps.add_note": lambda person: gaps.add_note(person, A_CELL, "a note"),
    "gaps.add_outside": lambda person: gaps.add_outside(person, AN_OUTSIDE),
    "gaps.delete_note": lambda person: gaps.delete_note(person, gaps.add_note(LEAD, A_CELL, "a note")),
    "gaps.take_back_outside": lambda person: gaps.take_back_outside(person, _an_outside(), "not so"),
    "keyed_returns.key_in": keyed_in_durham,
    "localities.save": lambda person: localities.save(person, DURHAM, {}, {"E05016188": "East"}),
    "outcomes.correct_result": lambda person: correct_result(person, ANNA),
    "returns.check": lambda person: returns.check(person, RETURN, "durham.csv"),
    "returns.check_again": lambda person: returns.check_again(
        person, returns.check(LEAD, RETURN, "durham.csv")
    ),
    "returns.accept": lambda person: returns.accept(person, returns.check(LEAD, RETURN, "durham.csv")),
    "unmet.count": lambda person: counted(unmet.count, A_LINE, 3, seen=None)(person, person),
    "unmet.take_out": lambda person: counted(unmet.take_out, A_LINE, seen=3)(person, person),
    "versions.withdraw": lambda person: versions.withdraw(person, _a_return(), "wrong month"),
    "versions.restore": lambda person: versions.restore(person, _a_return(), over=None),
}
"""Something of County Durham changed; each with its own area and with another's."""


RETURN = b"area,month,ward,rag,count\nCounty Durham,2026-10,Belmont,red,3\n"


def _an_event() -> int:
    with suppress(RefusedError):
        return events.add(LEAD, replace(AN_EVENT, area_code="E06000047"))
    with database.read() as conn:
        return max(one.id for one in events_store.everything(conn))


AN_OUTSIDE = OutsideService(A_CELL, "Example Housing", "its website", OCTOBER)


def _an_action() -> FollowUp:
    return replace(NO_ACTION, text="ask for a quote", owner="Head", due=today())


def _kept_action(*, done: bool = False) -> int:
    with suppress(RefusedError):
        follow_ups.add(LEAD, _an_action())
    with database.read() as conn:
        number = max(one.id for one in follow_ups_store.everything(conn))
    if done:
        with suppress(RefusedError):
            follow_ups.finish(LEAD, number)
    return number


def _an_outside() -> int:
    with suppress(RefusedError):
        gaps.add_outside(LEAD, AN_OUTSIDE)
    with database.read() as conn:
        return max(one.id for one in gaps_store.outside(conn))


def _a_return() -> int:
    with suppress(RefusedError):
        returns.accept(LEAD, returns.check(LEAD, RETURN, "durham.csv"))
    with database.read() as conn:
        return int(conn.execute(select(func.max(return_.c.id))).scalar_one())


@pytest.mark.usefixtures("migrated_home")
@pytest.mark.parametrize("name", IN_DURHAM)
def test_a_lead_changes_what_is_of_their_own_areas_and_of_no_other(name):
    pot(replace(POT, area_code="E06000047"))
    with pytest.raises(NotAllowedError, match="As lead for Darlington you change nothing of"):
        IN_DURHAM[name](ELSEWHERE)
    own = frozenset({"E09000014"} if name == "outcomes.correct_result" else {"E06000047"})
    with suppress(RefusedError):  # past the door
        IN_DURHAM[name](replace(ELSEWHERE, areas=own))
