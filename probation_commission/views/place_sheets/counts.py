"""Referrals, ideas and unmet demand of a place, as rows: each says of where it is."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

import pandas as pd

from probation_commission.analysis.rows import rows_of
from probation_commission.domain.days import in_full
from probation_commission.domain.funds import Fund
from probation_commission.domain.ideas import HOLDS_MONEY, IdeaReach, KeptIdea
from probation_commission.domain.place_sheets import PlaceLevel, SheetPlace
from probation_commission.domain.referrals import COUNT_LABELS, ReferralStage
from probation_commission.domain.unmet import QUARTER, is_shut, last_day, told_from
from probation_commission.views import marks
from probation_commission.views.ideas_words import money
from probation_commission.views.referrals import words

_STAGES = tuple(ReferralStage)
REFERRALS = ("Service", "Of", "Period", *(COUNT_LABELS[stage].capitalize() for stage in _STAGES))
REFERRAL_WIDTHS = (8, 5, 5, 3, 3, 3, 3)
IDEAS, IDEA_WIDTHS = ("Project", "Organisation", "Stage", "Where"), (7, 6, 4, 7)
UNMET, UNMET_WIDTHS = ("Quarter", "Of", "Pathway", "Reason", "How many"), (5, 5, 6, 6, 3)
WHOLE_AREA = "the whole authority"
_SUMS = "all reasons"


def referrals(
    counts: pd.DataFrame, areas: Mapping[str, str], names: Mapping[str, str], made_up: Collection[str]
) -> tuple[tuple[str, ...], ...]:
    """The latest period of each service that is shown of one of these areas, by `REFERRALS`.

    `counts`: a `disclosure.services.ShownCount` each. `areas`: the names of the authority and of what it
    reports with, the authority first; `made_up`: the slugs of services whose returns are.
    """
    found = []
    here = counts[counts.area_code.isin(areas)]
    for slug, of_service in here.groupby("subject"):
        # Of itself where there is such a return, else of the whole that it reports with.
        code = next(code for code in areas if (of_service.area_code == code).any())
        rows = of_service[of_service.area_code == code]
        given = rows[rows.why == ""]
        rows = given if len(given) else rows
        last = rows[rows.month == rows.month.max()]
        texts = dict(zip(last.category, last.text, strict=True))
        first = last.iloc[0]
        found.append(
            (
                marks.tagged(names.get(str(slug), str(slug)), made_up=slug in made_up),
                areas[code],
                words.period(first.month, int(first.months)),
                *(texts.get(stage, "not in the return") for stage in _STAGES),
            )
        )
    # What is real first; then by name.
    return tuple(sorted(found, key=lambda row: (row[0].endswith(f"({marks.MADE_UP})"), row[0])))


def naming(
    ideas: Sequence[KeptIdea],
    funds: Mapping[str, Fund],
    place: SheetPlace,
    hub_areas: Mapping[str, str],
    areas: Collection[str],
) -> list[KeptIdea]:
    """The ideas that would happen in a place, or in the whole of its authority.

    `hub_areas`: the authority of each place, by its slug; `areas`: the codes of what the authority is.
    """

    def there(kept: KeptIdea) -> bool:
        idea = kept.idea
        if idea.where is IdeaReach.WARDS:
            return bool(place.codes.intersection(idea.ward_codes))
        if idea.where is IdeaReach.HUB:
            return hub_areas.get(idea.hub) == place.area.code
        fund = funds.get(idea.fund)
        return fund is not None and fund.is_for(areas)

    return [kept for kept in ideas if there(kept)]


def idea_rows(
    ideas: Sequence[KeptIdea], place: SheetPlace, hubs: Mapping[str, str], *, sums: bool
) -> tuple[tuple[str, ...], ...]:
    """A row for each idea by `IDEAS`; `hubs`: the names of places that are not confidential."""
    return tuple(
        (
            marks.tagged(kept.idea.title, made_up=kept.illustrative),
            kept.idea.organisation,
            f"{kept.stage.label}; {money(kept)}" if sums else kept.stage.label,
            _where(kept, place, hubs),
        )
        for kept in ideas
    )


def _where(kept: KeptIdea, place: SheetPlace, hubs: Mapping[str, str]) -> str:
    idea = kept.idea
    if idea.where is IdeaReach.WARDS:
        named = [ward.name for ward in place.wards if ward.code in idea.ward_codes]
        return ", ".join(named)
    if idea.where is IdeaReach.HUB:
        return hubs.get(idea.hub, "at a place")
    return WHOLE_AREA


def awarded(ideas: Sequence[KeptIdea]) -> list[KeptIdea]:
    """Those that were given money and told so: what the public is told of ideas (decision 282)."""
    return [kept for kept in ideas if kept.as_told().stage in HOLDS_MONEY]


def unmet(rows: pd.DataFrame, place: SheetPlace, today: date, *, exact: bool) -> tuple[tuple[str, ...], ...]:
    """What is shown of unmet demand by `UNMET`; of the place itself first.

    Of the latest quarter that is told (of `exact` ones, the latest that is over), then what is shown of
    those since. `rows`: a `disclosure.unmet.ShownUnmet` each.
    """
    here = _of_place(rows, place)
    sums = here if exact else here[~here.own.astype(bool)]
    latest = max((one for one in set(sums.month) if _is_told(one, today, exact=exact)), default=date.min)
    # Of a quarter that is not told yet the sums say nothing; one's own counts do.
    since = (here.month > latest) & (here.own.astype(bool) | exact)
    ordered = here[(here.month == latest) | since].assign(
        own_ward=lambda of_it: of_it.ward != "", own=lambda of_it: of_it.own.astype(bool)
    )
    ordered = ordered.sort_values(
        ["month", "own_ward", "own", "made_up", "pathway", "reason"],
        ascending=[True, False, False, True, True, True],
        kind="stable",
    )
    names = {ward.code: ward.name for ward in place.wards}
    return tuple(
        (
            marks.tagged(_quarter(row["month"], today), made_up=bool(row["made_up"])),
            names.get(row["ward"], "") or f"{place.area.name}{_own(row)}",
            row["pathway"],
            _reason(row),
            row["text"],
        )
        for row in rows_of(ordered)
    )


def unmet_to_come(rows: pd.DataFrame, place: SheetPlace, today: date) -> str:
    """From which day on the first quarter is told that is not yet; empty where nothing is counted there."""
    here = _of_place(rows, place)
    later = sorted(one for one in set(here.month) if not is_shut(one, today))
    if not later:
        return ""
    return f"{words.period(later[0], QUARTER)}: told from {in_full(told_from(later[0]))} on."


def _of_place(rows: pd.DataFrame, place: SheetPlace) -> pd.DataFrame:
    here = rows[rows.area_code == place.area.code]
    if place.level is PlaceLevel.AUTHORITY:
        return here
    # Of another ward is none of its own, and of no ward is the authority's.
    return here[(here.ward == "") | here.ward.isin(place.codes)]


def _is_told(quarter: date, today: date, *, exact: bool) -> bool:
    return last_day(quarter) < today if exact else is_shut(quarter, today)


def _quarter(first: date, today: date) -> str:
    in_part = "" if last_day(first) < today else ", in part"
    return f"{words.period(first, QUARTER)}{in_part}"


def _own(row: Mapping[str, object]) -> str:
    return ", your organisation’s own" if row["own"] else ""


def _reason(row: Mapping[str, object]) -> str:
    reason = str(row["reason"] or _SUMS)
    return f"{reason}, {row['group']}" if row["group"] else reason
