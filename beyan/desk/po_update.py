"""A .po file brought up to what templates ask for; everything else in it stays as it was.

That is what translators and their programs have written: texts that are not finished, comments,
flags, former texts, obsolete messages, unknown lines of the header, the order, where lines are
broken and what they end with.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import field
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from beyan.language.catalogue import CatalogueSyntaxError, Key
from beyan.language.plural_rules import usual_plural_forms
from beyan.language.po_file import Message, PoText, read_messages, read_text
from beyan.model.records import dataclass

LINE_WIDTH = 100
"""Of a file that does not show how long its lines may be."""

_HEADER = """\
msgid ""
msgstr ""
{language}"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
{plurals}"""
# An obsolete message with its comments, and what it was when it was none.
_OBSOLETE = re.compile(r"^(?:#(?!~).*\n)*(?:#~.*(?:\n|\Z))+", re.MULTILINE)
_MARK = re.compile(r"^#~(\|?) ?", re.MULTILINE)
_QUOTED = re.compile(r'^(?:#~ )?(?:msg\w+(?:\[\d+\])? +)?".*"$', re.MULTILINE)
# Part of a text that goes on in the next line, though there is no line end in it.
_BROKEN = re.compile(r'^".*(?<!\\n)"\n"', re.MULTILINE)
_LINE_NUMBER = re.compile(r":\d+$")


@dataclass(slots=True)
class Wanted:
    """A string, the templates that ask for it, and what a translator should know of it."""

    msgid: str
    plural: str | None
    context: str | None = None
    comments: tuple[str, ...] = ()
    places: dict[str, None] = field(default_factory=dict)

    @property
    def key(self) -> Key:
        return self.context, self.msgid


class Update(NamedTuple):
    """A file as it should be; `has_other_messages` than it had: more than comments changed."""

    data: bytes
    has_other_messages: bool


@dataclass(slots=True)
class _Block:
    """A message as it stands, and what stands before it."""

    before: str
    text: str
    message: Message | None
    key: Key


def new_file(wanted: Sequence[Wanted], language: str) -> bytes:
    """With all its strings empty. Without a language, a template for translators' programs."""
    plural = usual_plural_forms(language) if language else (2, "")
    texts = [_header(language), *(_written(each, plural[0], LINE_WIDTH) for each in wanted)]
    return ("\n\n".join(texts) + "\n").encode()


def updated(
    path: Path, wanted: Mapping[Key, Wanted], language: str, needed: Container[Key]
) -> Update:
    """What the file should be: the `needed` strings are added, those `wanted` are kept.

    Raises `CatalogueSyntaxError`.
    """
    read = read_text(path)
    file = _File(path, read, language)
    file.leave_out(wanted)
    file.refresh(wanted)
    file.add(wanted, needed)
    text = file.text()
    return Update(read.stored(text) if text != read.text else path.read_bytes(), file.is_changed)


class _File:
    def __init__(self, path: Path, read: PoText, language: str) -> None:
        self.is_changed = False
        self._blocks: list[_Block] = []
        self._width = _width(read.text)
        end = 0
        for message in read_messages(path, read.text):
            self._blocks.append(
                _Block(
                    before=read.text[end : message.begin],
                    text=read.text[message.begin : message.end],
                    message=message,
                    key=(message.context, message.msgid),
                )
            )
            end = message.end
        self._tail = read.text[end:]
        header = self._blocks[0] if self._blocks and self._blocks[0].key == (None, "") else None
        if header is None:
            header = _Block("", _header(language), None, (None, ""))
            if self._blocks and not self._blocks[0].before:
                self._blocks[0].before = "\n\n"
            self._blocks.insert(0, header)
        elif language:
            header.text = _completed(header.text, language)
        forms = re.search(r"nplurals\s*=\s*(\d+)", header.text)
        self._plurals = int(forms[1]) if forms else 2

    def text(self) -> str:
        return "".join(each.before + each.text for each in self._blocks) + self._tail

    def leave_out(self, wanted: Mapping[Key, Wanted]) -> None:
        """What no template asks for stays for the day that one does again, if it has a text."""
        left, before = [], ""
        for block in self._blocks:
            block.before, before = before + block.before, ""
            if block.key in wanted or block.message is None or block.key == (None, ""):
                left.append(block)
                continue
            self.is_changed = True
            before = block.before if block.before.strip() else ""
            if any(block.message.forms.values()) or block.message.comments:
                self._tail = f"{self._tail.rstrip()}\n\n{_obsolete(block.text)}\n".lstrip("\n")
                self._tail = f"\n\n{self._tail}"
        self._blocks = left
        self._tail = before + self._tail

    def refresh(self, wanted: Mapping[Key, Wanted]) -> None:
        for block in self._blocks:
            string, message = wanted.get(block.key), block.message
            if string is None or message is None:
                continue
            if message.plural != string.plural:
                self.is_changed = True
                block.text = self._with_other_plural(string, message)
            else:
                block.text = self._with_comments(block.text, string)

    def add(self, wanted: Mapping[Key, Wanted], needed: Container[Key]) -> None:
        """Each behind the one that the templates have before it."""
        places = {block.key: block for block in self._blocks}
        last = self._blocks[0]
        for key, string in wanted.items():
            if key in places:
                last = places[key]
                continue
            known = self._revived(key)
            if known is None and key not in needed:
                continue
            self.is_changed = True
            text = _written(string, self._plurals, self._width)
            if known is not None:
                (message,) = read_messages(Path(), known)
                text = (
                    self._with_comments(known, string)
                    if message.plural == string.plural
                    else self._with_other_plural(string, message)
                )
            added = _Block("\n\n", text, None, key)
            self._blocks.insert(self._blocks.index(last) + 1, added)
            last = added

    def _revived(self, key: Key) -> str | None:
        """The obsolete message of this key, which is taken out of the file."""
        for block in self._blocks:
            found, block.before = _taken(block.before, key)
            if found is not None:
                return found
        found, self._tail = _taken(self._tail, key)
        return found

    def _with_comments(self, text: str, string: Wanted) -> str:
        lines = text.split("\n")
        count = next(at for at, line in enumerate(lines) if not line.startswith("#"))
        comments, rest = lines[:count], lines[count:]
        places = {
            _LINE_NUMBER.sub("", place)
            for line in comments
            if line.startswith("#:")
            for place in line[2:].split()
        }
        said = [line[2:].strip() for line in comments if line.startswith("#.")]
        own = [line for line in comments if not line.startswith(("#.", "#:"))]
        written = _written(string, self._plurals, self._width).split("\n")
        told = [line for line in written if line.startswith("#.")]
        if not told or " ".join(said) == " ".join(line[2:].strip() for line in told):
            told = [line for line in comments if line.startswith("#.")]
        asking = [line for line in comments if line.startswith("#:")]
        if places != set(string.places):
            asking = [line for line in written if line.startswith("#:")]
        first = next((at for at, line in enumerate(own) if line[:2] in ("#,", "#|")), len(own))
        return "\n".join([*own[:first], *told, *asking, *own[first:], *rest])

    def _with_other_plural(self, string: Wanted, message: Message) -> str:
        """Its translations have to be looked at again."""
        forms = [message.forms.get(n, "") for n in range(self._plurals)]
        if string.plural is None or not any(forms):
            forms = forms[:1]
        return _written(
            string,
            self._plurals,
            self._width,
            forms=forms if any(forms) else (),
            previous=(message.msgid, message.plural) if message.plural else (message.msgid,),
            comments=message.comments,
        )


def _written(
    string: Wanted,
    plurals: int,
    width: int,
    *,
    forms: Sequence[str] = (),
    previous: Sequence[str] = (),
    comments: Sequence[str] = (),
) -> str:
    """A message as Babel writes it; with `forms`, it has to be looked at again."""
    catalog = Catalog()
    # Babel takes the number alone from it.
    catalog.mime_headers = [("Plural-Forms", f"nplurals={plurals}; plural=0;")]
    is_single = string.plural is None
    filled = [*forms, *[""] * (plurals - len(forms))]
    catalog.add(
        string.msgid if string.plural is None else (string.msgid, string.plural),
        (filled[0] if is_single else tuple(filled)) if forms else None,
        # Babel leaves out the line where it is 0.
        locations=[(place, 0) for place in string.places],
        flags=("fuzzy",) if forms else (),
        auto_comments=string.comments,
        user_comments=comments,
        previous_id=tuple(previous) if forms else (),
        context=string.context,
    )
    buffer = BytesIO()
    write_po(
        buffer, catalog, width=width, omit_header=True, include_lineno=False, include_previous=True
    )
    return buffer.getvalue().decode().strip("\n")


def _header(language: str) -> str:
    if not language:
        return _HEADER.format(language="", plurals="").rstrip()
    count, rule = usual_plural_forms(language)
    return _HEADER.format(
        language=f'"Language: {language}\\n"\n',
        plurals=f'"Plural-Forms: nplurals={count}; plural={rule};\\n"',
    )


def _completed(header: str, language: str) -> str:
    """With what the programs of translators go by, where it does not say it."""
    count, rule = usual_plural_forms(language)
    needed = {"Language": language, "Plural-Forms": f"nplurals={count}; plural={rule};"}
    for name, value in needed.items():
        line = f'"{name}: {value}\\n"'
        empty = re.compile(rf'^"{name}: *\\n"$', re.MULTILINE | re.IGNORECASE)
        if found := empty.search(header):
            header = header[: found.start()] + line + header[found.end() :]
        elif not re.search(rf'"{name}:', header, re.IGNORECASE) and header.endswith('\\n"'):
            header += f"\n{line}"
    return header


def _obsolete(text: str) -> str:
    lines = [line for line in text.split("\n") if not line.startswith(("#.", "#:"))]
    return "\n".join(
        f"#~{line[1:]}" if line.startswith("#|") else line if line.startswith("#") else f"#~ {line}"
        for line in lines
    )


def _taken(text: str, key: Key) -> tuple[str | None, str]:
    """The obsolete message of this key as it was, if there is one, and the text without it."""
    for match in _OBSOLETE.finditer(text):
        former = _MARK.sub(lambda mark: "#| " if mark[1] else "", match[0]).strip()
        try:
            messages = list(read_messages(Path(), former))
        except CatalogueSyntaxError:
            continue
        if [(each.context, each.msgid) for each in messages] == [key]:
            rest = text[: match.start()].rstrip("\n") + "\n\n" + text[match.end() :].lstrip("\n")
            return former, rest if rest.strip() else "\n" * min(len(rest), 1)
    return None, text


def _width(text: str) -> int:
    """How long the file lets its lines be; 0 for one that does not break them."""
    longest = max(map(len, _quoted_lines(text)), default=0)
    if _BROKEN.search(text):
        return max(longest, 40)
    return 0 if longest > LINE_WIDTH else LINE_WIDTH


def _quoted_lines(text: str) -> Iterator[str]:
    # The header's lines are broken where its fields end.
    return (line for line in _QUOTED.findall(text) if not line.endswith('\\n"'))
