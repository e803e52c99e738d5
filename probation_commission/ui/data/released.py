"""The figures that pages draw: what the store holds, as an audience may see it. The only way to them."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

import pandas as pd

from probation_commission.analysis.ram import RamCounts, counted
from probation_commission.disclosure import exact_figures
from probation_commission.disclosure import ram as disclosed
from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.breakdowns import BoroughFigure, Line
from probation_commission.disclosure.breakdowns import beside as breakdown_lines
from probation_commission.disclosure.breakdowns import comparisons as compared
from probation_commission.disclosure.breakdowns import of_cohort as cohort_lines
from probation_commission.disclosure.month import Month, months
from probation_commission.disclosure.needs import published as published_needs
from probation_commission.disclosure.release import Release, ground, release_of
from probation_commission.disclosure.service_counts import every_count
from probation_commission.disclosure.services import ReleaseTerms, published, published_results
from probation_commission.disclosure.sight import Sight
from probation_commission.disclosure.trackers import TrackerTerms
from probation_commission.disclosure.trackers import published as published_trackers
from probation_commission.disclosure.unmet import UnmetTerms
from probation_commission.disclosure.unmet import for_files as unmet_for_files
from probation_commission.disclosure.unmet import published as published_unmet
from probation_commission.domain.access import Permission, Person, Scope
from probation_commission.domain.agreements import Agreement
from probation_commission.domain.days import today
from probation_commission.domain.iom import Breakdown, Measure
from probation_commission.domain.ram import RamMeasure
from probation_commission.domain.returns import Kind
from probation_commission.domain.trackers import KINDS as TRACKER_KINDS
from probation_commission.settings import settings
from probation_commission.store.database import Topic
from probation_commission.ui.data import loaders
from probation_commission.ui.data.keeping import kept
from probation_commission.ui.who import current_person
from probation_commission.views import agreements

_RETURN = [
    *("subject", "area_code", "month", "return_id"),
    *("file_name", "accepted_by", "accepted_at", "illustrative"),
]


OF_SERVICES = (*loaders.LOADED, Topic.DIRECTORY)
"""What is shown of services' returns is read from these; the rules are among the terms."""


OF_COHORTS = (*loaders.LOADED, Topic.RULES, Topic.LOCALITIES)
"""What is shown of the IOM cohort is read from these."""


OF_TRACKERS = (*loaders.LOADED, Topic.RULES)
"""What is shown of trackers is read from these."""


# All that decides what is shown is in the key, for what is kept is everybody’s: audience, rules, localities.
@kept(*OF_COHORTS, entries=48)
def iom(area_code: str, sight: Sight) -> dict[date, Release]:
    """Every month of an area that has a return, by month, as it is seen; read only."""
    figures = loaders.iom_figures(area_code)
    returns = (
        figures[["month", "return_id", "accepted_at", "illustrative"]].drop_duplicates().sort_values("month")
    )
    months: dict[date, Release] = {}
    for month in dict.fromkeys(returns.month):
        of_month = returns[returns.month == month]
        known_by = tuple(zip(of_month.return_id, of_month.accepted_at, strict=True))
        # Made up where all of it is: a made-up agreement lifts nothing of a real return.
        to = sight.of(Kind.IOM, area_code, illustrative=bool(of_month.illustrative.all()))
        months |= _of_month(area_code, month, to, known_by)
    return months


# The months that nobody wrote about stay as they were worked out: nothing decides a release but its returns,
# none of which changes once it is accepted, and the rules and localities in force (decision 181).
@kept(Topic.RULES, Topic.LOCALITIES, entries=1000)
def _of_month(
    area_code: str,
    month: date,
    audience: Audience,
    returns: tuple[tuple[int, datetime], ...],
) -> dict[date, Release]:
    if not audience.sees_iom:
        return {}
    given, marks = _given(area_code)
    on = ground(area_code, loaders.groupings(), marks)
    return {month: release_of(given[month], audience, loaders.rules(), on, settings().secret)}


@kept(*loaders.LOADED, entries=48)
def _given(area_code: str) -> tuple[Mapping[date, Month], pd.DataFrame]:
    """What an area's returns give of each month, and which months are made up."""
    # Of all months at once: by themselves each costs as much as all of them.
    figures = loaders.iom_figures(area_code)
    return months(figures), figures[["month", "illustrative"]]


def exactly(area_code: str, audience: Audience) -> pd.DataFrame:
    """Every IOM figure of an area as it is; for leads and admins, empty for everyone else."""
    return exact_figures.exactly(loaders.iom_figures(area_code), audience)


@kept(*loaders.LOADED, entries=48)
def behind(area_code: str, month: date, audience: Audience) -> pd.DataFrame:
    """What is behind a month of an area: its figures, or for others than leads its file alone."""
    figures = loaders.iom_figures(area_code)
    return exact_figures.behind(figures[figures.month == month], audience)


@kept(*loaders.LOADED, entries=48)
def behind_cohort(area_code: str, month: date, audience: Audience) -> pd.DataFrame:
    """The same of the area's cohort alone: all nominals and each RAG."""
    figures = loaders.iom_figures(area_code)
    of_area = figures.place_kind.isna() & (figures.breakdown == "") & (figures.measure == Measure.COHORT)
    return exact_figures.behind(figures[of_area & (figures.month == month)], audience)


def sources(area_code: str, month: date, ward_code: str, audience: Audience) -> pd.DataFrame:
    """Where a ward's figures stand; for leads and admins."""
    return exact_figures.sources(loaders.iom_figures(area_code), month, ward_code, audience)


@kept(*loaders.LOADED, entries=48)
def besides(area_code: str, month: date, audience: Audience) -> dict[str, pd.DataFrame]:
    """What a return holds besides the cohort; for leads and admins."""
    return exact_figures.besides(loaders.iom_figures(area_code), month, audience)


@kept(*OF_COHORTS, entries=48)
def breakdowns(area_code: str, month: date, sight: Sight) -> dict[str, pd.DataFrame]:
    """What a return holds besides, as others than leads are told it: a table by title."""
    # Leads see every figure of them (`besides`).
    figures, release = loaders.iom_figures(area_code), iom(area_code, sight)[month]
    lines = breakdown_lines(release, figures[figures.month == month])
    frame = pd.DataFrame([(line.title, line.category, line.told.text) for line in lines], columns=_LINE)
    return {str(title): rows[_LINE[1:]] for title, rows in frame.groupby("title", sort=False)}


_LINE = ["title", "Which", "How many"]


@kept(*OF_COHORTS, entries=48)
def cohort_by(area_code: str, month: date, sight: Sight, breakdown: Breakdown) -> list[Line]:
    """The cohort of a month by one breakdown, as somebody is told it; no more than the page of the cohort."""
    figures, release = loaders.iom_figures(area_code), iom(area_code, sight)[month]
    return cohort_lines(release, figures[figures.month == month], breakdown)


@kept(*OF_COHORTS, entries=48)
def comparisons(area_code: str, audience: Audience) -> dict[date, list[BoroughFigure]]:
    """What each return of an area that compares boroughs says of them, by month."""
    figures = loaders.iom_figures(area_code)
    comparing = figures[figures.comparator.fillna("") != ""]
    rules = {month: loaders.rules().of(Audience.PARTNERSHIP, month) for month in comparing.month.unique()}
    found = {
        month: compared(comparing[comparing.month == month], audience, rule) for month, rule in rules.items()
    }
    return {month: rows for month, rows in found.items() if rows}


# Each partner organisation has an entry of its own.
@kept(*OF_SERVICES, entries=32)
def services(terms: ReleaseTerms) -> pd.DataFrame:
    """What is shown of services' returns by these terms, a `disclosure.services.ShownCount` each.

    All that decides it is in the terms, whoever looks.
    """
    # Whatever became of a return: an area is expected from its first on, also where that was withdrawn
    # (decision 77).
    history = loaders.history()
    ever = history[history.kind == Kind.SERVICE]
    return published(loaders.service_figures(), loaders.services(), terms, ever)


@kept(*loaders.LOADED)
def service_categories() -> dict[str, frozenset[str]]:
    """Which counts each service's returns in force give, without any number; for leads, who load them."""
    figures = loaders.service_figures()
    return {str(slug): frozenset(rows.category) for slug, rows in figures.groupby("subject")}


def service_counts(terms: ReleaseTerms) -> pd.DataFrame:
    """Every count of services' returns, the further ones too, to those for whom they are exact."""
    return every_count(loaders.service_figures(), terms)


@kept(*OF_SERVICES, Topic.OUTCOMES, Topic.IDEAS, Topic.ORGANISATIONS, entries=32)
def results(terms: ReleaseTerms, scope: Scope) -> pd.DataFrame:
    """What is shown of what partners keyed in, the same, of the promises that this scope is given."""
    return published_results(loaders.results(scope), loaders.promises(scope), terms)


def terms(sight: Sight) -> ReleaseTerms:
    """The rules that services are shown by, today; a provider its own exactly."""
    own = own_services() if sight.audience is Audience.PROVIDER else _services_lifted(sight)
    # The secret for the public alone, whose counts are rounded by it.
    secret = settings().secret if sight.audience is Audience.PUBLIC else b""
    return ReleaseTerms(sight.audience, today(), loaders.rules(), secret, own, sight.agreements)


@kept(*OF_SERVICES, entries=32)
def _services_lifted(sight: Sight) -> frozenset[str]:
    history = loaders.history()
    return sight.services_lifted(history[history.kind == Kind.SERVICE])


def own_services() -> frozenset[str]:
    """The slugs of the services that the organisation of whoever is looking provides."""
    services, person = loaders.services(), current_person()
    if person.organisation_id is None:
        return frozenset()
    return frozenset(services.slug[services.provider_id == person.organisation_id])


@kept(*loaders.LOADED)
def service_returns() -> pd.DataFrame:
    """Which services' returns there are, from which files: a row a return, without any count."""
    # That there is a return is no secret; what it counts goes through `services`.
    return loaders.service_figures().drop_duplicates("return_id")[_RETURN].reset_index(drop=True)


def behind_services(returns: pd.DataFrame, audience: Audience) -> pd.DataFrame:
    """What is behind these returns: their figures, or for others than leads their files alone."""
    figures = loaders.service_figures()
    return exact_figures.behind(figures[figures.return_id.isin(returns.return_id)], audience)


@kept(*loaders.LOADED)
def _ram() -> RamCounts:
    """What RaM's reports count, as it is."""
    return counted(loaders.ram_figures())


@kept(*OF_SERVICES, entries=32)
def ram(terms: ReleaseTerms) -> RamCounts:
    """The cohorts of RaM's reports that are shown as they are by these terms."""
    return disclosed.exactly(_ram(), terms)


@kept(*OF_SERVICES, entries=32)
def ram_in_bands(terms: ReleaseTerms) -> pd.DataFrame:
    """Those of all other services by quarter, a `disclosure.services.ShownCount` each."""
    return disclosed.in_bands(_ram(), terms)


def ram_terms(sight: Sight) -> ReleaseTerms:
    """The rules that RaM's figures are shown by, today; what is agreed on referrals lifts them too."""
    own = own_services() if sight.audience is Audience.PROVIDER else _lifted_of_ram(sight)
    return ReleaseTerms(sight.audience, today(), loaders.rules(), own=own, agreements=sight.agreements)


@kept(*OF_SERVICES, entries=32)
def _lifted_of_ram(sight: Sight) -> frozenset[str]:
    history = loaders.history()
    return sight.services_lifted(history[history.kind == Kind.RAM])


@kept(*loaders.LOADED)
def ram_reports() -> pd.DataFrame:
    """Which cohorts there are, from which files: a row a return, without any count."""
    figures = loaders.ram_figures()
    return figures.drop_duplicates("return_id")[[*_RETURN, "partial", "as_of"]].reset_index(drop=True)


@kept(*loaders.LOADED)
def _ram_received() -> pd.DataFrame:
    """How many were received in each cohort, a row a return."""
    # Of a step there are a hundred figures a month, and none of them stands in a cell: rows were counted.
    figures = loaders.ram_figures()
    return figures[(figures.measure == RamMeasure.REFERRALS) & (figures.breakdown == "")]


@kept(*loaders.LOADED, entries=48)
def behind_ram(return_ids: tuple[int, ...], audience: Audience) -> pd.DataFrame:
    """What is behind cohorts: how many were received in each, or for others than leads their files alone."""
    received = _ram_received()
    return exact_figures.behind(received[received.return_id.isin(return_ids)], audience)


@kept(*OF_TRACKERS, entries=8)
def trackers(audience: Audience, day: date) -> pd.DataFrame:
    """What is shown of trackers and the caseload that day, a `disclosure.trackers.ShownTracker` each."""
    history = loaders.history()
    ever = history[history.kind.isin(TRACKER_KINDS)]
    terms = TrackerTerms(audience, day, loaders.rules())
    return published_trackers(loaders.tracker_figures(), terms, ever)


@kept(*OF_TRACKERS, entries=48)
def behind_trackers(kinds: tuple[Kind, ...], area_code: str, audience: Audience) -> pd.DataFrame:
    """What is behind an area's returns of these kinds: their figures, or for others their files alone."""
    figures = loaders.tracker_figures()
    mine = figures[figures.kind.isin(kinds) & (figures.area_code == area_code)]
    return exact_figures.behind(mine, audience)


def who(audience: Audience, under: Sequence[Agreement] = ()) -> str:
    """The audience with its rule, and under which agreements a screen or file is exact."""
    # What members are shown others see too, less exactly.
    others = Audience.PARTNERSHIP if audience is Audience.MEMBERS else audience
    return agreements.also(loaders.rules().sentence(others), under)


def unmet(person: Person, sight: Sight) -> pd.DataFrame:
    """Unmet demand as somebody is shown it, a `ShownUnmet` each: what their organisation counted as it is."""
    # An applicant is shown no picture of the partnership (decision 139).
    seen = person.may(Permission.SEE_PICTURE)
    return _unmet(sight.audience if seen else Audience.PUBLIC, person.organisation_id, today())


def unmet_in_files(person: Person, sight: Sight) -> pd.DataFrame:
    """The same without anything of their own organisation, for a file that others get too (decision 290)."""
    return unmet_for_files(unmet(person, sight), sight.audience)


# Each organisation has an entry of its own.
@kept(*loaders.LOADED, entries=32)
def _unmet(audience: Audience, organisation: int | None, day: date) -> pd.DataFrame:
    history = loaders.history()
    ever = history[history.kind == Kind.UNMET]
    return published_unmet(loaders.unmet_figures(), UnmetTerms(audience, day, organisation), ever)


@kept(*loaders.LOADED, entries=48)
def behind_unmet(area_code: str, audience: Audience, subject: str = "") -> pd.DataFrame:
    """The figures behind an area's unmet demand, or of one organisation of it; for leads and admins."""
    figures = loaders.unmet_figures()
    mine = figures[figures.area_code == area_code]
    # Who loaded it and when would tell others who counted (decision 270).
    return exact_figures.exactly(mine[mine.subject == subject] if subject else mine, audience)


def needs(sight: Sight) -> pd.DataFrame:
    """What is shown of needs, a `ShownNeed` each, of every area and date; no agreement lifts it."""
    return _needs(sight.audience)


@kept(*loaders.LOADED, entries=8)
def _needs(audience: Audience) -> pd.DataFrame:
    history = loaders.history()
    return published_needs(loaders.needs_figures(), audience, history[history.kind == Kind.NEEDS])


@kept(*loaders.LOADED, entries=16)
def behind_needs(area_codes: frozenset[str], audience: Audience) -> pd.DataFrame:
    """What is behind the needs of these areas: their figures, or for others than leads their files alone."""
    figures = loaders.needs_figures()
    return exact_figures.behind(figures[figures.area_code.isin(area_codes)], audience)
