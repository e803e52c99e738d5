"""The pages that need no sign-in once a lead publishes them (decision 233), or opens a fund (320)."""

from probation_commission.web.public_pages.asking import apply_routes, fund_withheld
from probation_commission.web.public_pages.routes import PATHS, public_page_routes, withheld

__all__ = ["PATHS", "apply_routes", "fund_withheld", "public_page_routes", "withheld"]
