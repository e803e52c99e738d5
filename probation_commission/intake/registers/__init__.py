"""The contract registers that councils publish, and Contracts Finder's: tables of any headings."""

from probation_commission.intake.registers.reading import read

__all__ = ["read"]
