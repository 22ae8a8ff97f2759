"""A process beside this one, and what ends the program while it begins."""

from __future__ import annotations

import subprocess
import sys

import pytest

# Both are asked to end while the new one is not one yet.
BEGINNING = """\
import os, signal, sys
from beyan.lifetime import end_in_order
from beyan.publish.forks import fork_worker, write_all

asked = getattr(signal, sys.argv[1])
signal.signal(asked, signal.default_int_handler)
end_in_order()
os.register_at_fork(after_in_child=lambda: os.kill(os.getpid(), asked))
if sys.argv[2:]:
    os.register_at_fork(after_in_parent=lambda: os.kill(os.getpid(), asked))
try:
    answers, _ = fork_worker(lambda answers: write_all(answers, b"done"))
    print(os.read(answers, 9).decode())
except KeyboardInterrupt:
    print("stopped")
"""


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
@pytest.mark.parametrize(("parent", "told"), [([], "done"), (["parent"], "stopped")])
def test_what_ends_the_program_while_a_process_begins_is_the_parents_to_deal_with(
    name: str, parent: list[str], told: str
) -> None:
    command = [sys.executable, "-c", BEGINNING, name, *parent]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.stdout, done.stderr, done.returncode) == (f"{told}\n", "", 0)
