"""What headings and cells of trackers mean: closed lists of words, so that nobody's own are repeated."""

import re

from probation_commission.domain import trackers
from probation_commission.domain.returns import Kind
from probation_commission.domain.trackers import RowColumn, Tracker, TrackerCount
from probation_commission.intake.cells import while_reading
from probation_commission.intake.files import Value, plain

_LONGEST = 80
MONTH = re.compile(
    r"month(?: of (?:return|release|rejection|start))?|month (?:begun|started|released|rejected|wanted)"
    r"|date|as at|as of|on|snapshot(?: date)?|reporting month",
    re.ASCII,
)
AREA = re.compile(
    r"(?:local )?(?:authority|area|borough|council|district)(?: name)?|(?:releasing|home) (?:authority|area)"
    r"|pdu",
    re.ASCII,
)
_NUMBER = r"(?:(?:number|no|count|total)\.? (?:of )?)?"
# Of each count the headings that mean it, besides its own.
_COUNTS: dict[tuple[Kind, str], str] = {
    (Kind.WANTED, trackers.RECALL): r"(?:licence )?recalls?(?: to prison)?|wanted (?:for|on) recall",
    (Kind.WANTED, trackers.FAILURE): (
        r"ftas?|fail(?:ure|ed|ing)? to (?:appear|attend|surrender)|wanted for (?:fta|failure to appear)"
    ),
    (Kind.WANTED, trackers.PACE): r"pace(?: offences?)?|wanted for (?:a )?pace(?: offence)?",
    (Kind.WANTED, trackers.OTHER): r"other(?: reasons?)?|any other(?: reason)?",
    (Kind.WANTED, trackers.TrackerMeasure.OFFENCES): (
        r"(?:additional |further )?offences(?: (?:committed )?while?(?:st)? wanted)?"
    ),
    (
        Kind.WANTED,
        trackers.TrackerMeasure.HOURS,
    ): r"(?:police|officer) (?:hours|time)|hours of police(?: time)?",
    (Kind.BREACH, trackers.NOT_COMPLETE): (
        r"(?:request|form|breach)(?: request)? (?:not completed(?: properly)?|incomplete)"
        r"|not completed properly"
    ),
    (Kind.BREACH, trackers.DOCUMENTS): (
        r"documents? (?:not loaded|missing|not uploaded)(?: (?:in|on)to ndelius)?|missing documents?"
    ),
    (Kind.BREACH, trackers.INFORMATION): (
        r"(?:not enough|insufficient|missing) (?:information|evidence)|information missing"
    ),
    (Kind.BREACH, trackers.NOT_LEGAL): r"(?:proposal )?(?:not legal|unlawful|illegal)(?: proposal)?",
    (Kind.BREACH, trackers.OTHER): r"other(?: reasons?)?|any other(?: reason)?",
    (Kind.DIVERSION, trackers.STARTED): r"start(?:s|ed)|begun|diverted",
    (Kind.DIVERSION, trackers.COMPLIED): r"complied|completed|compliant",
    (Kind.DIVERSION, trackers.BREACHED): r"breach(?:ed|es)|failed|not complied",
    (Kind.DIVERSION, trackers.REOFFENDED): r"re-?offended|re-?offences",
    (Kind.RELEASE, trackers.RELEASED): r"(?:all )?release(?:s|d)(?: from (?:prison|custody))?|prison leavers",
    (Kind.RELEASE, trackers.NO_ABODE): (
        r"nfa|no fixed (?:abode|address)(?: on release)?|nfa on release|(?:released )?homeless"
        r"|released (?:to )?(?:nfa|no fixed abode)"
    ),
    (Kind.RELEASE, trackers.CAS3_USED): r"cas ?-?3 (?:used|accepted|placements?|placed)|used cas ?-?3",
    (
        Kind.RELEASE,
        trackers.CAS3_REFUSED,
    ): r"cas ?-?3 (?:refused|refusals?|declined|rejected)|refused cas ?-?3",
    (Kind.RELEASE, trackers.SETTLED): (
        r"settled(?: accommodation)?(?: (?:after|at) (?:three|3) months)?|settled at 3 ?m(?:onths)?"
    ),
    (Kind.CASELOAD, ""): r"(?:all )?(?:people|persons|pops?) on probation|(?:total )?(?:probation )?caseload",
    (Kind.CASELOAD, trackers.COMMUNITY): r"(?:in (?:the )?)?community(?: caseload)?",
    (Kind.CASELOAD, trackers.CUSTODY): r"(?:in )?custody(?: caseload)?",
}
_LEAST: dict[Kind, tuple[int, frozenset[str]]] = {
    Kind.WANTED: (2, frozenset({trackers.RECALL, trackers.FAILURE, trackers.PACE})),
    Kind.BREACH: (
        2,
        frozenset({trackers.NOT_COMPLETE, trackers.DOCUMENTS, trackers.INFORMATION, trackers.NOT_LEGAL}),
    ),
    Kind.DIVERSION: (2, frozenset({trackers.REOFFENDED, trackers.BREACHED})),
    Kind.RELEASE: (2, frozenset({trackers.CAS3_USED, trackers.CAS3_REFUSED, trackers.SETTLED})),
    Kind.CASELOAD: (1, frozenset({""})),
}
"""Of each tracker: fewest counts by which its table is known, and those of which one is among them."""
_ROWS: dict[tuple[Kind, RowColumn], str] = {
    (Kind.WANTED, RowColumn.FROM): (
        r"(?:date )?wanted (?:from|since|on|date)|date wanted|wanted start(?: date)?|start of wanted period"
        r"|date circulated(?: as wanted)?"
    ),
    (Kind.WANTED, RowColumn.UNTIL): (
        r"(?:date )?wanted (?:until|till|to)|(?:date )?(?:arrested|located|found|apprehended)(?: on)?"
        r"|date (?:of )?(?:arrest|location)|wanted end(?: date)?"
    ),
    (
        Kind.WANTED,
        RowColumn.WHY,
    ): r"(?:reason (?:for being )?wanted|reason|wanted (?:for|reason)|wanted type)",
    (Kind.WANTED, RowColumn.OFFENCES): (
        r"(?:number of )?(?:additional |further )?offences(?: (?:committed )?while?(?:st)? wanted)?"
    ),
    (
        Kind.WANTED,
        RowColumn.HOURS,
    ): r"(?:police|officer) (?:hours|time(?: \(hours\))?)|hours of police(?: time)?",
    (
        Kind.BREACH,
        RowColumn.FROM,
    ): r"(?:date )?rejected(?: on)?|rejection date|date (?:of rejection|rejected)|month",
    (Kind.BREACH, RowColumn.WHY): r"reasons? (?:for|of) rejection|rejection reason|reason rejected",
    (Kind.DIVERSION, RowColumn.FROM): (
        r"(?:diversion|checkpoint)(?: contract)? (?:started|start(?: date)?|begun)(?: on)?"
    ),
    (Kind.DIVERSION, RowColumn.WHY): r"(?:diversion |checkpoint )?(?:status|outcome|result)",
    (Kind.RELEASE, RowColumn.FROM): r"released on|release date|date (?:of release|released)|month of release",
    (Kind.RELEASE, RowColumn.NO_ABODE): (
        r"nfa(?: on release)?|no fixed (?:abode|address)(?: on release)?|homeless on release"
    ),
    (Kind.RELEASE, RowColumn.CAS3): r"cas ?-?3(?: (?:outcome|decision|status|referral))?",
    (Kind.RELEASE, RowColumn.SETTLED): (
        r"(?:in )?settled(?: accommodation)?(?: (?:after|at) (?:three|3) months)?|settled at 3m"
    ),
}
NEEDED: dict[Kind, frozenset[RowColumn]] = {
    Kind.WANTED: frozenset({RowColumn.FROM, RowColumn.UNTIL}),
    Kind.BREACH: frozenset({RowColumn.FROM, RowColumn.WHY}),
    Kind.DIVERSION: frozenset({RowColumn.FROM, RowColumn.WHY}),
    Kind.RELEASE: frozenset({RowColumn.FROM, RowColumn.NO_ABODE}),
}
"""The columns without which rows are no list of the tracker."""
_WHY: dict[Kind, tuple[tuple[str, re.Pattern[str]], ...]] = {
    kind: tuple((category, re.compile(pattern)) for category, pattern in words)
    for kind, words in {
        Kind.WANTED: (
            (trackers.RECALL, r"recall"),
            (trackers.FAILURE, r"\bfta\b|fail\w* to (?:appear|attend|surrender)|warrant|\bbail\b"),
            (trackers.PACE, r"\bpace\b|offence|suspect"),
            (trackers.OTHER, r"^other"),
        ),
        Kind.BREACH: (
            (trackers.NOT_LEGAL, r"legal|lawful"),
            (trackers.DOCUMENTS, r"document|upload|delius|not loaded"),
            (trackers.INFORMATION, r"information|evidence"),
            (trackers.NOT_COMPLETE, r"complete|form\b"),
            (trackers.OTHER, r"^other"),
        ),
    }.items()
}
# Closed lists matched whole: a "not", "referred" or "waiting" before a known word turns it round (263).
_REOFFENDING = r"(?:re ?offen(?:ded|ding|ces?|ces)|further offen(?:ces?|ding))"
_CONTRACT = (
    r"(?: (?:with )?(?:(?:the|their|his|her|all) )?(?:contract|conditions?|checkpoint|diversion|programme))?"
)
_STATUS = tuple(
    (category, re.compile(pattern, re.ASCII))
    for category, pattern in (
        (
            trackers.REOFFENDED,
            (
                rf"(?:has |have )?{_REOFFENDING}"
                rf"|(?:breach(?:ed)?|failed)(?: by| due to| as| and)? {_REOFFENDING}"
            ),
        ),
        (
            trackers.BREACHED,
            (
                rf"(?:in )?breach(?:ed|es)?(?: of)?{_CONTRACT}"
                rf"|fail(?:ed|ure)(?: to (?:comply|engage))?{_CONTRACT}"
                rf"|not (?:complied|complying|compliant|successful){_CONTRACT}"
                rf"|(?:did ?n[o]?t|did not|has not|hasnt) (?:comply|complied|engage|engaged){_CONTRACT}"
                rf"|(?:non|un) ?(?:compliance|compliant|complied|successful){_CONTRACT}"
                r"|(?:withdrew|withdrawn)(?: consent)?"
            ),
        ),
        (
            trackers.COMPLIED,
            (
                rf"(?:has |have )?(?:(?:fully|successfully) )?"
                rf"(?:complied|compliant|completed?|success|successful|finished){_CONTRACT}(?: successfully)?"
                rf"(?: (?:and |with )?(?:no|without|not) (?:further )?(?:{_REOFFENDING}|breach(?:es|ed)?))*"
                r"|successful(?:ly)? complet(?:ed|ion)"
            ),
        ),
        (
            trackers.STARTED,
            (
                rf"(?:has )?start(?:ed)?{_CONTRACT}|on ?going|active|open|current|live|diverted|in progress"
                r"|under ?way|(?:still )?on (?:a |the )?(?:contract|checkpoint|diversion|programme)"
            ),
        ),
    )
)
_NOT_STARTED = re.compile(
    r"(?:has )?not (?:yet )?started|(?:did not|didnt) start|yet to start|never started|(?:await\w*|waiting)"
    r"(?: (?:to|a))? start|declined(?: diversion| checkpoint)?|not (?:diverted|eligible|suitable)",
    re.ASCII,
)
_HOMELESS = frozenset(
    {
        *("yes", "y", "true", "1", "nfa", "no fixed abode", "no fixed address", "homeless"),
        *(
            "yes nfa",
            "y nfa",
            "nfa yes",
            "yes no fixed abode",
            "yes homeless",
            "rough sleeping",
            "street homeless",
        ),
    }
)
_HOUSED = frozenset(
    {
        *("no", "n", "false", "0", "not nfa", "none", "not homeless", "housed", "settled", "has an address"),
        *("has address", "no has an address", "no has address", "no settled", "no housed"),
    }
)
_SETTLED = frozenset(
    {"yes", "y", "true", "1", "settled", "housed", "yes settled", "in settled accommodation"}
)
_NOT_SETTLED = frozenset(
    {"no", "n", "false", "0", "not settled", "no not settled", "not housed", "unsettled"}
)
_CAS = r"cas ?3"
_REFUSING = r"(?:refus(?:ed|al)|declined|rejected|turned down|not accepted|unsuccessful|not successful)"
_CAS3 = (
    (
        trackers.CAS3_REFUSED,
        re.compile(
            rf"(?:{_CAS} )?(?:(?:referral|referred|application|applied)(?: to {_CAS})? )?"
            rf"(?:but |and )?(?:was )?{_REFUSING}(?: (?:by|for) {_CAS}| {_CAS})?",
            re.ASCII,
        ),
    ),
    (
        trackers.CAS3_USED,
        re.compile(
            rf"{_CAS}|(?:{_CAS} )?(?:(?:referral|referred|application)(?: to {_CAS})? )?(?:and )?(?:was )?"
            rf"(?:used|accepted|placed|yes|y|moved in|successful|accommodated)"
            rf"(?: (?:(?:in|into|by|to|for|at) )?{_CAS})?|(?:in|went to|released to) {_CAS}",
            re.ASCII,
        ),
    ),
)
_NO_CAS3 = re.compile(
    rf"|no?|none|n a|0|false|not (?:used|placed|referred|needed|required|applicable)"
    rf"(?: (?:(?:to|in|for) )?{_CAS})?|no (?:{_CAS}|referral)|{_CAS} not (?:used|needed|required)",
    re.ASCII,
)
_NOT = re.compile(r"\b(?:not|no|non)\b[ -]*(?:(?:a|an|for|on|to) )*\w+")
_NUMBER_ALONE = re.compile(r"\d{1,6}(?:\.\d{1,4})?", re.ASCII)


@while_reading
def tidy(text: str) -> str:
    """A heading as it is compared."""
    return re.sub(r"[\s_]+", " ", plain(text)[:_LONGEST]).strip(" :*?.#").casefold()


@while_reading
def is_month(text: str) -> bool:
    """Whether a heading is that of the months, or of the days of a caseload."""
    return bool(MONTH.fullmatch(tidy(text)))


@while_reading
def is_area(text: str) -> bool:
    """Whether a heading is that of the areas."""
    return bool(AREA.fullmatch(tidy(text)))


def count_of(tracker: Tracker, text: str) -> TrackerCount | None:
    """The count of a tracker that a heading means."""
    words = tidy(text)
    if not words:
        return None
    return next((one for one in tracker.counts if _means(tracker, one, words)), None)


def _means(tracker: Tracker, one: TrackerCount, words: str) -> bool:
    key = one.category or (one.measure if tracker.kind is Kind.WANTED else "")
    pattern = rf"{_NUMBER}(?:{_COUNTS[tracker.kind, key]})"
    return words == one.heading.casefold() or bool(re.fullmatch(pattern, words, re.ASCII))


def enough(tracker: Tracker, counts: set[TrackerCount]) -> bool:
    """Whether so many counts of a tracker are its table, and no other's."""
    least, one_of = _LEAST[tracker.kind]
    of_main = {count.category for count in counts if count.measure is tracker.main}
    return len(counts) >= least and bool(of_main & one_of)


def row_column(tracker: Tracker, text: str) -> RowColumn | None:
    """What a column of a list says, by its heading; None for every other, which is never looked at."""
    words = tidy(text)
    if words and is_area(words):
        return RowColumn.AREA
    own = {heading.casefold(): column for column, heading in tracker.rows.items()}
    if words in own:
        return own[words]
    return next(
        (
            column
            for (kind, column), pattern in _ROWS.items()
            if kind is tracker.kind and re.fullmatch(pattern, words, re.ASCII)
        ),
        None,
    )


def why(kind: Kind, value: Value) -> str | None:
    """The category that a cell means; None for what no word of a closed list stands in, or its opposite."""
    if kind is Kind.DIVERSION:
        return _whole(_STATUS, value)
    text = tidy(str(value))
    # "Not recall - PACE" is no recall; a rejection is for what is not there: "not loaded".
    text = _NOT.sub(" ", text) if kind is Kind.WANTED else text
    return next((category for category, words in _WHY[kind] if words.search(text)), None)


def not_started(value: Value) -> bool:
    """Whether a status says that the diversion has not begun."""
    return bool(_NOT_STARTED.fullmatch(_bare(value)))


def homeless(value: Value) -> bool | None:
    """Whether a cell under no fixed abode says so; None where it says neither."""
    text = _bare(value)
    return True if text in _HOMELESS else False if text in _HOUSED else None


def settled(value: Value) -> bool | None:
    """Whether a cell under settled accommodation says that somebody is; None where it says neither."""
    text = _bare(value)
    return True if text in _SETTLED else False if text in _NOT_SETTLED else None


def is_number(value: Value) -> bool:
    """Whether a cell holds a number, which is no word for yes or no."""
    return bool(_NUMBER_ALONE.fullmatch(_text(value)))


def cas3(value: Value) -> str | None:
    """Whether CAS3 was used or refused; None where it was neither, or nobody can say which."""
    return _whole(_CAS3, value)


def is_no_cas3(value: Value) -> bool:
    """Whether a cell says that CAS3 was neither used nor refused, or is empty."""
    return bool(_NO_CAS3.fullmatch(_bare(value)))


def _whole(known: tuple[tuple[str, re.Pattern[str]], ...], value: Value) -> str | None:
    text = _bare(value)
    return next((category for category, words in known if words.fullmatch(text)), None)


def _text(value: Value) -> str:
    return tidy(f"{value:g}" if isinstance(value, int | float) else str(value))


def _bare(value: Value) -> str:
    """The words of a cell, without what stands between them."""
    text = re.sub(r"['’]", "", _text(value))
    return " ".join(re.sub(r"[^\w\s]", " ", re.sub(r"^(\d+)\.0$", r"\1", text)).split())
