"""What every diagnostic code says, in one place. Words in braces come from the diagnostic.

Each text is also the msgid of its translations in `beyan/locales/<language>/beyan.po`.
A code is an error unless it stands in WARNINGS; --strict makes errors of these, but for ADVICE.
"""

from __future__ import annotations

from typing import NamedTuple

from beyan.language.encodings import REASONS as ENCODING_REASONS
from beyan.lifetime import KILLED, NO_MEMORY, TOO_DEEP
from beyan.model.departure import Departure
from beyan.model.kinds import Danger
from beyan.model.leak import Leak

# What an archive cannot be unpacked for.
NEEDS_ZSTANDARD = "it is packed with zstd: install that as well, pip install 'beyan[logs]'"
# What a file or a folder of the site may be instead.
NO_FILE = "a folder, where a file belongs"
NO_FOLDER = "a file, where a folder belongs"
NOTHING_BEHIND = "a link to what is not there"
RINGED = "a link that leads in a circle"
SPECIAL = "a pipe, a socket or a device"
# Why a picture is no logo and no favicon.
NO_PNG = "it is no PNG picture, or a damaged one"
NO_SVG = "it is no SVG picture, or a damaged one"
TOO_LARGE = "it has more than 4096 pixels on a side"
NO_SIZE = "it does not say how large it is (width and height, or viewBox)"
# Why no other machine does the work.
NO_SCHEDULER = "no scheduler answers there"
SCHEDULER_LOST = "its scheduler does not answer any more"
NO_WORKER = "it has no worker"
MUCH_KILLED = "one worker after another ended at the same work"
OTHER_PROGRAM = "another program, or none"


class Message(NamedTuple):
    """`what` is wrong, and in `hint` what to do about it."""

    what: str
    hint: str


MESSAGES: dict[str, Message] = {
    # --- files ---
    "missing-config": Message(
        "this folder has no site_config.yaml, so it is not a site",
        "run the command in the site's folder, or name it with --site",
    ),
    "port-taken": Message(
        "the preview cannot use port {port}: {reason}",
        "end the other program, or choose another port with --port",
    ),
    "not-utf8": Message(
        "the file is not UTF-8 text; places where it is not: {count} ({places})",
        "{reason}; save it again, and choose UTF-8 where the editor asks for the encoding "
        "(Save as)",
    ),
    "empty-file": Message(
        "the file is empty",
        "write what belongs here; a release or a page that nobody needs may be deleted",
    ),
    "control-character": Message(
        "an invisible control character, {character}, stands in the text; "
        "in this file: {count} ({places})",
        "delete it; it often comes along when text is pasted from another program",
    ),
    "character-reference": Message(
        '"{character}" stands for no character that a page can show; '
        "in this file: {count} ({places})",
        "delete it, or write the character itself; where it shall be shown as it stands here, "
        "write &amp; for the sign &",
    ),
    "bad-file-name": Message(
        'the file name "{name}" does not tell the language of the text',
        'name it like "{example}"',
    ),
    "invisible-in-name": Message(
        "a character that nobody sees, {character}, stands in the name of a file",
        "rename the file without it; it can hide what kind of file it is, and breaks lists",
    ),
    "name-too-long": Message(
        '"{name}" is too long for a name: {size} bytes, and there is room for {limit}',
        "make it shorter; an address that is made of the name of a file or topic gets another "
        "with slug:",
    ),
    "same-file-name": Message(
        "the file's name looks like that of {other}, but its letters are stored in another way",
        "keep one of the two; macOS stores letters such as ö and ş unlike other systems",
    ),
    "name-on-windows": Message(
        'Windows cannot have a file or folder named "{name}"',
        'rename it: there no name has one of the signs < > : " | ? * and \\, or a dot or '
        "a blank at its end, and none is con, prn, aux, nul, com1 to com9 or lpt1 to "
        "lpt9, whatever ending it has",
    ),
    "path-on-windows": Message(
        "the path has {size} characters; on Windows it may have {limit} together with the "
        "folder that the site lies in",
        "shorten the name of the file or of a folder, or this site cannot be taken there",
    ),
    "same-but-capitals": Message(
        "the name differs from {other} in its capitals alone",
        "rename one of the two: on Windows and macOS both are one file, and one of them is lost",
    ),
    "address-on-windows": Message(
        'the address has a part that Windows takes for a device: "{name}"',
        "give it another slug:, or another key; as it is, the site cannot be built on Windows",
    ),
    "copied-file": Message(
        'the file looks like a copy of "{original}"',
        'delete the one that is not meant, and name the one that stays "{original}"; a release of '
        "its own gets a name of its own",
    ),
    "probable-twins": Message(
        "this file and {other} look like editions of one text, but are published apart",
        "editions lie in one folder and are named alike up to the language, capitals included; if "
        "these are two texts, leave it so",
    ),
    "unknown-language": Message(
        '"{language}" is not a language of this site',
        "the site's languages are {known}; they are listed in site_config.yaml",
    ),
    "path-escapes": Message(
        '"{value}" leads out of the release\'s folder',
        "put the file into the folder named like the release and give its name alone",
    ),
    "symlink-escapes": Message(
        '"{file}" is a link to a place outside the site',
        "replace the link by the file itself",
    ),
    "wrong-kind": Message(
        '"{file}" cannot be used here: it is {reason}',
        "put there what the name says, or delete it",
    ),
    "missing-file": Message(
        'there is no file "{file}" in {folder}',
        "put the file there, or correct its name; capitals count",
    ),
    "bad-photo": Message(
        '"{file}" is not a photo that browsers can show',
        "save it as JPEG or PNG; browsers show {known}",
    ),
    "damaged-photo": Message(
        'the photo "{file}" is damaged, or of another kind than its name says',
        "copy it again from where it came from, or save it anew as JPEG or PNG",
    ),
    "misnamed-photo": Message(
        'the name of "{file}" says another kind of photo than what is in it',
        "rename it to {better}, here and in the release's folder",
    ),
    "huge-photo": Message(
        'the photo "{file}" is too large: {size} pixels',
        "make it smaller; a photo may have 80 million pixels, and 16,000 on a side",
    ),
    "bad-attachment": Message(
        '"{file}" may not be published: {reason}',
        "attach a PDF or an office document",
    ),
    "server-ending": Message(
        '"{file}" may not be published: a web server may run what has "{ending}" in its name',
        "rename it to {better}, here and in the release's folder",
    ),
    "unusual-attachment": Message(
        'many readers have no program that opens "{file}"',
        "attach a PDF or an office document instead; if those who need it can open it, leave it so",
    ),
    "telling-picture": Message(
        'the picture "{file}" would be published with all that the camera wrote into it',
        "save it in another format ({known}); of these, nothing but the picture is published",
    ),
    # --- YAML ---
    "no-front-matter": Message(
        "the file does not begin with its front matter",
        'write "---" in the first line, then title, date and the rest, then "---" again',
    ),
    "unclosed-front-matter": Message(
        "the front matter has no end",
        'write a line "---" between the front matter and the text',
    ),
    "yaml-tab": Message(
        "a tab is used for indentation",
        "use spaces",
    ),
    "yaml-colon": Message(
        "a colon stands inside a value",
        "put the value in quotes: {example}",
    ),
    "yaml-reserved": Message(
        'a value cannot begin with "{sign}"',
        "put the value in quotes: {example}",
    ),
    "yaml-value": Message(
        "a value that begins with a quotation mark, a bracket or a dash cannot go on like this",
        "put the value in quotes: {example}",
    ),
    "yaml-key-end": Message(
        "this line is not a key with a colon and a space after it",
        'write it like "{example}"; if it goes on with the line above, begin it with two spaces',
    ),
    "yaml-quote": Message(
        "a quotation mark is not closed",
        "close it, or put the whole value in the other kind of quotation marks",
    ),
    "yaml-comment": Message(
        'the value ends before "{lost}", which YAML takes for a comment',
        "put the whole value in quotes; if it is a comment, write a space after the #",
    ),
    "yaml-syntax": Message(
        "this cannot be read as YAML",
        "look for a missing bracket, dash or colon here or in the line above",
    ),
    "yaml-indent": Message(
        "the number of spaces at the beginning of this line is not right",
        'write it exactly so, spaces included: "{example}"; '
        "if it goes on with the line above, put the whole value in quotes",
    ),
    "merge-conflict": Message(
        "two versions of the text stand here, as git leaves them where it cannot tell which counts",
        "keep one of them, or put both together, and delete the lines of <<<<<<<, ======= and "
        ">>>>>>>",
    ),
    "yaml-key": Message(
        "a list or a mapping cannot be a key",
        "a key is a word followed by a colon",
    ),
    "yaml-alias": Message(
        "anchors and aliases (& and *) are not allowed",
        "write the value out, or put it in quotes if it begins with & or *",
    ),
    "yaml-tag": Message(
        "type tags such as {tag} are not allowed",
        "remove the tag, or put the value in quotes if it begins with !",
    ),
    "not-a-mapping": Message(
        "keys with values are expected here",
        'write lines such as "title: …"',
    ),
    "duplicate-key": Message(
        '"{key}" is given twice',
        "keep one of the two",
    ),
    # --- values ---
    "missing-key": Message(
        '"{key}" is missing',
        'add a line "{key}: …"',
    ),
    "unknown-key": Message(
        'there is no setting "{key}"',
        "the settings here are {known}",
    ),
    "empty-value": Message(
        '"{key}" is empty',
        "give it a value; a line that is not needed may be deleted",
    ),
    "wrong-type": Message(
        '"{key}" has the wrong shape: a {expected} is expected',
        "write it like this: {example}",
    ),
    "not-per-language": Message(
        '"{key}" is needed in every language',
        "write it as {{az: …, en: …}}",
    ),
    "missing-in-language": Message(
        '"{key}" is missing in "{language}"',
        'add "{language}: …" below it',
    ),
    "bad-number": Message(
        '"{value}" is not a whole number',
        "write digits alone, without dots, spaces or zeros in front: 1234",
    ),
    "bad-truth-value": Message(
        '"{value}" is neither true nor false',
        "write true or false",
    ),
    "bad-date": Message(
        '"{value}" is not a date',
        "write a day of the calendar as year-month-day, with the time if needed: "
        "2026-03-05 or 2026-03-05 14:00",
    ),
    "date-with-time": Message(
        '"{value}" has a time where only a date is expected',
        "write year-month-day: 2026-03-05",
    ),
    "date-signs": Message(
        'the date "{value}" has other digits, dashes or blanks than the keyboard types, '
        "or signs that cannot be seen",
        "delete it and type it anew",
    ),
    "no-such-day": Message(
        'there is no such day as "{value}": {month} has {last} days',
        "correct the day or the month",
    ),
    "bad-slug": Message(
        '"{value}" cannot be part of an address',
        'use small letters a to z, digits and hyphens: "{better}"',
    ),
    "bad-alias": Message(
        '"{value}" is not an old address of this site',
        "an alias begins with a slash, /old/address/?id=12, or is the whole old address with "
        'https://; it has no "..", no "#", because no server learns of what stands behind it, and '
        "no part that begins with a dot",
    ),
    "bad-email": Message(
        '"{value}" is not an e-mail address',
        "write it like press@example.org",
    ),
    "bad-language": Message(
        '"{value}" is not a language tag',
        "use the short code of the language: az, en, ru",
    ),
    "bad-choice": Message(
        '"{value}" is not a possible value of "{key}"',
        "choose one of {choices}",
    ),
    "unknown-warning": Message(
        'no warning has the code "{value}"',
        "the code stands in brackets after the word warning; errors cannot be silenced",
    ),
    "bad-timezone": Message(
        '"{value}" is not a time zone',
        "use a name such as Asia/Baku",
    ),
    "bad-authority": Message(
        '"{value}" cannot give identifiers',
        "write the office's host, such as press.example.org, without https://",
    ),
    "bad-network": Message(
        '"{value}" is neither an address of a computer nor a network',
        "write it like 203.0.113.7, 203.0.113.0/24 or 2001:db8::/32",
    ),
    "bad-host": Message(
        '"{value}" is not the name of a host',
        "write it like press.example.org, without https:// and without a path",
    ),
    "bad-log-format": Message(
        "a log of this format does not tell enough; missing: {missing}",
        "take the format as it stands in the settings of nginx ($remote_addr …) or Apache (%h …)",
    ),
    "bad-since": Message(
        '"{value}" is not a year, month or day',
        "write since when the host is the office's: 2026, 2026-03 or 2026-03-05",
    ),
    "bad-url": Message(
        '"{value}" is not the address of a site',
        "write it like https://press.example.org, with letters, digits, dots and hyphens, and "
        "without ? or #",
    ),
    "text-too-long": Message(
        "the text has more than {limit} characters",
        "split it, or move a part into an attachment",
    ),
    "too-many-brackets": Message(
        "more than {limit} square brackets are open here",
        "close them, or put a backslash before those that are not links",
    ),
    "reading-budget": Message(
        "this text takes more than {seconds} s to read, and was read up to here",
        "look for signs that stand here again and again, or split the text; the limit is"
        " reading_budget in site_config.yaml",
    ),
    # --- the text ---
    "comment-unclosed": Message(
        "the comment that begins here is never closed",
        "write --> where it ends; what stands in it is on no page",
    ),
    "comment-nested": Message(
        "a comment begins inside another one",
        "close the first one before it, or delete one of the two",
    ),
    "comment-end": Message(
        "this looks like the end of a comment that never began, and would be published",
        "delete it; where an arrow is meant, write →",
    ),
    "comment-like": Message(
        "this looks like a comment but is none, and would be published",
        "write a comment as <!-- … -->; one that readers are to see stands between backticks: "
        "`<!-- … -->`",
    ),
    "fence-unclosed": Message(
        "the block of code that begins here is never closed",
        "write a line with the same signs where it ends",
    ),
    "nested-too-deep": Message(
        "lists and quotations are nested more than {limit} deep here",
        "delete some of the signs at the beginning of the line",
    ),
    "indented-block": Message(
        "a line begins with a tab, or with four spaces or more, which are not shown; in this text: "
        "{count}",
        "delete them; code is written between two lines ```",
    ),
    "short-lines": Message(
        "{count} short lines follow one another and will be shown as one",
        'if they are to stay apart, end each with a backslash: "{better}"',
    ),
    "nearly-link": Message(
        '"{typed}" is not a link that works',
        "write {better}",
    ),
    "nearly-emphasis": Message(
        'this is not shown bold, since a blank stands inside the signs: "{typed}"',
        "write {better}",
    ),
    "nearly-markdown": Message(
        'the "{typed}" at the beginning of the line is shown as it stands',
        "if a heading, a list or a table is meant, this line makes it one: {better}",
    ),
    "shortcode": Message(
        '"{typed}" is for another system, and readers would see it as it stands; '
        "in this file: {count}",
        "write in its place what it stood for: a photo, a link, a file to download",
    ),
    "html-removed": Message(
        "<{element}> and everything in it would be lost",
        "delete it; a text can hold neither programs nor styles",
    ),
    "html-dropped": Message(
        "<{element}> is not published; the words in it stay",
        "delete the tag; in place of a video or a map, write a link to it",
    ),
    "html-attribute": Message(
        "{attribute}= of <{element}> is not published",
        "delete it; a link is written as [text](address), and a picture as ![text](file.jpg)",
    ),
    "html-unclosed": Message(
        "<{element}> is never closed",
        "write </{element}> where it ends",
    ),
    "html-unopened": Message(
        "</{element}> closes nothing",
        "delete it, or write <{element}> where it begins",
    ),
    "markdown-in-html": Message(
        'Markdown inside HTML is shown as it stands: "{typed}"',
        "write it in HTML as well, or leave an empty line before and after the text",
    ),
    "footnote-twice": Message(
        'there is a footnote "{name}" already, and this text would be lost',
        "give it another name, here and where the text refers to it",
    ),
    "footnote-missing": Message(
        'the footnote "{name}" has no text',
        "add a line [^{name}]: with its text; if no footnote is meant, write \\[^{name}]",
    ),
    "footnote-unused": Message(
        'nothing in the text refers to the footnote "{name}"',
        "write [^{name}] where it belongs",
    ),
    "definition-twice": Message(
        'the address of "{name}" is given a second time; the first one counts',
        "delete one of the two, or give it another name",
    ),
    "definition-unused": Message(
        'this line is not shown: it says where links named "{name}" lead, and there are none',
        "write [{name}] where the link belongs; if the line is text, put a backslash before it",
    ),
    "table-cells": Message(
        "the row has {cells} cells, but the head of the table has {columns}",
        "delete what is too much, or add a column to the first two lines; a bar that is text is "
        "written \\|",
    ),
    "table-head": Message(
        "this begins no table: it has {columns} columns, but the line above has {cells} cells",
        "give both lines the same number",
    ),
    "table-bar": Message(
        'a bar inside a link splits the cell here: "{typed}"',
        "put a backslash before the bar: \\|",
    ),
    "duplicate-id": Message(
        'the id "{id}" is on the page already',
        "choose another one; links with # lead to the first",
    ),
    "link-empty": Message(
        "a link or a picture has no address",
        "write it in the parentheses: [text](address)",
    ),
    "link-scheme": Message(
        'a page cannot link to "{target}"',
        "links begin with https:, http:, mailto: or tel:, or name a file or page of this site; "
        "put a file into the release's folder",
    ),
    "link-without-scheme": Message(
        'the link "{target}" would lead to a page of this site',
        "write {better}",
    ),
    "pasted-picture": Message(
        "a picture was pasted into the text as a long row of letters",
        "save it as a file in the release's folder, and show it by its name: ![what can be seen]"
        "(picture.jpg)",
    ),
    # --- what belongs together ---
    "facts-differ": Message(
        '"{key}" is {value} here but {other_value} in {other}',
        "a fact holds for all languages: state it in one edition only, or the same in each",
    ),
    "lists-differ": Message(
        '"{key}" does not have the same entries as in {other}',
        "an edition may spell names and captions its own way, "
        "but the same people in the same order and the same files",
    ),
    "order-differs": Message(
        "the participants come in another order than in {other}: {value} here, {other_value} there",
        "write them in the same order in every edition: it tells who is who",
    ),
    "duplicate-item": Message(
        '"{value}" is listed twice',
        "delete one of the two",
    ),
    "unknown-participant": Message(
        'no participant "{key}"',
        "participants are listed in content/participants.yaml; "
        "or write the person here, with name: and role:",
    ),
    "unknown-speaker": Message(
        'nobody in content/participants.yaml has the key "{key}"',
        "quotes are of people who are listed there, with their name and role; add the person",
    ),
    "many-key-facts": Message(
        "there are {count} key facts, and readers take in {limit} at a glance",
        "keep the {limit} that matter most; the others belong into the text",
    ),
    "same-name": Message(
        '"{name}" is also the name of somebody in {other}',
        "if it is one person, keep one of the two; if there are two, leave it so",
    ),
    "registered-participant": Message(
        '"{name}" is a name in content/participants.yaml as well',
        "write {key} instead, so that readers find the release under the name; if it is somebody "
        "else, leave it so",
    ),
    "unknown-topic": Message(
        'no topic "{key}"',
        "topics are listed in content/topics.yaml",
    ),
    "unknown-page": Message(
        'no standing page "{key}"',
        "standing pages are files of content/pages/, named here without language and ending: "
        "complaints for complaints.az.md",
    ),
    "photo-without-alt": Message(
        'the photo "{file}" has no alternative text',
        "describe in alt: what can be seen, for people who cannot see it",
    ),
    "picture-without-alt": Message(
        'the picture "{file}" in the text has no alternative text',
        "say between ![ and ] what can be seen, for people who cannot see it; "
        "of a picture under photos: its alt: is taken",
    ),
    "expires-too-early": Message(
        "the release would be taken down before it is published",
        "expires: must be later than date: and embargo:",
    ),
    "date-in-name": Message(
        "the name of the file begins with {name}, but its date is {day}",
        "correct the one that is wrong; readers see the one in the front matter, and a file is "
        "renamed together with its other languages and its folder",
    ),
    "date-long-ago": Message(
        '"{key}" is {value}, before {earliest}',
        "correct it; if older dates are meant, write an earlier day in site_config.yaml: "
        "dates: {{earliest: …}}",
    ),
    "date-far-ahead": Message(
        '"{key}" is {value}, more than {days} days ahead',
        "correct it; if dates so far ahead are meant, write more days in site_config.yaml: "
        "dates: {{ahead_days: …}}",
    ),
    "no-such-hour": Message(
        "there is no {value} in {zone}: the clocks are put forward then; it is read as {meant}",
        "write the hour that you mean",
    ),
    "hour-comes-twice": Message(
        "{value} comes twice in {zone}: the clocks are put back then; it is read as the first one",
        "say which one you mean: {first} or {second}",
    ),
    "future-correction": Message(
        "the correction of {day} is still to come: readers do not see it before then",
        "correct the date, if the correction has been made",
    ),
    "future-withdrawal": Message(
        "the withdrawal of {day} is still to come",
        "write the day on which it was withdrawn; to take it down on a day to come, there is "
        "expires:",
    ),
    "before-release": Message(
        "this is dated {day}, before the release itself ({release})",
        "correct the year, the month or the day",
    ),
    "words-in-other-language": Message(
        '"{key}" is not given in "{language}" and will be shown in "{shown}"',
        'add it in "{language}"',
    ),
    "bad-record": Message(
        "this is not what translate wrote about the original",
        "delete translated_from: with its lines, and let {beyan} translate --refresh write it "
        "again",
    ),
    "original-missing": Message(
        'this text was translated from "{language}", but there is no such edition of it',
        "delete translated_from: with its lines, or put the other edition back",
    ),
    "translation-outdated": Message(
        "{original} has changed since it was translated here",
        "{beyan} translate --diff {file} shows what changed; "
        "when the translation is up to date again, say so with {beyan} translate --refresh {file}",
    ),
    "translation-unfinished": Message(
        "this text is on no page: a note with words of the original is left",
        "write these words in the language of this file and delete the note; "
        "let a note of your own not begin with a language and a colon",
    ),
    # --- links and addresses ---
    "dead-link": Message(
        'nothing on the site answers to the link "{target}"',
        "link to a file of content/ (other-release.az.md), an attachment, "
        "or an address of this site (/az/releases/)",
    ),
    "unlisted-file": Message(
        'the file "{file}" lies in the release\'s folder, but the front matter does not name it',
        "add it below {place}: as - file: {typed}; only what is named there is published",
    ),
    "unused-file": Message(
        'the file "{file}" lies in the release\'s folder, and nothing names it',
        "to publish it, add it below {place}: as - file: {typed}; else keep it outside content/",
    ),
    "stray-file": Message(
        'no release can use the file "{file}" where it is',
        "keep it outside content/; a text is a file that ends in .az.md or another language, and a "
        "photo or document lies in the folder named like its release",
    ),
    "unread-file": Message(
        'nothing is published of the file "{file}" where it is',
        "a text is a file below content/releases/ or content/pages/ that ends in .az.md or another "
        "language; a portrait is named in content/participants.yaml; keep anything else outside "
        "content/",
    ),
    "dead-reference": Message(
        'the link names "{name}", and no line of the text says where that leads',
        "add a line [{name}]: followed by the address, or write the address in parentheses: "
        "[text](address)",
    ),
    "outside-image": Message(
        'the picture "{target}" would be loaded from another site',
        "put the file beside the release and list it in photos:, so that no other site learns "
        "who reads the page",
    ),
    "dead-anchor": Message(
        'the link "{target}" leads to a place that its page does not have',
        "correct the part after #; it is made from the heading's words",
    ),
    "withheld-link": Message(
        'the link "{target}" leads to something that is not published (now)',
        "it is shown as plain text until then",
    ),
    "alias-by-rule": Message(
        "aliases that have a query, or signs that no file's name can have: {count}, such as "
        '"{value}"; no page can stand there, so only a web server that has the rules leads on',
        "for nginx and Apache see {beyan} help publish; GitHub Pages knows none of them, and "
        "Cloudflare Pages none with a query; where your server does, "
        "silence: [alias-by-rule]",
    ),
    "many-aliases": Message(
        "aliases: {count}; of the redirects in _redirects, Cloudflare Pages reads {limit}",
        "other servers read all of them: where yours does, silence: [many-aliases]",
    ),
    "address-collision": Message(
        "two things would stand at the address {address}; the other one is {other}",
        "give one of them another slug:",
    ),
    "address-kept": Message(
        "this page stands at {address}, where the site's own page of that name would",
        "keep it, and say yourself what that page would show; or give it another slug:",
    ),
    "release-vanishes": Message(
        "readers will not find {address} any more: {reason}",
        "undo it; or, so that nobody comes to nothing: aliases: [{address}] where it has moved, "
        "expires: or withdrawn: where it ends",
    ),
    "embargo-leak": Message(
        "{address} tells what readers may not see yet: {reason}, of {file}; files: {count}",
        "mend the template or text that shows it. If everybody may know it, say so in "
        "site_config.yaml: embargo_audit: {{allow: [{file}]}}, or [{address}]",
    ),
    "address-lost": Message(
        "readers would find nothing at {address} any more, which {file} had: {reason}",
        "where its readers should come to now, write: aliases: [{address}] ({beyan} move does that "
        "by itself); where the text ends: expires: or withdrawn:",
    ),
    "same-identity": Message(
        'the identity "{identity}" is that of {other} as well',
        "feeds and counts of reads would take one for the other: give the newer one an id: of its "
        "own in the front matter",
    ),
    # --- writing help ---
    "title-long": Message(
        "the title has {length} characters; more than {limit} are cut off in search results",
        "say it shorter; the details may go into the summary",
    ),
    "summary-long": Message(
        "the summary has {length} characters; more than {limit} are cut off in search results",
        "say it shorter; the details may go into the text",
    ),
    "summary-missing": Message(
        "the release has no summary",
        "say in a sentence or two what is new: cards, feeds and search results show it",
    ),
    "alt-file-name": Message(
        'the alternative text "{alt}" only repeats the name of the file',
        "describe what can be seen, for people who cannot see it",
    ),
    "heading-jump": Message(
        'the heading "{found}" leaves out a level: "{expected}" is expected',
        "use one # more than the heading above it has, at the most",
    ),
    "other-language": Message(
        'the text seems to be in "{found}", but the name of its file says "{language}"',
        "translate it, or name the file after the language of the text",
    ),
    "lookalike-letter": Message(
        'the letter "{letter}" ({point}) in "{word}" belongs to another alphabet, and search does '
        "not find such words; in this file: {count}",
        'type "{meant}" instead, here and everywhere: other keyboards have letters that look alike',
    ),
    "straight-quotes": Message(
        'a straight quotation mark (") stands in the text; in this file: {count}',
        "the language has its own: {marks}",
    ),
    "unlisted-participant": Message(
        "the text names {name}, who is not among the participants",
        "add {key} to participants:, so that readers find the release under the name; if the "
        "person took no part, leave it so",
    ),
    "synonyms-alone": Message(
        "these are no two words for one thing: {words}",
        "a group in content/synonyms.yaml has two words or more, each once: "
        "[QHT, qeyri-hökumət təşkilatı]",
    ),
    "glossary-wrong": Message(
        'the glossary does not want "{found}"',
        "write: {form}",
    ),
    "glossary-left": Message(
        'the original says "{term}", and this translation does not say "{form}"',
        "use the official form, or add another right one below also: in content/glossary.yaml",
    ),
    # --- interface: templates, assets, catalogues ---
    "missing-font": Message(
        'social cards cannot show titles in "{language}": the font of its letters is missing',
        "install it with the program: beyan[{extra}], as in pip install 'beyan[{extra}]'; or turn "
        "cards off (social_cards: false)",
    ),
    "bad-font": Message(
        'the font "{file}" cannot be read',
        "copy it again from where it came from; it has to be a TrueType or OpenType font",
    ),
    "font-letters": Message(
        'the font "{file}" lacks letters of the language "{language}"',
        "take a version of the font that has them; until then, social cards show texts with these "
        "letters in the font of the program",
    ),
    "bad-colour": Message(
        '"{value}" is no colour',
        'write it in three or six hexadecimal digits and in quotation marks, as in "#0d5666"',
    ),
    "low-contrast": Message(
        'the colour {key}, "{colour}", is too near to "{beside}", with which it stands: their '
        "contrast is {ratio}:1, and {needed}:1 is needed",
        'take "{better}", which is near it, or another colour that is lighter or darker',
    ),
    "theme-picture": Message(
        '"{file}" cannot stand on every page: {reason}',
        "save it again as PNG, or as plain SVG",
    ),
    "theme-drawing": Message(
        "this picture stands on every page, and has to be a drawing alone; it has {found}",
        "export it again as plain SVG, without scripts, links, and files from elsewhere",
    ),
    "no-woff2": Message(
        'the file "{file}" is no WOFF2 font, or a damaged one',
        "ask whoever made the font for WOFF2, or have it converted from TrueType; a file that is "
        "only called .woff2 will not do",
    ),
    "missing-catalogue": Message(
        'there are no interface strings for "{language}"',
        "add locales/{language}/LC_MESSAGES/messages.po",
    ),
    "catalogue-syntax": Message(
        "the catalogue cannot be read: {reason}",
        "mend this line of the .po file",
    ),
    "missing-string": Message(
        'the interface string "{message}" has no translation into "{language}"',
        "translate it in locales/{language}/LC_MESSAGES/messages.po",
    ),
    "wrong-placeholder": Message(
        'the translation of "{message}" has other placeholders: {found} instead of {expected}',
        "keep each %(name)s of the original as it is",
    ),
    "translation-markup": Message(
        'the translation of "{message}" has markup that the original does not have: {found}',
        "delete it, or pages show it as it stands; only the template may say what is bold or a "
        "link",
    ),
    "catalogue-language": Message(
        'the strings of this catalogue are in "{found}", but its folder is that of "{language}"',
        'put the catalogue for "{language}" here; one that is lost is in the history of the site',
    ),
    "catalogue-header": Message(
        'the header says Language: {found}, but the folder is that of "{language}"',
        "write Language: {language} there; the programs of translators go by it",
    ),
    "plural-forms": Message(
        'the header says {found}, which is not how "{language}" counts',
        "write Plural-Forms: {expected}",
    ),
    "string-language": Message(
        'the translation of "{message}" seems to be in "{found}", not in "{language}"',
        "translate it anew",
    ),
    "unfinished-string": Message(
        'the translation of "{message}" is not finished, so that the one of the program is shown',
        "finish it, and delete the word fuzzy above it; or delete the whole entry",
    ),
    "untranslated-string": Message(
        'the translation of "{message}" is the English original',
        'translate it into "{language}"',
    ),
    "stray-space": Message(
        'the translation of "{message}" has spaces that the original does not have, or lacks some '
        'at an end: "{found}"',
        "each ␣ is a space; begin and end like the original, with one space between words",
    ),
    "svg-script": Message(
        "a browser that opens this picture by its address runs what is in it: {found}",
        "delete that part, or export the picture again as plain SVG, without scripts and links",
    ),
    "damaged-svg": Message(
        "browsers cannot read this picture beyond this place: {reason}",
        "export it again as SVG",
    ),
    "template-syntax": Message(
        "the template cannot be read: {reason}",
        "mend this line of the template",
    ),
    "template-name": Message(
        "the template uses something that does not exist: {reason}",
        "the filters and functions are listed by {beyan} help templates",
    ),
    "template-undefined": Message(
        'the template asks for "{name}", which is not there',
        "what each page carries is listed by {beyan} help templates",
    ),
    "template-missing": Message(
        'there is no template "{name}"',
        "put it into templates/, or correct its name",
    ),
    "dynamic-include": Message(
        "the template includes or extends another by a name that is only known later",
        "write the other template's name in quotes",
    ),
    "template-error": Message(
        "the template fails: {reason}",
        "mend this line of the template",
    ),
    "missing-asset": Message(
        'there is no file "{file}" in assets/',
        "put it there, or correct its name",
    ),
    # --- what is handed over ---
    "unknown-release": Message(
        'there is no release "{name}" that could be handed over',
        "name the file of an edition, such as content/releases/2026/2026-12-10-report.az.md; "
        "drafts are not handed over",
    ),
    "not-embargoed": Message(
        "the release has no embargo that still holds",
        "it is on the site already; send its address",
    ),
    "handover-folder": Message(
        "the folder {folder} is not empty, or belongs to the site",
        "name a folder that does not exist yet, outside of the site",
    ),
    # --- what is begun ---
    "unknown-edition": Message(
        'there is no text in the file "{name}"',
        "name the file of an edition, such as content/releases/2026/2026-12-10-report.az.md",
    ),
    "no-original": Message(
        "the file does not tell what it was translated from",
        "once the translation is up to date, note that with {beyan} translate --refresh {file}",
    ),
    "edit-by-hand": Message(
        "{file} is written in a way that no program should change",
        "change it yourself: {lines}",
    ),
    "file-exists": Message(
        "there is a file {file} already",
        "nothing is overwritten: open that file, or choose another title or language",
    ),
    # --- what translators get, and what comes back ---
    "exchange-extra": Message(
        "for {form} the Translate Toolkit is needed, which is not installed",
        "install it with pip install 'beyan[translation]', or choose --export csv, which needs "
        "nothing more",
    ),
    "exchange-same-language": Message(
        'the text is in "{language}" already',
        "name the original, and with --to the language that it is to be translated into",
    ),
    "exchange-languages": Message(
        "{file} is in another language than {other}",
        "export texts of one language at a time",
    ),
    "exchange-unaligned": Message(
        "this translation has another number of paragraphs than {file} ({count}, not {other}), so "
        "nobody can tell which belong together",
        "part or join paragraphs as the original does, and delete the notes of those that are "
        "translated",
    ),
    "exchange-unreadable": Message(
        "this is no {form} file: {reason}",
        "save it once more from the translator's program, or ask for it again",
    ),
    "exchange-row": Message(
        'nothing in this site is called "{name}"',
        "leave the names of segments as they were exported; what was added by hand belongs into "
        "the text itself",
    ),
    "exchange-twice": Message(
        '"{key}" stands here for the second time, first in line {line}',
        "leave one of them, the one that is right",
    ),
    "exchange-missing": Message(
        "segments of {file} that are not in this file: {count} ({keys})",
        "put them back; those that are not translated yet may stay empty",
    ),
    "exchange-source": Message(
        'the words of the original were changed in "{key}": "{words}", where "{original}" stands',
        "put them back as they were, and correct the original itself where it is wrong",
    ),
    "exchange-changed": Message(
        'the original changed after the export, at {place}: "{before}" is now "{now}"',
        "export it again, and put in what is translated here; only what changed is to be done anew",
    ),
    "exchange-edited": Message(
        'the translation changed after the export, {place}: "{now}" stands there, and "{words}" '
        "here",
        "write into this file what is right of both, or export it again",
    ),
    "exchange-markup": Message(
        'links and marks of "{key}" are not those of the original; missing: {missing}; '
        "besides: {added}",
        "leave addresses, footnotes, code, and the signs of headings, lists and tables as they "
        "are; words between them are to be translated",
    ),
    "exchange-formula": Message(
        'a spreadsheet took the translation of "{key}" for a formula: "{words}"',
        "type it again with an apostrophe before it",
    ),
    "exchange-paragraphs": Message(
        'the translation of "{key}" has an empty line, which would make two paragraphs of one',
        "join them, or part the original first and export it again",
    ),
    "exchange-lost": Message(
        'the translation of "{key}" would be read otherwise in its file',
        "take out signs that the original does not have, such as <!-- and -->",
    ),
    # --- counts of reads ---
    "table-header": Message(
        'the first line is not "{header}"',
        "write it so, with commas: a spreadsheet may have saved the file with semicolons",
    ),
    "table-row": Message(
        "the line does not have one value for each of {names}",
        "write the values with commas between them; one that has a comma in it goes in quotes",
    ),
    "bad-owner": Message(
        '"{value}" is nothing that has an address',
        "the program writes this column: take the line as it was committed last",
    ),
    "unknown-reads": Message(
        'the site has no release "{name}"; lines with its reads: {count}',
        "where it has another name now, write that; where it is gone for ever, the lines may be "
        "deleted",
    ),
    "bad-month": Message(
        '"{value}" is not a month',
        "write year and month, like 2026-11: a spreadsheet may have made a date of it",
    ),
    "bad-instant": Message(
        '"{value}" is not a time',
        "write it like 2026-11-22T08:00:00Z, or take the file as it was committed last",
    ),
    "log-line": Message(
        "lines that are of no access log: {count} of {lines}; this is the first",
        "nothing is to be done if they are few; a format of the server's own is declared in "
        "site_config.yaml: views: {{log_formats: [...]}}",
    ),
    "log-format": Message(
        "no line of this log can be read; it was tried as {formats}, and as the site declares it",
        "where the server writes a format of its own, declare that in site_config.yaml: "
        "views: {{log_formats: [...]}}; nothing was imported",
    ),
    "log-ahead": Message(
        "lines that are dated later than now, and were left out: {count}; this is the first",
        "look whether the clocks of the server and of this computer are right",
    ),
    "log-known": Message(
        "logs of which every request had been counted before: {count}; this is the first, whose "
        "time is counted since {since}",
        "that is right for a log that was imported before; one of another server needs --source "
        "and a name",
    ),
    "log-proxy": Message(
        "{share} % of the requests come from one address, as if they were one visitor's",
        "it may be a proxy's: let the server log X-Forwarded-For, and list the proxy in "
        "site_config.yaml: views: {{proxies: [...]}}",
    ),
    "imported-ahead": Message(
        'the logs of "{source}" are said to be counted until {until}, which is later than now',
        "what comes from now on is counted; where reads are missing, write there until when logs "
        "were really imported, and import them again",
    ),
    # --- a new site ---
    "folder-not-empty": Message(
        "the folder {folder} is not empty",
        "name a folder that does not exist yet; nothing is ever overwritten",
    ),
    # --- output ---
    "output-not-ours": Message(
        "the folder {folder} has files that this program did not make",
        "choose an empty folder for --output: everything else in it would be deleted",
    ),
    "output-overlaps": Message(
        "the output folder {folder} holds the site itself or a part of it",
        "choose a folder of its own for --output",
    ),
    "publish-in-the-way": Message(
        'publish did not put "{file}" into {folder}, and cannot keep it there; '
        "such files and folders: {count}",
        "nothing was changed; what the site shall show belongs into its own folders, and all else "
        "can be moved away, so that publish begins with an empty folder",
    ),
    "publish-overlaps": Message(
        "the folder {folder} holds the site itself or a part of it",
        "choose a folder of its own for --to",
    ),
    "publish-pseudo": Message(
        "in the folder {folder} the site is in a pseudo-language, which is only to be looked at",
        "choose another folder for --to; publish itself makes what readers see",
    ),
    "publish-mounted": Message(
        "{folder} cannot be exchanged, because something is mounted there",
        "publish into a folder inside of it, or mount the folder above it; let the web server show "
        "that folder",
    ),
    "cannot-read": Message(
        '"{file}" cannot be read: {reason}',
        "see whether it is there, and whether you may open it",
    ),
    "cannot-write": Message(
        "{folder} cannot be written: {reason}",
        "see whether you may write there, and whether the disk is full",
    ),
    "cut-off": Message(
        "the work stopped here: {reason}",
        "nothing was published; close other programs, or raise the limit that is set (ulimit -a), "
        "and run it again; --jobs 1 needs less memory",
    ),
    "build-running": Message(
        "another build into {folder} is at work (process {process}, since {since})",
        "wait until it has ended, or leave out --no-wait: then this one waits by itself",
    ),
    "cluster-extra": Message(
        "to build on a cluster, Dask is needed, which is not installed",
        "install it with pip install 'beyan[cluster]', or leave out --cluster",
    ),
    "no-cluster": Message(
        "the cluster at {address} cannot do the work: {reason}",
        "nothing was published; see whether dask scheduler and dask worker run there and can be "
        "reached from here, or leave out --cluster",
    ),
    "cluster-differs": Message(
        "the cluster at {address} would not make the same bytes: here runs {here}, there {reason}",
        "nothing was published; install the same version of the program, of Python and of the "
        "packages for the scheduler and all workers, and start them again",
    ),
    "unreadable-output": Message(
        "other programs could not read {file}: {reason}",
        "if the site has this template of its own, mend it there; else report it as a bug",
    ),
    "output-differs": Message(
        "{address} differs from a clean build: {how}",
        "run {beyan} build --clean and report the difference as a bug",
    ),
}

# Why the system refuses something, in its words, and why a file is no catalogue or template: what
# may fill a {reason}, with translations of its own.
REASONS = (
    *map(str, Danger),
    *map(str, Departure),
    *map(str, Leak),
    *ENCODING_REASONS,
    KILLED,
    NO_MEMORY,
    TOO_DEEP,
    NO_FILE,
    NO_FOLDER,
    NO_PNG,
    NO_SIZE,
    NO_SVG,
    TOO_LARGE,
    NOTHING_BEHIND,
    RINGED,
    SPECIAL,
    NO_SCHEDULER,
    SCHEDULER_LOST,
    NO_WORKER,
    MUCH_KILLED,
    OTHER_PROGRAM,
    "Address already in use",
    "File name too long",
    "File too large",
    "Input/output error",
    "Is a directory",
    "No space left on device",
    "No such file or directory",
    "Not a directory",
    "Permission denied",
    "Read-only file system",
    "Resource temporarily unavailable",
    "Too many open files",
    "Too many open files in system",
    'expected msgctxt, msgid, msgid_plural or msgstr and a text in "…"',
    "the archive is damaged",
    NEEDS_ZSTANDARD,
    "the last message has no msgstr",
    "the message before this comment has no msgstr",
    "the text is not UTF-8",
    "the file is not UTF-8",
    "its first line does not name the columns location, id, source and target",
    "a quotation mark is left open",
    "it has a DTD, which may do harm",
    "it is no XLIFF 1.1 or 1.2",
)

# What an editor would ask about. Like all warnings, the settings can switch them off.
WRITING = frozenset(
    {
        "title-long",
        "summary-long",
        "summary-missing",
        "many-key-facts",
        "alt-file-name",
        "heading-jump",
        "other-language",
        "lookalike-letter",
        "straight-quotes",
        "unlisted-participant",
        "glossary-wrong",
        "glossary-left",
    }
)
# What a release may well be published with, and an urgent one has to be: it stays a warning under
# --strict, unless the settings say otherwise.
ADVICE = (WRITING - {"other-language"}) | {
    "duplicate-id",
    "address-kept",
    "name-on-windows",
    "path-on-windows",
    "same-but-capitals",
    "address-on-windows",
    "copied-file",
    "probable-twins",
    "registered-participant",
    "same-name",
    "stray-file",
    "unused-file",
    "unread-file",
    "missing-font",
    "font-letters",
    "unusual-attachment",
    "date-in-name",
    "date-long-ago",
    "date-far-ahead",
    "future-correction",
    "before-release",
    "words-in-other-language",
    "alias-by-rule",
    "many-aliases",
    "original-missing",
    "translation-outdated",
    "unfinished-string",
    "unknown-reads",
}
# The others mean that readers find less than was written, or are led nowhere.
WARNINGS = (
    WRITING
    | ADVICE
    | {
        "definition-twice",
        "definition-unused",
        "footnote-unused",
        "html-attribute",
        "html-dropped",
        "html-unclosed",
        "html-unopened",
        "indented-block",
        "markdown-in-html",
        "nearly-emphasis",
        "nearly-link",
        "nearly-markdown",
        "shortcode",
        "short-lines",
        "table-bar",
        "table-cells",
        "table-head",
        "imported-ahead",
        "log-ahead",
        "log-known",
        "log-line",
        "log-proxy",
        "no-such-hour",
        "hour-comes-twice",
        "withheld-link",
        "translation-unfinished",
        "translation-markup",
        "catalogue-header",
        "plural-forms",
        "string-language",
        "untranslated-string",
        "stray-space",
        "svg-script",
        "damaged-svg",
        "release-vanishes",
    }
)

# Warnings of older versions, which a site may still silence.
RETIRED = frozenset({"search-segmentation", "search-unavailable"})

# Problems of the settings and of how the program is used, which end it with exit code 2.
USAGE = frozenset(
    {
        "missing-config",
        "low-contrast",
        "port-taken",
        "unknown-release",
        "not-embargoed",
        "handover-folder",
        "folder-not-empty",
        "unknown-edition",
        "no-original",
        "edit-by-hand",
        "file-exists",
        "exchange-extra",
        "exchange-same-language",
        "exchange-languages",
        "output-not-ours",
        "output-overlaps",
        "publish-in-the-way",
        "publish-overlaps",
        "publish-pseudo",
        "publish-mounted",
        "cannot-read",
        "cannot-write",
        "cut-off",
        "build-running",
        "cluster-extra",
        "no-cluster",
        "cluster-differs",
    }
)
