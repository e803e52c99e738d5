"""Evidence of need that is too old to be ranked: published samples with their size, and old counts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from probation_commission.domain.gaps import EVIDENCE_MONTHS
from probation_commission.domain.needs import Met, PastNeed
from probation_commission.domain.words import listed
from probation_commission.views.marks import MADE_UP

NOT_RANKED = (
    f"Older than {EVIDENCE_MONTHS} months, or without figures: shown with its size and what has changed "
    "since, and never ranked."
)
_NOT_GIVEN, _DASH = "not given", "–"


@dataclass(frozen=True, slots=True)
class PastSample:
    """One sample of a document: what it says of the whole, and a row for each need."""

    whole: PastNeed
    rows: tuple[PastNeed, ...]

    @property
    def title(self) -> str:
        """`31 CRC cases inspected, August 2016`."""
        return f"{self.whole.sample} {self.whole.sampled}, {self.whole.dated}"


def samples(rows: Sequence[PastNeed]) -> list[PastSample]:
    """The samples that a document breaks down by need, in their order."""
    by_sample: dict[tuple[str, str], list[PastNeed]] = {}
    for row in rows:
        by_sample.setdefault((row.sampled, row.source), []).append(row)
    return [
        PastSample(whole, tuple(row for row in given if row.need))
        for given in by_sample.values()
        if any(row.need for row in given) and (whole := next((row for row in given if not row.need), None))
    ]


def finding(sample: PastSample) -> str:
    """Which needs were met least and most: `Of 31 …: alcohol, relationships least often met; …`."""
    # Those that were met least come first.
    said = [
        f"{_named(needs)} {_WORDS[met]}"
        for met in reversed(Met)
        if (needs := [str(row.need) for row in sample.rows if row.met is met])
    ]
    whole = f"{sample.whole.sample} {sample.whole.sampled} ({sample.whole.source}, {sample.whole.dated})"
    return f"Of {whole}: {'; '.join(said)}."


def _named(needs: Sequence[str]) -> str:
    """`alcohol and relationships`; by commas where one has an "and" of its own."""
    ordered = sorted(needs)
    return ", ".join(ordered) if any(" and " in one for one in ordered) else listed(ordered)


_WORDS = {
    Met.SUFFICIENTLY: "met",
    Met.MOST_OFTEN: "most often met",
    Met.NOT_ALWAYS: "not always met",
    Met.LEAST_OFTEN: "least often met",
    Met.NOT: "not met",
}


def table(sample: PastSample) -> pd.DataFrame:
    """A row a need in the document's words."""
    return pd.DataFrame(
        {
            "Need": [f"{row.need[0].upper()}{row.need[1:]}" for row in sample.rows if row.need],
            f"Cases of {sample.whole.sample}": [
                _NOT_GIVEN if row.people is None else str(row.people) for row in sample.rows
            ],
            "What was found": [_found(row) or _DASH for row in sample.rows],
        }
    )


def _found(row: PastNeed) -> str:
    """`Plan: in 4 of the 17. Work: sufficient in just under one-fifth.`."""
    parts = (("Plan", row.planned), ("Work", row.delivered), ("Progress", row.progress))
    return " ".join(f"{name}: {words}." for name, words in parts if words)


def live_today(by_pathway: Mapping[str, Sequence[str]]) -> str:
    """`Live here today, by pathway: Accommodation: …`; empty where none is."""
    said = [f"{pathway}: {', '.join(names)}" for pathway, names in by_pathway.items() if names]
    return f"Bought since and live here today. {'. '.join(said)}." if said else ""


def about(sample: PastSample) -> str:
    """What the document says of the whole, what has changed since, and where it stands."""
    whole = sample.whole
    found = f"Of all cases: {_found(whole)}" if _found(whole) else ""
    since = f"Since: {whole.since}" if whole.since else ""
    return " ".join(filter(None, (found, since, f"Source: {whole.source}.")))


def lines(rows: Sequence[PastNeed]) -> Iterator[tuple[str, str]]:
    """What is said of no need in a table: the sentence, and its size, date, source and what changed since."""
    for row in rows:
        if not row.said:
            continue
        of = f"{row.sample} {row.sampled}" if row.sample else row.sampled
        start = f"{of[:1].upper()}{of[1:]}, {row.dated}" if of else row.dated
        since = f" Since: {row.since}" if row.since else ""
        yield row.said, f"{start}. Source: {row.source}.{since}"


def old_counts(shown: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """A row for each need of a count that is too old, the latest first, as it is shown (`ShownNeed`)."""
    ordered = shown.sort_values(
        ["month", "area_code", "source", "group"], ascending=[False, True, True, True]
    )
    return pd.DataFrame(
        [
            {
                "Sample of": f"{row['month']:%B %Y}{f' ({MADE_UP})' if row['made_up'] else ''}",
                "Area": names.get(row["area_code"], row["area_code"]),
                "Who says so": row["source"],
                "Of whom": row["group"] or "all",
                "Need": row["need"],
                "People": row["text"],
                "Looked at": row["sample_text"],
            }
            for row in ordered.to_dict("records")
        ]
    )
