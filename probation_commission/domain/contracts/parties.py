"""Who is in a contract, for whom it is, and the steps of its mobilisation."""

from enum import StrEnum


class ContractPart(StrEnum):
    """What an organisation is in a contract."""

    PRIME = "prime"
    CHAIN = "supply chain"


class Sex(StrEnum):
    """Whom a service is for."""

    ALL = "men and women"
    MEN = "men"
    WOMEN = "women"


class CaseStage(StrEnum):
    """Where those are whom a service is for."""

    CUSTODY = "custody"
    RELEASE = "release"
    COMMUNITY = "community"


class MilestoneKind(StrEnum):
    """A step of a mobilisation."""

    RECRUITMENT = "recruitment"
    VETTING = "vetting"
    PREMISES = "premises"
    GO_LIVE = "go-live"
