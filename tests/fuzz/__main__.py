"""`make fuzz`: thousands of inputs that are wrong in some way; each is told, or read as it stands.

python -m tests.fuzz --count 20000 --seed 1
python -m tests.fuzz --seed 1 --only release:1234      one of them again, with its bytes
"""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
from pathlib import Path
from random import Random
from typing import Any

from tests.fuzz import generated, seeds
from tests.fuzz.judgement import Hung, guarded
from tests.fuzz.kinds import READERS, SITES, Kind
from tests.fuzz.place import Place

# By hypothesis, which numbers nothing; so many of a thousand.
GENERATED, GENERATED_SHARE = "generated", 100
# No reader takes a second; what takes so many does not come to an end.
PATIENCE = 60


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", metavar="KIND[:NUMBER]")
    options = parser.parse_args()
    kind, _, number = options.only.partition(":")
    signal.signal(signal.SIGALRM, hung)
    faults = mutants = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if kind in ("", GENERATED):
            count = _share(options.count, GENERATED_SHARE)
            place = Place(seeds.own_site(folder / GENERATED))
            found, told = generated.faults(place, options.seed, count)
            for fault in found:
                print(f"{GENERATED}: {fault}", flush=True)
            _row(GENERATED, count, told)
            mutants, faults = count, len(found)
        for each in (*READERS, *SITES):
            if kind in ("", each.name):
                count = _share(options.count, each.share)
                numbers = [int(number)] if number else range(count)
                faults += _all_of(each, folder, options.seed, numbers, shows=number != "")
                mutants += len(numbers)
    print(f"{mutants} mutants, {faults} with a fault")
    sys.exit(faults > 0)


def run(kind: Kind, place: Place, seed: int, number: int) -> list[str]:
    """The faults of one mutant, which is the same whenever it has this number."""
    place.told = False
    signal.alarm(PATIENCE)
    try:
        return guarded(kind.run(place, Random(f"{seed} {kind.name} {number}")))
    finally:
        signal.alarm(0)


def hung(*_: Any) -> None:
    raise Hung


def _all_of(kind: Kind, folder: Path, seed: int, numbers: list[int] | range, *, shows: bool) -> int:
    """How many have a fault; each is printed, and with `shows` the bytes of the input."""
    place = Place(seeds.own_site(folder / kind.name))
    faults = told = 0
    for number in numbers:
        found = run(kind, place, seed, number)
        told += place.told
        for fault in found:
            print(f"{kind.name}:{number}: {fault}", flush=True)
        if shows:
            sys.stdout.flush()
            sys.stdout.buffer.write(place.data)
        if found:
            # It may have left something behind.
            faults += 1
            place = Place(seeds.own_site(folder / f"{kind.name}-{number}"))
    _row(kind.name, len(numbers), told)
    return faults


def _share(count: int, share: int) -> int:
    return max(1, count * share // 1000)


def _row(name: str, mutants: int, told: int) -> None:
    print(f"{name:<12} {mutants:6} mutants, {told:6} of them told", flush=True)


if __name__ == "__main__":
    main()
