"""What the command `serve` becomes: `python -m probation_commission.web.serving HOST PORT PROCESSES`."""

import sys

from probation_commission.web.serving import serve


def main(host: str, port: str, count: str) -> int:
    """The exit code, once it was ended or could not start."""
    try:
        return 0 if serve(host, int(port), int(count)) else 1
    except OSError as fault:
        sys.stderr.write(f"{host}:{port} can't be served ({fault.strerror}). Give another address or port.\n")
        return 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
