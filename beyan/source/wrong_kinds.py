"""Files that cannot be read as such, and folders that are none: a link to nowhere, a pipe, …

Each would otherwise be passed over, and what it stands for be missing from the site.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from beyan.model.catalogue_files import catalogue_folders
from beyan.model.diagnostic import Diagnostic, shown_path
from beyan.model.messages import NO_FILE, NO_FOLDER
from beyan.snapshot.inputs import OF_FILES, Inputs, Signature
from beyan.source.edition import PAGES_FOLDER, RELEASES_FOLDER
from beyan.source.files import why_no_file, wrong_kind

_TEXTS_AND_TABLES = (".md", ".yaml", ".csv")
_STRINGS = "LC_MESSAGES/messages.po"


def wrong_kinds(root: Path, inputs: Inputs, languages: Iterable[str]) -> Iterator[Diagnostic]:
    """Of all that a build would read. What nobody uses is told as such elsewhere."""
    content = inputs.content.files
    texts = [path for path, seen in content.items() if seen is None and _is_read(path)]
    # Templates and assets are used by whatever name they have.
    others = [path for each in (inputs.templates, inputs.assets) for path in _untrusted(root, each)]
    strings = [path for path in _untrusted(root, inputs.locales) if path.endswith(_STRINGS)]
    for path in (*texts, *others, *strings):
        reason = why_no_file(root / path)
        # A linked folder of templates is none to be told of.
        if reason and (reason != NO_FILE or path.endswith(OF_FILES)):
            yield wrong_kind(path, reason)
    folders = [path for path in (RELEASES_FOLDER, PAGES_FOLDER) if path in content]
    for tag in languages:
        for name in {tag, *catalogue_folders(root / "locales", tag)}:
            own = (f"locales/{name}", f"locales/{name}/LC_MESSAGES")
            folders += [path for path in own if str(root.resolve() / path) in inputs.locales]
    for path in folders:
        if not (root / path).is_dir():
            yield wrong_kind(path, NO_FOLDER)


def _is_read(path: str) -> bool:
    # Below releases/ and pages/ there may be tables to download as well.
    is_beside = path.startswith((f"{RELEASES_FOLDER}/", f"{PAGES_FOLDER}/"))
    return path.endswith(".md" if is_beside else _TEXTS_AND_TABLES)


def _untrusted(root: Path, files: Mapping[str, Signature]) -> Iterator[str]:
    """Those of the site whose signature tells nothing."""
    return (shown_path(Path(path), root) for path, seen in files.items() if seen is None)
