"""`python -m beyan`, the same as the installed command `beyan`."""

from beyan.cli import run

run()
