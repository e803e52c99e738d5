"""How long and how much, at the doors. What a file may hold: `intake/files/limits.py`."""

from datetime import timedelta

from probation_commission.domain.access import SIGN_IN_LASTS

COOKIE_LASTS = SIGN_IN_LASTS
"""The longest for any cookie; Streamlit would keep that of a sign-in for thirty days."""
FILE_LASTS = timedelta(minutes=5)
"""How long a file can be fetched by whoever clicked for it."""
HTTPS_LASTS = timedelta(days=365)
"""How long a browser asks for nothing but https, once it was here by https."""
MOST_UPLOADED = 100 * 1024**2
"""Bytes of files that one account has in the server's memory at a time, in all its tabs and sign-ins."""
