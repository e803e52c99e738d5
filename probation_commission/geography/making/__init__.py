"""What only `outlines build` runs: outlines drawn around the postcodes of each ward."""

from probation_commission.geography.making.outlines import Fineness, drawn_outlines

__all__ = ["Fineness", "drawn_outlines"]
