"""What the frozen program starts with; engine and city are this same executable with another command."""

import multiprocessing
import sys

from app.bootstrap.commands import main

if __name__ == "__main__":
    multiprocessing.freeze_support()
    # A double click brings no arguments and means the console.
    sys.exit(main(sys.argv[1:] or ["run"]))
