"""Where mutants are laid: the folder of a small site, and what was read of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from beyan.build import load
from beyan.build.options import Options
from beyan.model.config import Config
from beyan.model.diagnostic import Diagnostic
from beyan.source.settings import load_config
from beyan.source.site import Loaded
from tests.conftest import NOW, SampleSite
from tests.fuzz import seeds
from tests.fuzz.judgement import misplaced


@dataclass
class Place:
    """A folder with the small site, in which every kind may leave its files until the next.

    `told` is whether anything was told of the last mutant.
    """

    root: Path
    told: bool = False
    data: bytes = b""
    _loaded: Loaded | None = None
    _config: Config | None = None
    _is_built: bool = field(default=False)

    @property
    def config(self) -> Config:
        if self._config is None:
            self._config, _ = load_config(self.root)
        assert self._config is not None
        return self._config

    def forget_config(self) -> None:
        """It was read of a mutant's settings."""
        self._config = None

    @property
    def loaded(self) -> Loaded:
        if self._loaded is None:
            _, self._loaded = load(self.root, self.root / "output", Options(now=NOW, jobs=1))
        assert self._loaded is not None
        return self._loaded

    @property
    def site(self) -> SampleSite:
        """Built once: each mutant is an edit, as it is for an officer."""
        made = SampleSite(self.root)
        if not self._is_built:
            assert made.build(jobs=1).report.exit_code == 0
            self._is_built = True
        return made

    def write(self, path: str, data: bytes) -> None:
        self.data = data
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_bytes(data)

    def restore(self, path: str) -> None:
        content = seeds.site_files().get(path)
        if content is None:
            (self.root / path).unlink(missing_ok=True)
        else:
            data = content if isinstance(content, bytes) else content.encode()
            (self.root / path).write_bytes(data)

    def judged(self, problems: Sequence[Diagnostic], **texts: bytes) -> Iterator[str]:
        self.told = self.told or bool(problems)
        yield from misplaced(problems, self.root, texts)


def seed_of(path: str) -> bytes:
    content = seeds.site_files()[path]
    return content if isinstance(content, bytes) else content.encode()
