"""The program as a file of the site: one wheel, and what it needs, each with its digest.

A site that has these builds the same in ten years, and on no name that somebody else may take.
"""

from __future__ import annotations

import io
import json
import re
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Mapping
from hashlib import sha256
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from beyan.model.defaults import DEFAULTS

REQUIREMENTS = "requirements.txt"
FOLDER = "vendor"

_PACKAGE = Path(__file__).resolve().parent.parent
# In a checkout these lie beside the package; a wheel has them inside (pyproject.toml).
_BESIDE = ("templates", "assets", "locales")
# With digests, for all systems; `make lock`.
_LOCK = "requirements/site.txt"
_DIST_INFO = ("METADATA", "WHEEL", "entry_points.txt")


class Wheel(NamedTuple):
    """A wheel by its file's name (PEP 427)."""

    name: str
    data: bytes


class NoWheel(ValueError):
    """The file of this name is no wheel."""


def requirements(package: str | None, heading: str) -> dict[str, bytes]:
    """requirements.txt with the wheel beside it, by path.

    `package` names another source than the program that runs: a wheel's file, an address, or a name
    in an index. Without a digest of its own it leaves all others without. Raises `NoWheel` and
    OSError.
    """
    lock = (DEFAULTS / _LOCK).read_text("utf-8")
    pins = "".join(line for line in lock.splitlines(keepends=True) if not line.startswith("#"))
    files: dict[str, bytes] = {}
    if package is None or (package.endswith(".whl") and not urlsplit(package).netloc):
        wheel = own_wheel() if package is None else _read(Path(package))
        path = f"{FOLDER}/{wheel.name}"
        files[path] = wheel.data
        own = f"./{path} --hash=sha256:{sha256(wheel.data).hexdigest()}"
    else:
        own, pins = _elsewhere(package, pins)
    files[REQUIREMENTS] = f"# {heading}\n{own}\n{pins}".encode()
    return files


def own_wheel() -> Wheel:
    """The wheel that this program was installed from; made anew where it is not at hand."""
    installed = distribution("beyan")
    kept = _kept(installed)
    if kept is not None:
        return kept
    return Wheel(f"beyan-{installed.version}-py3-none-any.whl", _made(installed))


def _elsewhere(package: str, pins: str) -> tuple[str, str]:
    address, _, fragment = package.partition("#")
    digest = re.fullmatch(r"sha256=([0-9a-f]{64})", fragment)
    own = f"beyan @ {address}" if "://" in package else package
    if digest is not None:
        return f"{own} --hash=sha256:{digest[1]}", pins
    # With one digest, pip asks for those of all.
    return own, re.sub(r" \\\n( +--hash=\S+( \\)?\n)+", "\n", pins)


def _read(path: Path) -> Wheel:
    data = path.read_bytes()
    if not re.fullmatch(r"[\w.]+-[\w.]+(-\w+)?-\w+-\w+-[\w.]+\.whl", path.name):
        raise NoWheel(path.name)
    if not data.startswith(b"PK"):
        raise NoWheel(path.name)
    return Wheel(path.name, data)


def _kept(installed: Distribution) -> Wheel | None:
    """The file it was installed from (PEP 610), where it is still what it was."""
    told = json.loads(installed.read_text("direct_url.json") or "{}")
    parts = urlsplit(told.get("url", ""))
    digest = told.get("archive_info", {}).get("hashes", {}).get("sha256", "")
    if parts.scheme != "file" or not parts.path.endswith(".whl"):
        return None
    path = Path(unquote(parts.path))
    try:
        wheel = _read(path)
    except (OSError, NoWheel):
        return None
    return wheel if sha256(wheel.data).hexdigest() == digest else None


def _made(installed: Distribution) -> bytes:
    """The same bytes from the same files."""
    files = dict(_files(installed))
    info = f"beyan-{installed.version}.dist-info"
    record = "".join(f"{path},{_digest(data)},{len(data)}\n" for path, data in files.items())
    files[f"{info}/RECORD"] = f"{record}{info}/RECORD,,\n".encode()
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for path, data in files.items():
            entry = ZipInfo(path)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data, ZIP_DEFLATED)
    return out.getvalue()


def _files(installed: Distribution) -> Iterator[tuple[str, bytes]]:
    found: dict[str, Path] = dict(_below(_PACKAGE, "beyan"))
    if not (_PACKAGE / "defaults").is_dir():
        for folder in _BESIDE:
            found |= _below(DEFAULTS / folder, f"beyan/defaults/{folder}")
        found[f"beyan/defaults/{_LOCK}"] = DEFAULTS / _LOCK
    for path in sorted(found):
        yield path, found[path].read_bytes()
    info = f"beyan-{installed.version}.dist-info"
    for name in _DIST_INFO:
        text = installed.read_text(name)
        assert text is not None, "every installation has it"
        yield f"{info}/{name}", text.encode()
    for file in sorted(installed.files or (), key=str):
        if f"{info}/licenses/" in file.as_posix():
            yield file.as_posix(), Path(str(file.locate())).read_bytes()


def _below(folder: Path, name: str) -> Mapping[str, Path]:
    return {
        f"{name}/{path.relative_to(folder).as_posix()}": path
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def _digest(data: bytes) -> str:
    coded = urlsafe_b64encode(sha256(data).digest()).rstrip(b"=").decode()
    return f"sha256={coded}"
