"""Made-up ideas for a made-up pot, at every stage. No organisation, place or award in them is real."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from probation_commission.domain.funds import Fund
from probation_commission.domain.gaps import GapGroup
from probation_commission.domain.ideas import Agreed, CostLine, Idea, IdeaReach, Running, Stage
from probation_commission.domain.partnership import IdeaPlaces, Partnership

SLUG = "illustrative-local-project"


def fund(here: Partnership) -> Fund:
    """The made-up pot."""
    return Fund(
        slug=SLUG,
        name="Example fund for local projects",
        amount_pence=1_200_000,
        area_code=here.examples.fund_area,
        for_whom=here.examples.fund_for_whom,
        source=here.examples.fund_source,
        illustrative=True,
        funder="Example Partnership Board",
        rules="For something that runs already and would grow a little, or something new that happens once. "
        "Others may pay too. An example: nobody can ask for this money.",
        ask="Example grants team, grants.team@example.org",
        opens=date(2026, 9, 1),
        closes=date(2027, 1, 29),
        decision_on=date(2027, 2, 12),
        spend_by=date(2027, 3, 31),
        least_pence=50_000,
        most_pence=500_000,
        most_months=12,
        monitoring=(date(2027, 2, 26), date(2027, 4, 30)),
    )


@dataclass(frozen=True, slots=True)
class ExampleMove:
    """A move that a made-up idea has been through; the award where it was approved."""

    to: Stage
    on: datetime
    reason: str = ""
    award_pence: int | None = None
    condition: str = ""
    expects_a_year: int | None = None
    told: bool = True
    """Whether its partner was told."""


@dataclass(frozen=True, slots=True)
class Example:
    """An idea, when it was written, and all its steps since."""

    idea: Idea
    written: datetime
    steps: tuple[ExampleMove, ...] = ()

    @property
    def owner(self) -> str:
        """Whoever wrote it: nobody who could sign in."""
        return self.idea.organisation


def examples(here: Partnership) -> Iterator[Example]:
    """Eight ideas: one each still a draft, approved, declined and delivering, and four that wait.

    The four ask for £14,790 where £7,700 is left, so that choosing costs something: most people for the money
    (benefits), a hub for the few women (breakfast), work for a few (bikes), an untried answer where red went
    up (evenings).
    """
    yield Example(_woodwork(here), _on(9, 1), _delivering(here))
    yield Example(_running_club(here), _on(9, 8), _approved())
    yield Example(_breakfast(here), _on(9, 22), (_sent(9, 25), *_scored((9, 28), (9, 30), (10, 6))))
    yield Example(_top_ups(), _on(9, 17), _declined())
    yield Example(_bikes(here), _on(10, 12), (_sent(10, 15),))
    yield Example(_benefits(here), _on(10, 19), (_sent(10, 22), *_scored((10, 26), (10, 28), (11, 3))))
    yield Example(_evenings(here), _on(10, 27), (_sent(11, 2), *_scored((11, 4), (11, 6))))
    yield Example(_cooking(), _on(11, 5))


def _on(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 10, 0, tzinfo=UTC)


def _sent(month: int, day: int) -> ExampleMove:
    return ExampleMove(Stage.SUBMITTED, _on(month, day))


def _scored(*days: tuple[int, int]) -> tuple[ExampleMove, ...]:
    """Eligible, being scored and shortlisted, as far as there are days."""
    stages = (Stage.ELIGIBLE, Stage.SCORING, Stage.SHORTLISTED)
    return tuple(ExampleMove(stage, _on(*day)) for stage, day in zip(stages, days, strict=False))


def _delivering(here: Partnership) -> tuple[ExampleMove, ...]:
    reason = (
        f"It runs well already, the two extra sessions reach a part of the {here.terms.area} without a hub, "
        "and the numbers are realistic. Asked to report every month."
    )
    return (
        _sent(9, 4),
        *_scored((9, 7), (9, 8), (9, 11)),
        ExampleMove(Stage.APPROVED, _on(9, 18), reason, 280_000, expects_a_year=16),
        ExampleMove(Stage.AGREEMENT, _on(9, 22)),
        ExampleMove(Stage.DELIVERING, _on(10, 1)),
    )


def _approved() -> tuple[ExampleMove, ...]:
    reason = (
        "Cheap for the number of people, and open to anybody on probation. £200 less than asked for: kit "
        "can be borrowed for the first term."
    )
    return (
        _sent(9, 10),
        *_scored((9, 14), (9, 16), (9, 29)),
        ExampleMove(
            Stage.APPROVED,
            _on(10, 20),
            reason,
            150_000,
            condition="Shoes are lent, and not given, until somebody has come four times.",
            expects_a_year=20,
        ),
    )


def _declined() -> tuple[ExampleMove, ...]:
    reason = (
        "The need is real, but more than half of the money is for phones, and who is released without one "
        "can be given a basic phone by their probation practitioner. Please come back with the credit alone, "
        "or with an idea for those whom that does not reach."
    )
    return (_sent(9, 21), *_scored((9, 24), (9, 28)), ExampleMove(Stage.DECLINED, _on(10, 6), reason))


def _woodwork(here: Partnership) -> Idea:
    return Idea(
        fund=SLUG,
        organisation="Example Charity A",
        title="Two more woodwork sessions a week",
        what="Open the workshop on two more afternoons, with a tutor and a mentor at each session.",
        for_whom="Men on probation who are out of work",
        how_many=16,
        where=IdeaReach.WARDS,
        ward_codes=_places(here, "woodwork").ward_codes,
        pathway="Education, Training and Employment",
        desired_outcome="increases employability",
        indicator="people who finish a twelve-week course",
        baseline=0,
        target=10,
        running=Running.ALREADY,
        starts=date(2026, 10, 1),
        ends=date(2027, 3, 26),
        who_sends="Probation practitioners and the job centre, by telephone to the workshop.",
        sends_agreed=Agreed.YES,
        vetting="The tutor is vetted already; the mentor starts beside the tutor.",
        who_pays="The workshop gives the room and the machines.",
        safeguarding=Agreed.YES,
        insurance=Agreed.YES,
        costs=(CostLine("Tutor, 40 sessions", 200_000), CostLine("Timber and tools", 80_000)),
        group=GapGroup.MEN,
    )


def _running_club(here: Partnership) -> Idea:
    return Idea(
        fund=SLUG,
        organisation="Example Sports Club B",
        title="A running club with breakfast after",
        what="A weekly run for beginners with two coaches, and breakfast together afterwards.",
        for_whom="Anybody on probation who wants company and a routine",
        how_many=20,
        where=IdeaReach.WARDS,
        ward_codes=_places(here, "running_club").ward_codes,
        pathway="Lifestyle and Associates",
        desired_outcome="engages in pro-social community networks or activities",
        indicator="people who come eight times or more",
        baseline=0,
        target=12,
        starts=date(2026, 11, 2),
        ends=date(2027, 3, 29),
        who_sends="Probation practitioners hand out a card; anybody can come without it.",
        sends_agreed=Agreed.YES,
        vetting="Nobody is alone with anybody, so it starts without.",
        who_pays="The club pays for the hall.",
        safeguarding=Agreed.YES,
        insurance=Agreed.YES,
        costs=(
            CostLine("Coaches, 40 weeks", 100_000),
            CostLine("Shoes and kit", 40_000),
            CostLine("Breakfasts", 30_000),
        ),
    )


def _breakfast(here: Partnership) -> Idea:
    return Idea(
        fund=SLUG,
        organisation="Example Women’s Group C",
        title="Women’s breakfast on reporting days",
        what="A breakfast for women before their appointments, with a support worker and childcare. Only one "
        "referral in ten is a woman’s, so it costs more a head than anything else here; and nothing else "
        "here is for women alone.",
        for_whom="Women on probation",
        how_many=15,
        where=IdeaReach.HUB,
        hub=_places(here, "breakfast").hub,
        pathway="Emotional Wellbeing",
        desired_outcome="improves emotional wellbeing, resilience, coping or self-confidence",
        indicator="women who say that they cope better after three months",
        baseline=0,
        target=9,
        starts=date(2027, 1, 4),
        ends=date(2027, 3, 31),
        who_sends="The women’s lead of the office names the mornings in each appointment letter.",
        sends_agreed=Agreed.YES,
        vetting="The support worker; until then she works beside office staff.",
        who_pays="A bakery gives bread.",
        safeguarding=Agreed.YES,
        insurance=Agreed.YES,
        costs=(CostLine("Support worker, 46 mornings", 230_000), CostLine("Food and childcare", 140_000)),
    )


def _top_ups() -> Idea:
    return Idea(
        fund=SLUG,
        organisation="Example Advice Centre D",
        title="Phones and top-ups on release",
        what="A basic phone and three months of credit for people who leave prison without one.",
        for_whom="Prison leavers",
        how_many=60,
        where=IdeaReach.AREA,
        pathway="Social Inclusion",
        desired_outcome="successful transition from custody to the community",
        indicator="people who keep their first three appointments",
        target=45,
        starts=date(2026, 11, 2),
        ends=date(2027, 3, 31),
        who_sends="Resettlement workers in prison.",
        sends_agreed=Agreed.NOT_YET,
        vetting="Nobody.",
        safeguarding=Agreed.YES,
        insurance=Agreed.YES,
        costs=(CostLine("Phones", 240_000), CostLine("Credit", 180_000)),
    )


def _bikes(here: Partnership) -> Idea:
    return Idea(
        fund=SLUG,
        organisation="Example Cycle Project E",
        title="Repair a bike and keep it",
        what="Six-week courses in which people repair a donated bike, keep it, and can get to work on it. "
        "Cheap for each, but of those who start, few are in work after three months.",
        for_whom="People on probation who cannot get to work or appointments",
        how_many=24,
        where=IdeaReach.WARDS,
        ward_codes=_places(here, "bikes").ward_codes,
        pathway="Education, Training and Employment",
        desired_outcome="commences suitable ETE",
        indicator="people in work or training after three months",
        baseline=2,
        target=9,
        starts=date(2027, 1, 11),
        ends=date(2027, 3, 26),
        who_sends="Probation practitioners, by a form on our site.",
        sends_agreed=Agreed.NOT_YET,
        vetting="The mechanic, whose check is applied for.",
        who_pays="Bikes are donated.",
        safeguarding=Agreed.YES,
        insurance=Agreed.YES,
        costs=(CostLine("Mechanic, 24 days", 288_000), CostLine("Parts and helmets", 72_000)),
    )


def _benefits(here: Partnership) -> Idea:
    return Idea(
        fund=SLUG,
        organisation="Example Advice Centre D",
        title=f"Benefits clinic in {here.examples.clinic_town}",
        what="A fortnightly clinic with an adviser, for claims, appeals and debt. It reaches most people for "
        "its money, and all of it hangs on one adviser in one place.",
        for_whom=f"People on probation in the south of the {here.terms.area}",
        how_many=40,
        where=IdeaReach.HUB,
        hub=_places(here, "benefits").hub,
        pathway="Finance, Benefits and Debt",
        desired_outcome="accesses relevant benefit entitlement",
        indicator="people who receive what they are entitled to",
        baseline=5,
        target=30,
        running=Running.ALREADY,
        starts=date(2027, 1, 6),
        ends=date(2027, 3, 24),
        who_sends="Probation practitioners book people in by e-mail.",
        sends_agreed=Agreed.YES,
        vetting="The adviser is vetted already.",
        who_pays="Our core grant pays for supervision.",
        safeguarding=Agreed.YES,
        insurance=Agreed.YES,
        costs=(CostLine("Adviser, 26 sessions", 312_000), CostLine("Room and printing", 39_000)),
    )


def _evenings(here: Partnership) -> Idea:
    return Idea(
        fund=SLUG,
        organisation="Example Youth and Community Trust G",
        title="Two evenings a week where red went up",
        what="A mentor and a youth worker on Thursday and Friday evenings in three wards where red went up "
        "in spring. Nobody has tried it here, and by September red was back without it.",
        for_whom="IOM nominals and others on probation aged 18 to 30",
        how_many=18,
        where=IdeaReach.WARDS,
        ward_codes=_places(here, "evenings").ward_codes,
        pathway="Lifestyle and Associates",
        desired_outcome="reduces engagement with pro-criminal or negative networks",
        indicator="people who come six times or more",
        baseline=0,
        target=10,
        starts=date(2027, 1, 7),
        ends=date(2027, 3, 26),
        who_sends="The IOM team, by name in its meeting.",
        sends_agreed=Agreed.NOT_YET,
        vetting="Both workers; they start once it is through.",
        who_pays="The hall is free on Thursdays.",
        safeguarding=Agreed.YES,
        insurance=Agreed.NOT_YET,
        costs=(CostLine("Mentor and youth worker, 48 evenings", 336_000), CostLine("Rooms and food", 62_000)),
    )


def _places(here: Partnership, idea: str) -> IdeaPlaces:
    """Where it would happen; nowhere in particular for a partnership that does not say."""
    return here.examples.ideas.get(idea, IdeaPlaces())


def _cooking() -> Idea:
    return Idea(
        fund=SLUG,
        organisation="Example Community Kitchen F",
        title="Cooking on a budget",
        what="Not finished yet.",
    )
