"""`python build.py [command]`: the command `beyan`, acting on the site in this file's folder."""

import sys
from pathlib import Path

if __name__ == "__main__":
    from beyan.cli import run

    run(default_site=Path(__file__).resolve().parent, arguments=sys.argv[1:])
