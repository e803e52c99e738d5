"""The pages that need no sign-in once a lead publishes them (decision 233)."""

from probation_commission.web.public_pages.routes import PATHS, public_page_routes, withheld

__all__ = ["PATHS", "public_page_routes", "withheld"]
