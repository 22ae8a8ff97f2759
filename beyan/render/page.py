"""What the plan lists → the bytes of its file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from time import perf_counter

from beyan.language.catalogue import Catalogue
from beyan.model.export import MediaKitFile
from beyan.model.page import (
    CopiedFile,
    Export,
    Frame,
    HandoverPage,
    Output,
    Page,
    PhotoFigure,
    PlannedProse,
    ReleasePage,
    StyleSheet,
    TextPage,
)
from beyan.model.picture import Picture
from beyan.model.social_card import SocialCard
from beyan.model.style_links import with_published
from beyan.render import media_kit
from beyan.render.delivery import NOTHING
from beyan.render.exporters import export
from beyan.render.exporters.json_text import read
from beyan.render.exporters.jsonld import structured_data
from beyan.render.exporters.tools import Tools, quoted
from beyan.render.images import Images
from beyan.render.look import rules_of
from beyan.render.pictures import without_downloads
from beyan.render.prose import Labels, ProseRenderer, addressed
from beyan.render.search import document, search_key
from beyan.render.social_cards import card_key
from beyan.render.templating import Templates, TemplateSource, languages_of
from beyan.render.trail import trail
from beyan.snapshot.store import BlobRef, Cache

_STRUCTURED = 'application/ld+json">'
_STRUCTURED_DATA = re.compile(re.escape(_STRUCTURED) + "(.*?)</script>", re.DOTALL)
# Texts at hand: those of one feed, which each of its formats asks for in turn, and of neighbours.
_TEXTS = 64


class DocumentMemory:
    """What the search index takes of pages, by its key; `known` are those that the cache has.

    `used` collects what was kept since it was last emptied.
    """

    def __init__(self, cache: Cache, known: Mapping[bytes, BlobRef]) -> None:
        self._cache = cache
        self._known = dict(known)
        self.used: dict[bytes, BlobRef] = {}

    def keep(self, key: bytes, document: bytes) -> None:
        blob_ref = self._known.get(key)
        if blob_ref is None:
            blob_ref = self._known[key] = self._cache.put(document)
        self.used[key] = blob_ref


class Renderer:
    """Everything a worker needs, made once: templates and one prose renderer per language.

    `seconds` sums up what prose, templates, exports and images took. `delivery` is what another
    machine made of the artifact at hand.
    """

    def __init__(
        self,
        frames: Sequence[Frame],
        catalogues: Mapping[str, Catalogue],
        templates: TemplateSource,
        *,
        memory: DocumentMemory,
        images: Images,
        bytecode: Path | None = None,
    ) -> None:
        self.made_of = (frames, catalogues, templates)
        self._templates = Templates(templates, frames, catalogues, bytecode=bytecode)
        self._frames = {frame.language: frame for frame in frames}
        self._languages = languages_of(frames[0], self._frames)
        self._base_path = frames[0].base_path
        self._base = frames[0].origin + frames[0].base_path
        self.memory = memory
        self.images = images
        self._tools = Tools(self._base, self._absolute, self._size)
        self._tools_at_a_glance = replace(self._tools, size=partial(self._size, is_glance=True))
        self._prose = {
            frame.language: ProseRenderer(
                frame.language,
                Labels.of(partial(self._templates.string, frame.language)),
                self._languages[frame.language].figures,
            )
            for frame in frames
        }
        # By the text and its language: with marks for links to inside, and with absolute ones. A
        # page asks, its agency item and its document of the search index, and then feeds.
        self._marked_texts: dict[tuple[int, str], tuple[PlannedProse, str]] = {}
        self._absolute_texts: dict[tuple[int, str], tuple[PlannedProse, str]] = {}
        self.delivery = NOTHING
        self.seconds = {"prose": 0.0, "templates": 0.0, "exports": 0.0, "images": 0.0}

    def prose(self, page: ReleasePage) -> str:
        """The release's text as HTML whose links are absolute, for readers outside of the site."""
        return self._absolute(page.prose, page.text_language)

    def plain_text(self, page: ReleasePage) -> str:
        return media_kit.text(page, self.prose(page), self._languages[page.language])

    def render(self, output: Output, *, is_glance: bool = False) -> bytes:
        """The file's bytes. Raises what Jinja2 raises, see `faults.py`, `Unreadable`, `CacheLost`.

        At a glance, a page may lack the size of its media kit, and a feed its photos: no photo is
        encoded to tell how large it is.
        """
        delivered = self.delivery.files.get(output.address)
        if delivered is not None and self._take(output, delivered):
            return delivered
        if isinstance(output, Page):
            return self._page(output, is_glance)
        if isinstance(output, MediaKitFile):
            return self._kit(output.page)
        if isinstance(output, Export):
            started, before = perf_counter(), self.seconds["prose"] + self.seconds["images"]
            made = export(output, self._tools_at_a_glance if is_glance else self._tools)
            others = self.seconds["prose"] + self.seconds["images"] - before
            self.seconds["exports"] += perf_counter() - started - others
            return made
        if isinstance(output, Picture | SocialCard):
            started = perf_counter()
            image = self.images.image(output)
            self.seconds["images"] += perf_counter() - started
            return image
        data = (Path(output.source.root) / output.source.path).read_bytes()
        if isinstance(output, StyleSheet):
            # Whatever is no UTF-8 in it stays as it is.
            css = data.decode(errors="surrogateescape")
            named = with_published(css, output.source.path, dict(output.names))
            named += rules_of(output.look, {path: quoted(to) for path, to in output.fonts})
            return named.encode(errors="surrogateescape")
        return data

    def remember(self, output: Output) -> None:
        """Keep, with what else was asked for, what the search index takes of a page."""
        if not isinstance(output, ReleasePage | TextPage):
            return
        if output.address in self.delivery.files:
            for key, made in self.delivery.documents:
                self.memory.keep(key, made)
            return
        if not self._frames[output.language].search:
            return
        # The marks of its links stand in tags, of which nothing is taken.
        prose = without_downloads(self._marked(output.prose, output.text_language))
        found = document(output, prose, self._languages[output.language])
        if found is not None:
            self.memory.keep(search_key(*found), found[1])

    def _take(self, output: Output, delivered: bytes) -> bool:
        """Whether it is what would be made here: the letters of a card may be others elsewhere."""
        if isinstance(output, SocialCard):
            if card_key(output) not in self.delivery.pictures:
                return False
            self.images.keep(output, delivered)
        else:
            self.images.used |= self.delivery.pictures
        return True

    def _page(self, page: Page, is_glance: bool) -> bytes:
        frame = self._frames[page.language]
        if frame.pseudo:
            page = replace(page, is_indexed=False)
        prose, kit_size = None, None
        photos: tuple[PhotoFigure, ...] = ()
        if isinstance(page, ReleasePage | TextPage):
            prose = addressed(self._marked(page.prose, page.text_language), self._base_path)
        elif isinstance(page, HandoverPage):
            prose = self.prose(page.release)
        if isinstance(page, ReleasePage) and page.media_kit:
            kit_size = self._kit_size(page, is_glance)
        if isinstance(page, ReleasePage) and page.photos:
            photos = tuple(each for each in page.photos if self._shown(each) not in (prose or ""))
        started = perf_counter()
        figures = self._languages[page.language].figures
        steps = trail(page, frame, partial(self._templates.string, page.language), figures)
        data = structured_data(page, frame, steps, self._tools) if page.is_indexed else ""
        html = self._templates.render(page, prose, data, steps, kit_size, photos)
        at = html.find(_STRUCTURED)
        # As a rule it is our own; what a template of the site says there is another matter.
        if at >= 0 and not (data and html.startswith(data, at + len(_STRUCTURED))):
            for each in _STRUCTURED_DATA.findall(html):
                read(each, "application/ld+json")
        made = html.encode()
        self.seconds["templates"] += perf_counter() - started
        return made

    def _shown(self, photo: PhotoFigure) -> str:
        """The link to the photo that stands in the HTML wherever it is shown."""
        return self._base_path + quoted(photo.renditions.shown.address)

    def _kit(self, page: ReleasePage) -> bytes:
        files = {name: self.render(file) for name, file in media_kit.files_of(page)}
        return media_kit.packed({**files, **dict(self._kit_texts(page))})

    def _kit_texts(self, page: ReleasePage) -> Iterator[tuple[str, bytes]]:
        return media_kit.texts_of(page, self.prose(page), self._languages[page.language])

    def _kit_size(self, page: ReleasePage, is_glance: bool) -> int | None:
        sizes = {name: len(data) for name, data in self._kit_texts(page)}
        for name, file in media_kit.files_of(page):
            if isinstance(file, CopiedFile):
                sizes[name] = file.source.size
                continue
            size = self._size(file, is_glance=is_glance)
            if size is None:
                return None
            sizes[name] = size
        return media_kit.packed_size(sizes)

    def _size(self, picture: Picture, *, is_glance: bool = False) -> int | None:
        started = perf_counter()
        size = self.images.size(picture, is_glance=is_glance)
        self.seconds["images"] += perf_counter() - started
        return size

    def _absolute(self, prose: PlannedProse, language: str) -> str:
        return _at_hand(
            self._absolute_texts,
            (prose, language),
            lambda: addressed(self._marked(prose, language), self._base),
        )

    def _marked(self, prose: PlannedProse, language: str) -> str:
        """The text as HTML in which links to inside the site still lack their beginning."""

        def made() -> str:
            started = perf_counter()
            html = self._prose[language].render(prose)
            self.seconds["prose"] += perf_counter() - started
            return html

        return _at_hand(self._marked_texts, (prose, language), made)


def _at_hand(
    texts: dict[tuple[int, str], tuple[PlannedProse, str]],
    asked: tuple[PlannedProse, str],
    make: Callable[[], str],
) -> str:
    """What was made of this very text, or is made now: to compare texts takes longer."""
    prose, language = asked
    key = (id(prose), language)
    found = texts.get(key)
    if found is None:
        if len(texts) >= _TEXTS:
            # The oldest alone: the others are of the artifacts that are at work.
            del texts[next(iter(texts))]
        texts[key] = found = (prose, make())
    return found[1]
