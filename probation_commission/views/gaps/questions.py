"""Open commissioning questions, in words."""

from probation_commission.domain.needs import OpenQuestion

ASKED = "Asked or named as missing in a document; nobody has written an answer here."


def about(one: OpenQuestion) -> str:
    """`Neurodiversity, IOM nominals. Source: …, 16 April 2024. …`: what it is on, who asks, what is known."""
    on = ", ".join(filter(None, (one.pathway, one.group)))
    ours = f"{on} (our reading). " if on else ""
    return f"{ours}Source: {one.source}, {one.dated}. {one.since}"
