"""Several app processes behind one address on one machine, each session kept to its own."""

from probation_commission.web.serving.several import serve

__all__ = ["serve"]
