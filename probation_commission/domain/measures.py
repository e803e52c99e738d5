"""What is measured: every measure that a figure can be of, once, with what is known of it."""

from dataclasses import dataclass

from probation_commission.domain import iom, needs, ram, referrals, trackers, unmet


@dataclass(frozen=True, slots=True)
class Definition:
    """A measure as it is kept in the database: `code` never changes, everything else may be said better.

    `unit` is what a plain count of it counts; `direction`, whether more is better, is empty where that
    cannot be said.
    """

    # Figures point to the row of this code: another code is another measure (decision 85).
    code: str
    name: str
    unit: str
    # None of today's measures is a share or has a target: what follows is empty for all of them.
    numerator: str | None = None
    denominator: str | None = None
    direction: str | None = None
    audience: str | None = None
    tolerance: float | None = None
    owner: str | None = None
    spc: str | None = None


MEASURES = (
    Definition(iom.Measure.COHORT, iom.Measure.COHORT.label, "people"),
    Definition(iom.Measure.JOINERS, iom.Measure.JOINERS.label, "people"),
    Definition(iom.Measure.LEAVERS, iom.Measure.LEAVERS.label, "people"),
    # One nominal may have several of either, so their unit is not people.
    Definition(iom.Measure.GPS_TAGS, iom.Measure.GPS_TAGS.label, "tags"),
    Definition(iom.Measure.ARRESTS, iom.Measure.ARRESTS.label, "arrests"),
    Definition(iom.Measure.DRUG_TREATMENT, iom.Measure.DRUG_TREATMENT.label, "people"),
    Definition(iom.Measure.OFFENCES_PER_YEAR, iom.Measure.OFFENCES_PER_YEAR.label, "offences"),
    Definition(iom.Measure.OFFENCES_PER_CASE, iom.Measure.OFFENCES_PER_CASE.label, "offences"),
    Definition(iom.Measure.COST_PER_YEAR, iom.Measure.COST_PER_YEAR.label, "pounds"),
    Definition(iom.Measure.COST_PER_CASE, iom.Measure.COST_PER_CASE.label, "pounds"),
    Definition(iom.Measure.COST_PER_OFFENCE, iom.Measure.COST_PER_OFFENCE.label, "pounds"),
    Definition(iom.Measure.DAYS_ON_IOM, iom.Measure.DAYS_ON_IOM.label, "days"),
    Definition(referrals.ServiceMeasure.REFERRALS, "referrals", "referrals"),
    Definition(referrals.ServiceMeasure.OUTCOMES, "outcomes", "people"),
    Definition(referrals.ServiceMeasure.ACTIVITIES, "activities", "activities"),
    Definition(ram.RamMeasure.REFERRALS, "referrals by month received", "referrals"),
    Definition(ram.RamMeasure.STEPS, "steps of referrals", "referrals"),
    Definition(ram.RamMeasure.SESSIONS, "sessions", "sessions"),
    Definition(ram.RamMeasure.OUTCOMES, "outcomes as supplied", "outcomes"),
    Definition(trackers.TrackerMeasure.WANTED, "people who became wanted", "people"),
    Definition(trackers.TrackerMeasure.OFFENCES, "offences while wanted", "offences"),
    Definition(trackers.TrackerMeasure.HOURS, "police hours for people wanted", "hours"),
    Definition(trackers.TrackerMeasure.DAYS, "how long people are wanted", "people"),
    Definition(trackers.TrackerMeasure.REJECTIONS, "breach requests rejected", "requests"),
    Definition(trackers.TrackerMeasure.DIVERSION, "people diverted", "people"),
    Definition(trackers.TrackerMeasure.RELEASES, "people released", "people"),
    Definition(trackers.TrackerMeasure.CASELOAD, "people on probation", "people"),
    Definition(needs.MEASURE, "people with a need, of a sample", "people"),
    # One person may ask twice, or two organisations: requests, not people.
    Definition(unmet.MEASURE, "requests for a service that came to nothing", "requests"),
)
"""Written into the database at each start; a new measure needs no migration."""
