"""Needs as they are sent: how many of a sample have each, a row a need or a column a need."""

from probation_commission.intake.needs.finding import stand_in, without_systems
from probation_commission.intake.needs.people import refuse_people
from probation_commission.intake.needs.reading import read

__all__ = ["read", "refuse_people", "stand_in", "without_systems"]
