"""Every figure that an audience is given by any page, file, feed or mail: the one net.

Whatever is built later and shows figures yields them here, and the attacker runs over all of it at once
(decision 69).
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

import pandas as pd

from probation_commission.analysis.figures import exact
from probation_commission.analysis.ram import counted
from probation_commission.disclosure import breakdowns, needs, ram, services, trackers, unmet
from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.month import months
from probation_commission.disclosure.release import Release, ground, release_of
from probation_commission.disclosure.released import AREA, Released
from probation_commission.disclosure.rules import Rules, rules_of
from probation_commission.disclosure.service_counts import every_count
from probation_commission.disclosure.sight import Sight
from probation_commission.domain.access import Scope
from probation_commission.domain.referrals import CATEGORIES
from probation_commission.domain.returns import Kind
from probation_commission.domain.trackers import KINDS as TRACKER_KINDS
from probation_commission.domain.unmet import QUARTER
from probation_commission.settings import settings
from probation_commission.store import directory, localities, outcomes, returns, rules
from probation_commission.store.database import Connection


class PublishedFigure(NamedTuple):
    """One figure as it leaves; `low` and `high` None: nothing is told. `period`: a month or a quarter."""

    subject: str
    area: str
    period: str
    category: str
    low: float | None
    high: float | None
    text: str


def published(
    conn: Connection,
    sight: Sight,
    today: date,
    own: frozenset[str] = frozenset(),
    organisation: int | None = None,
) -> Iterator[PublishedFigure]:
    """Every figure that somebody with this sight is given.

    `own`: the slugs of a provider's own services; `organisation`: the number of the reader's.
    """
    in_force = rules_of(rules.rows(conn))
    yield from _iom(conn, sight, in_force)
    # Withdrawn returns too: an area that ever returned is waited for (decision 77).
    history = returns.history(conn)
    ever = history[history.kind == Kind.SERVICE]
    lifted = own | sight.services_lifted(ever)
    terms = services.ReleaseTerms(
        sight.audience, today, in_force, settings().secret, lifted, sight.agreements
    )
    yield from _services(conn, terms, ever)
    yield from _trackers(conn, trackers.TrackerTerms(sight.audience, today, in_force), history)
    yield from _needs(conn, sight.audience, history[history.kind == Kind.NEEDS])
    yield from _unmet(conn, unmet.UnmetTerms(sight.audience, today, organisation), history)
    reported = sight.services_lifted(history[history.kind == Kind.RAM])
    yield from _ram(conn, replace(terms, own=own | reported))


def _trackers(
    conn: Connection, shown: trackers.TrackerTerms, history: pd.DataFrame
) -> Iterator[PublishedFigure]:
    figures = returns.of_kinds(conn, TRACKER_KINDS)
    for row in trackers.published(figures, shown, history[history.kind.isin(TRACKER_KINDS)]).to_dict(
        "records"
    ):
        low, high = (None, None) if pd.isna(row["low"]) else (row["low"], row["high"])
        period = f"{row['month']:%Y-%m}" + ("" if row["months"] == 1 else f", {row['months']} months")
        category = " ".join(filter(None, (row["measure"], row["breakdown"], row["category"])))
        subject = f"tracker {row['kind']}"
        yield PublishedFigure(subject, row["area_code"], period, category, low, high, row["text"])


def _needs(conn: Connection, audience: Audience, ever: pd.DataFrame) -> Iterator[PublishedFigure]:
    for row in needs.published(returns.of_kinds(conn, [Kind.NEEDS]), audience, ever).to_dict("records"):
        about = (f"{row['month']:%Y-%m}", f"{row['source']}, {row['group'] or 'all'}")
        ends = {name: None if pd.isna(row[name]) else row[name] for name in ("low", "high")}
        sample = (row["sample_low"], row["sample_high"], row["sample_text"])
        yield PublishedFigure("needs", row["area_code"], about[0], f"{about[1]}: sample", *sample)
        words = f"{about[1]}: {row['need']}"
        yield PublishedFigure("needs", row["area_code"], about[0], words, **ends, text=row["text"])


def _unmet(conn: Connection, shown: unmet.UnmetTerms, history: pd.DataFrame) -> Iterator[PublishedFigure]:
    figures = returns.of_kinds(conn, (Kind.UNMET,))
    for row in unmet.published(figures, shown, history[history.kind == Kind.UNMET]).to_dict("records"):
        low, high = (None, None) if pd.isna(row["low"]) else (row["low"], row["high"])
        whose = "own " if row["own"] and shown.audience is not Audience.RESTRICTED else ""
        # Real and made-up organisations have a sum each (decision 284).
        invented = ", made up" if row["made_up"] else ""
        category = ", ".join(filter(None, (row["pathway"], row["reason"], row["ward"], row["group"])))
        period = f"{row['month']:%Y-%m}, {QUARTER} months"
        yield PublishedFigure(
            f"{whose}unmet demand{invented}", row["area_code"], period, category, low, high, row["text"]
        )


def _ram(conn: Connection, shown: services.ReleaseTerms) -> Iterator[PublishedFigure]:
    # Nothing of it is in a file for the public.
    if shown.audience is Audience.PUBLIC:
        return
    figures = returns.figures(conn, Kind.RAM)
    counts = counted(figures)
    exact = ram.exact_services(counts, shown)
    for row in figures[figures.subject.isin(exact)].to_dict("records"):
        period, category = f"{row['month']:%Y-%m}", f"{row['measure']}, {row['breakdown']}: {row['category']}"
        value = row["value"]
        yield PublishedFigure(
            f"ram {row['subject']}", row["area_code"], period, category, value, value, f"{value:,.0f}"
        )
    for row in ram.in_bands(counts, shown).to_dict("records"):
        low, high = (None, None) if pd.isna(row["low"]) else (row["low"], row["high"])
        period = f"{row['month']:%Y-%m}, {row['months']} months"
        yield PublishedFigure(f"ram {row['subject']}", "", period, row["category"], low, high, row["text"])


def _iom(conn: Connection, sight: Sight, in_force: Rules) -> Iterator[PublishedFigure]:
    figures, groupings = returns.figures(conn, Kind.IOM), localities.in_force(conn)
    for area_code, rows in figures.groupby("area_code"):
        on, made_up = ground(str(area_code), groupings, rows), rows.groupby("month").illustrative.all()
        for first_day, month in months(rows).items():
            to = sight.of(Kind.IOM, str(area_code), illustrative=bool(made_up[first_day]))
            if not to.sees_iom:
                continue
            release = release_of(month, to, in_force, on, settings().secret)
            yield from _of_release(str(area_code), release)
            for line in breakdowns.beside(release, rows[rows.month == first_day]):
                yield _figure(str(area_code), first_day, f"{line.title}: {line.category}", line.told)


def _of_release(area_code: str, release: Release) -> Iterator[PublishedFigure]:
    rows = release.places.to_dict("records")
    places = [" ".join(filter(None, (row["kind"], row["code"], row["place"]))) for row in rows]
    for (row, column), told in release.cells.items():
        named = column if row == AREA else f"{places[row]}: {column}"
        yield _figure(area_code, release.month, named, told)


def _figure(area_code: str, month: date, category: str, told: Released) -> PublishedFigure:
    low, high = (told.low, told.high) if told.known else (None, None)
    return PublishedFigure("IOM", area_code, f"{month:%Y-%m}", category, low, high, told.text)


def _services(
    conn: Connection, shown: services.ReleaseTerms, ever: pd.DataFrame
) -> Iterator[PublishedFigure]:
    figures = returns.figures(conn, Kind.SERVICE)
    of_services = services.published(figures, directory.services(conn), shown, ever)
    keyed_in = services.published_results(
        outcomes.results(Scope.everything(), conn), outcomes.promises(Scope.everything(), conn), shown
    )
    for kind, rows in (("service", of_services), ("result", keyed_in)):
        for row in rows.to_dict("records"):
            low, high = (None, None) if pd.isna(row["low"]) else (row["low"], row["high"])
            period = f"{row['month']:%Y-%m}" + ("" if row["months"] == 1 else f", {row['months']} months")
            subject = f"{kind} {row['subject']}"
            yield PublishedFigure(subject, row["area_code"], period, row["category"], low, high, row["text"])
    seven = set(CATEGORIES)
    for row in exact(every_count(figures, shown)).to_dict("records"):
        if row["category"] not in seven:
            subject, value = f"service {row['subject']}", row["value"]
            period, text = f"{row['month']:%Y-%m}", f"{value:,.0f}"
            yield PublishedFigure(subject, row["area_code"], period, row["category"], value, value, text)
