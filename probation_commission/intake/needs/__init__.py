"""Needs as they are sent: how many of a sample have each, a row a need or a column a need."""

from probation_commission.intake.needs.tables import read, refuse_people, stand_in, without_systems

__all__ = ["read", "refuse_people", "stand_in", "without_systems"]
