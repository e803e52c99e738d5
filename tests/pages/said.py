"""What pages say, as facts: of which subject and period which verdict, direction or number.

A fact is only what stands as a count or as one word; "5–9", "20 or more" and "not shown" say less.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape

import pandas as pd
from streamlit.testing.v1 import AppTest

from probation_commission.analysis.outcomes import PromiseVerdict
from tests.pages.sent import tables, walk

_NAME = "January|February|March|April|May|June|July|August|September|October|November|December"
MONTH = rf"(?:{_NAME})(?: \d{{4}})?"
SPAN = rf"(?:from {MONTH} to {MONTH}|in {MONTH})"
COUNT = r"£?\d[\d,]*"
_PERIOD = re.compile(rf"\b{MONTH}(?: to {MONTH})?")
_DAY = re.compile(rf"\b\d{{1,2}} (?:{_NAME}) \d{{4}}")
_RANGE = re.compile(
    r"(?:between )?\d[\d,.]*%?(?:–| and )\d[\d,.]*%?|\d+ or more|at least \d+%|\d[\d,]*–\d[\d,]*"
)
_NUMBER = re.compile(r"(?<![\w.:])£?\d[\d,]*(?:\.\d+)?%?(?![\w–:]|\.\d)")
VERDICTS = [*map(str, PromiseVerdict)]
_DIRECTION = re.compile(
    r"(?P<what>.*?),? (?P<way>up|down|rose|fell|more|fewer|unchanged)\b(?= from| by| than| since|$)"
)
ABOUT = (
    *("Service", "Month", "Partner", "Promised", "Ward", "Locality", "Idea", "Title", "Area", "Place"),
    *("Pathway", "Stage", "Which", "Provider", "Funder", "Organisation"),
)
"""The columns of tables that say what a row is about; each other column is a fact of it."""
FIGURES_BEHIND = "As written"
"""The column by which one knows the table of a return's own figures, where a row is a cell."""


@dataclass(frozen=True, slots=True)
class Fact:
    """What is said of something, and where: page, role and sentence."""

    subject: str
    value: str
    where: str


def sentences(app: AppTest) -> Iterator[str]:
    """Every sentence of a page; a metric is the sentence of its label and its number."""
    for node in walk(app.main):
        proto = node.proto
        texts = [text for name in ("label", "body") if isinstance(text := getattr(proto, name, ""), str)]
        if type(proto).__name__ == "Metric":
            texts = [": ".join(texts)]
        if isinstance(getattr(proto, "spec", None), str) and proto.spec:
            texts.append(_title(json.loads(proto.spec)))
        for text in texts:
            yield from _split(text)


def _title(spec: dict) -> str:
    title = spec.get("title", "")
    return title if isinstance(title, str) else f"{title.get('text', '')}: {title.get('subtitle', '')}"


def _split(text: str) -> Iterator[str]:
    if "<style" in text:
        return
    plain = re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", text))).strip()
    yield from (
        part.strip(" .") for part in re.split(r"(?<=[.!?]) (?=[A-Z0-9“])|; ", plain) if part.strip(" .")
    )


def facts(sentence: str, page: str, who: str) -> Iterator[Fact]:
    """The numbers of a sentence, each by all else that the sentence says, and its direction."""
    periods = _PERIOD.findall(_DAY.sub("†", sentence))
    frame = _RANGE.sub("…", _PERIOD.sub("†", _DAY.sub("†", sentence)))
    subject = f"{page}: {_NUMBER.sub('#', frame)} {periods}"
    for position, number in enumerate(_NUMBER.findall(frame)):
        yield Fact(f"{subject}, number {position}", number, f"{who}: {sentence}")
    if match := _DIRECTION.match(sentence):
        what = _NUMBER.sub("#", _RANGE.sub("#", match["what"]))
        yield Fact(f"direction of {what}", match["way"], f"{who}: {sentence}")


def facts_of_tables(app: AppTest, page: str, who: str) -> Iterator[Fact]:
    """The counts and verdicts of every row; those of promises are the same on every page."""
    frames = (getattr(element.value, "data", element.value) for element in app.dataframe)
    for frame in [*tables(app), *frames]:
        about = [column for column in frame.columns if column in ABOUT]
        if not about or FIGURES_BEHIND in frame.columns:
            continue
        for row in frame.to_dict("records"):
            key = ", ".join(f"{row[column]}" for column in about)
            place = "any page" if "Promised" in about else page
            for column, value in row.items():
                text = _plain(value)
                if column not in about and (text in VERDICTS or _NUMBER.fullmatch(text)):
                    yield Fact(f"{place}: {column} of {key}", text, f"{who}: {column} {text} of {key}")


def _plain(value: object) -> str:
    whole = isinstance(value, float) and not pd.isna(value) and value.is_integer()
    return f"{value:.0f}" if whole else str(value).replace(",", "")


COUNTED: tuple[tuple[str, dict[str, str]], ...] = (
    (
        r"(?P<live>\d+) live of (?P<known>\d+) services? known",
        {"live": "live services", "known": "known services"},
    ),
    (
        r"(?P<live>\d+) of (?P<known>\d+) services are live",
        {"live": "live services", "known": "known services"},
    ),
    (rf"(?P<late>\d+) returns? for (?P<month>{MONTH}) (?:is|are) late", {"late": "late returns"}),
    (
        rf"(?P<late>\d+) services?’s? returns? for (?P<month>{MONTH}) (?:is|are) late",
        {"late": "late returns of services"},
    ),
    (
        rf"\d+ of (?P<due>\d+) returns? for (?P<month>{MONTH}) (?:is|are) in",
        {"due": "expected returns"},
    ),
    (r"of (?P<live>\d+) live services", {"live": "live services"}),
    (r"whether \d+ of (?P<known>\d+) services still run", {"known": "known services"}),
    (r"when (?P<live>\d+) live contracts end", {"live": "live services"}),
    (r"the address of \d+ of (?P<hubs>\d+) hubs and offices", {"hubs": "hubs and offices"}),
    (r"^(?P<hubs>\d+) places? in {area}", {"hubs": "hubs and offices"}),
    (rf"{{area}}: (?P<all>{COUNT}) IOM nominals in (?P<month>{MONTH})", {"all": "the cohort"}),
    (rf"of (?P<all>{COUNT}) nominals in {{area}}, (?P<month>{MONTH})", {"all": "the cohort"}),
    (rf"^(?P<all>{COUNT}) nominals in {{area}}, (?P<month>{MONTH})", {"all": "the cohort"}),
    (
        rf"^{{area}}: {COUNT} IOM nominals in {MONTH}, \w+ from (?P<all>{COUNT}) in (?P<month>{MONTH})",
        {"all": "the cohort"},
    ),
    (
        rf"^Nominals in {{area}}: (?:up|down) from (?P<all>{COUNT}) in (?P<month>{MONTH})",
        {"all": "the cohort"},
    ),
    (
        rf"^Nominals in {{area}}: (?P<all>{COUNT}), as in (?P<month>{MONTH})",
        {"all": "the cohort"},
    ),
    (
        rf"^The cohort of {{area}} went from (?P<all>{COUNT}) in (?P<month>{MONTH})",
        {"all": "the cohort"},
    ),
    (
        rf"^The cohort of {{area}} went .* to (?P<all>{COUNT}) in (?P<month>{MONTH})",
        {"all": "the cohort"},
    ),
    (
        rf"^The cohort of {{area}} is as in (?P<month>{MONTH}), (?P<all>{COUNT})",
        {"all": "the cohort"},
    ),
    (
        rf"^The cohort of {{area}} is as in {MONTH}, (?P<all>{COUNT}) in (?P<month>{MONTH})",
        {"all": "the cohort"},
    ),
    (r"(?P<wrong>\d+) lines? (?:does|do) not add up: \d+ explained", {"wrong": "failing lines"}),
    (r"(?P<wrong>\d+) of \d+ lines (?:does|do) not add up", {"wrong": "failing lines"}),
    (r"(?P<waiting>\d+) ideas? waits? for a decision", {"waiting": "ideas that wait"}),
    (rf"(?P<left>{COUNT}) of (?P<pot>{COUNT}) left", {"left": "left in the pot", "pot": "the pot"}),
    (
        rf"{COUNT} of (?P<pot>{COUNT}) is awarded, (?P<left>{COUNT}) is left",
        {"left": "left in the pot", "pot": "the pot"},
    ),
    (r"(?P<met>\d+) of (?P<promises>\d+) promises? met", {"met": "promises met", "promises": "promises"}),
    (
        rf"Of (?P<received>{COUNT}) referrals received by (?P<by>.+?) (?P<month>{SPAN}), (?P<begun>{COUNT})",
        {"received": "referrals received", "begun": "referrals started"},
    ),
    (
        rf"^(?P<by>.+): (?P<received>{COUNT}) referrals in (?P<month>{MONTH})",
        {"received": "referrals received"},
    ),
)
"""Counts that stand on several pages, each in its own words: what each number is the count of."""


def counts(sentence: str, area: str, page: str, who: str) -> Iterator[Fact]:
    """What the sentence counts of the area whose page it is on, by names that all pages share."""
    for pattern, names in COUNTED:
        for match in re.finditer(pattern.replace("{area}", re.escape(area)), sentence):
            said = match.groupdict()
            of = ", ".join(filter(None, [said.get("by") or area, said.get("month")]))
            for group, name in names.items():
                yield Fact(f"{name} of {of}", said[group].replace(",", ""), f"{page}, {who}: {sentence}")


def contradictions(known: Iterable[Fact]) -> dict[str, dict[str, str]]:
    """The subjects of which two people, or two pages, are told something different: what each is told."""
    told: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for fact in known:
        told[fact.subject].setdefault(fact.value, fact.where)
    return {subject: values for subject, values in told.items() if len(values) > 1}
