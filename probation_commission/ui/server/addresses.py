"""The addresses of Streamlit's server that its pages need."""

from functools import cache
from pathlib import Path

from streamlit import file_util

# Without `_stcore/metrics` (what anybody asks of it walks through every session), `script-health-check` (it
# runs the script) and `agent`.
_EXACT = frozenset(
    {
        "/auth/login",
        "/auth/logout",
        "/oauth2callback",
        "/_stcore/health",
        "/_stcore/host-config",
        "/_stcore/stream",
    }
)
_BELOW = ("/_stcore/upload_file/", "/_stcore/bidi-components/", "/component/", "/media/")


def of_streamlit(path: str) -> bool:
    """Whether its pages ask for that address: a route of its server, or a file that is there."""
    # Two slashes are refused by its server itself (400).
    return path in _EXACT or path.startswith((*_BELOW, "//")) or path in _files()


@cache
def _files() -> frozenset[str]:
    """Its scripts, styles and pictures; for anything else its server would answer with its first page."""
    folder = Path(file_util.get_static_dir())
    return frozenset(
        f"/{path.relative_to(folder).as_posix()}" for path in folder.rglob("*") if path.is_file()
    )
