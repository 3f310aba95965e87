"""`python -m app COMMAND`: what the launcher runs once everything is installed."""

import sys

from app.bootstrap.commands import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
