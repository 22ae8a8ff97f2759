"""What the benchmark ran on."""

from __future__ import annotations

import os
import platform
import sys
import sysconfig
from contextlib import suppress
from pathlib import Path

from benchmarks.results import Machine


def this_machine() -> Machine:
    return Machine(
        cores=len(os.sched_getaffinity(0)),
        processor=_processor(),
        memory=os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"),
        system=f"{platform.system()} {platform.release()}",
        python=platform.python_version(),
        python_build=python_build(
            str(sysconfig.get_config_var("CONFIG_ARGS") or ""),
            str(sysconfig.get_config_var("PY_CFLAGS") or ""),
            _packager(),
        ),
    )


def python_build(arguments: str, flags: str, packaged_by: str = "") -> str:
    """What was asked of `configure`, and of the compiler where it was not asked of that.

    Debian's package asks for both where it calls the compiler, and takes them out of what its
    Python tells of itself (its changelog, #934771): it is known by who packaged it.
    """
    chosen = [
        label
        for label, words in (
            ("profile-guided", ("--enable-optimizations", "-fprofile-use", "-fprofile-instr-use")),
            ("link-time", ("--with-lto", "-flto")),
        )
        if any(word in f"{arguments} {flags}" for word in words)
    ]
    if chosen:
        return f"optimised ({', '.join(chosen)})"
    return f"optimised (as {packaged_by} packages it)" if packaged_by else "not optimised"


def _packager() -> str:
    """Debian, or a system that is made of its packages, where this Python is its own."""
    if sys.base_prefix != "/usr":
        return ""
    with suppress(OSError):
        system = platform.freedesktop_os_release()
        if "debian" in (system.get("ID"), *system.get("ID_LIKE", "").split()):
            return system.get("PRETTY_NAME", "Debian")
    return ""


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        name, _, value = line.partition(":")
        if name.strip() == "model name":
            return value.strip()
    return platform.machine()
