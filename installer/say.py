"""The launcher's own lines, kept apart from what the program prints: they go to standard error."""

import sys


def say(text: str) -> None:
    """Write one line at once."""
    sys.stderr.write(f"atalaya: {text}\n")
    sys.stderr.flush()
