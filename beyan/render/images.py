"""Photos and social cards → their files, each made once: a store keeps what was made before."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from beyan.model.picture import Picture
from beyan.model.release import SourceFile
from beyan.model.release_summary import digest
from beyan.model.social_card import SocialCard
from beyan.render.photos import Photo, made_by
from beyan.render.social_cards import card_key, drawn
from beyan.snapshot.pictures import PictureStore


class Images:
    """Makes pictures, each only once: what was made before comes from `store`.

    `used` has the keys of what was asked for since it was last emptied.
    """

    def __init__(self, store: PictureStore) -> None:
        self.store = store
        # The files of one are made one after another.
        self._photo: tuple[str, Photo, bool] | None = None
        # The last one for download, which is as large as all others together: its page tells how
        # large it is, and each edition has it twice, in the media kit as well.
        self._download: tuple[bytes, bytes] = (b"", b"")
        self.used: set[bytes] = set()

    def picture(self, picture: Picture) -> bytes:
        """The file's bytes. Raises OSError."""
        key = picture_key(picture)
        self.used.add(key)
        if key == self._download[0]:
            return self._download[1]
        made = self.store.get(key)
        if made is None:
            photo, is_same = self._opened(picture.source)
            made = photo.encoded(picture)
            # A file that was replaced during the build must not be taken for the one it was.
            if not is_same:
                return made
            self.store.put(key, made)
        if picture.size is None:
            self._download = (key, made)
        return made

    def image(self, output: Picture | SocialCard) -> bytes:
        return self.picture(output) if isinstance(output, Picture) else self.card(output)

    def card(self, card: SocialCard) -> bytes:
        """The file's bytes."""
        key = card_key(card)
        self.used.add(key)
        made = self.store.get(key)
        if made is None:
            made = drawn(card)
            self.store.put(key, made)
        return made

    def size(self, picture: Picture, *, is_glance: bool = False) -> int | None:
        """How many bytes the file has; None at a glance, for which nothing is made."""
        # Kept apart, because a page tells the size of files that need not be read for it.
        key = size_key(picture)
        self.used.add(key)
        known = self.store.get(key)
        if known is not None:
            return int(known)
        if is_glance:
            return None
        size = len(self.picture(picture))
        if self.store.has(picture_key(picture)):
            self.store.put(key, b"%d" % size)
        return size

    def keep(self, card: SocialCard, data: bytes) -> None:
        """The file of a card, as another machine made it."""
        key = card_key(card)
        self.used.add(key)
        self.store.put(key, data)

    def let_go(self) -> None:
        """Of the photo at hand, of which no more files are needed."""
        self._photo = None

    def _opened(self, source: SourceFile) -> tuple[Photo, bool]:
        """The photo, and whether it is the one that was planned."""
        if self._photo is None or self._photo[0] != source.digest:
            # Two of them need not have room at a time.
            self._photo = None
            data = (Path(source.root) / source.path).read_bytes()
            is_same = sha256(data).hexdigest() == source.digest
            self._photo = (source.digest, Photo(data), is_same)
        return self._photo[1:]


def picture_key(picture: Picture) -> bytes:
    """Of all that the file's bytes depend on."""
    # Without the parts that decode and encode, which take 40 ms to import.
    import PIL

    made_of = (PIL.__version__, picture.source.digest, picture.size, picture.format)
    return digest(repr((*made_of, made_by(picture))).encode())


def size_key(picture: Picture) -> bytes:
    """Of what is kept of how large the file is."""
    return digest(b"size", picture_key(picture))
