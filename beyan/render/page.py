"""What the plan lists → the bytes of its file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path

from beyan.language.catalogue import Catalogue
from beyan.model.page import (
    Export,
    Frame,
    HandoverPage,
    Output,
    Page,
    Plan,
    PlannedProse,
    ReleasePage,
    TextPage,
)
from beyan.render.exporters import export
from beyan.render.exporters.jsonld import structured_data
from beyan.render.exporters.tools import Tools
from beyan.render.prose import NOTE_LABEL, TABLE_LABEL, ProseRenderer, addressed
from beyan.render.templating import Templates


class Renderer:
    """Everything a worker needs, made once: templates and one prose renderer per language."""

    def __init__(
        self,
        frames: Sequence[Frame],
        catalogues: Mapping[str, Catalogue],
        template_folders: Sequence[Path],
        *,
        bytecode: Path | None = None,
    ) -> None:
        self._templates = Templates(template_folders, frames, catalogues, bytecode=bytecode)
        self._frames = {frame.language: frame for frame in frames}
        self._base_path = frames[0].base_path
        base = frames[0].origin + frames[0].base_path

        # One release stands in several feeds and in its agency item, planned near one another.
        @lru_cache(maxsize=512)
        def absolute(prose: PlannedProse, language: str) -> str:
            return addressed(self._prose[language].render(prose), base)

        self._tools = Tools(base, absolute)
        self._prose = {
            frame.language: ProseRenderer(
                self._templates.string(frame.language, NOTE_LABEL) % {"number": "{}"},
                self._templates.string(frame.language, TABLE_LABEL),
            )
            for frame in frames
        }

    def prose(self, page: ReleasePage) -> str:
        """The release's text as HTML whose links are absolute, for readers outside of the site."""
        return self._tools.html(page.prose, page.text_language)

    def _data(self, page: Page) -> str:
        gettext = partial(self._templates.string, page.language)
        return structured_data(page, self._frames[page.language], gettext, self._tools)

    def render(self, output: Output) -> bytes:
        """The file's bytes. Raises what Jinja2 raises, see `faults.py`."""
        if isinstance(output, Export):
            return export(output, self._tools)
        if isinstance(output, Page):
            prose = None
            if isinstance(output, ReleasePage | TextPage):
                html = self._prose[output.text_language].render(output.prose)
                prose = addressed(html, self._base_path)
            elif isinstance(output, HandoverPage):
                prose = self.prose(output.release)
            data = self._data(output) if output.is_indexed else ""
            return self._templates.render(output, prose, data).encode()
        return (Path(output.source.root) / output.source.path).read_bytes()


def renderer(
    plan: Plan,
    catalogues: Mapping[str, Catalogue],
    template_folders: Sequence[Path],
    bytecode: Path | None = None,
) -> Renderer:
    return Renderer(plan.frames, catalogues, template_folders, bytecode=bytecode)
