"""What the console says besides problems: msgids of beyan.po, like the messages of the codes."""

from __future__ import annotations

DID_YOU_MEAN = 'did you mean "{suggestion}"?'
ERROR, WARNING, HINT = "error", "warning", "hint"
SUMMARY = "releases: {releases}, editions: {editions}, pages: {pages}; {seconds} s"
SECONDS = "{seconds} s"
CHANGES = "files written: {written}, deleted: {removed}"
FIRST_SEEN = "new for readers: {addresses}"
LEFT = "has left the site: {address} ({reason})"
WAITS = "waits until {until}: {path}"
HELD_BACK = "held-back text {number}"
WITHHELD = "this message is not told in public: it is about a text that is held back"
WITHHELD_HINT = "run {beyan} check on your own computer, or with --no-quiet-embargo"
AND_MORE = "… and {count} more"
NOTHING_PUBLISHED = "errors: {errors}, warnings: {warnings}; nothing was published"
WAITING = "waiting for another build of this site (process {process}, since {since})"
ALL_FINE = "no problems; releases: {releases}, editions: {editions}, pages: {pages}"
FOUND = "errors: {errors}, warnings: {warnings}"
CHANGED = "changed: {path}"
WOULD_CHANGE = "would change: {path}"
UNCHANGED = "nothing to change"
READS = "reads: {reads}; requests: {requests}"
NOT_READS = (
    "not counted: other hosts {hosts}, other addresses {other}, robots {robots}, "
    "prefetched {prefetched}, repeated {repeated}, counted before {known}"
)
FOUND_LATER = "counted now, by an alias: {found} reads of earlier imports"
CREATED = "created: {path}"
NEXT_RELEASE = (
    "next: open the file and write the text; {beyan} check tells what is wrong; "
    'delete the line "draft: true" when all may read it'
)
NEXT_TRANSLATION = (
    "next: open the file and write the translation under each note; "
    "when the last note is deleted, the text is published with the others"
)
NEXT_EXCHANGE = (
    "next: give the file to the translator; when it comes back, {beyan} translate --import reads it"
)
SEGMENTS = "segments new: {new}, outdated: {outdated}, done: {done}"
IMPORTED = "{path}: segments new: {new}, outdated: {outdated}, done: {done}"
NEXT_SITE = (
    "next: in that folder, {beyan} serve shows the site as you write; site_config.yaml has the "
    "name and address of your office"
)
# Once for each language that the program has no strings in.
NEXT_STRINGS = (
    "next: translate the words of the pages in {path} (strings: {count}); as long as one of them "
    "is missing, {beyan} check tells which, and nothing is published"
)
KEPT = "was there already, and stays as it is: {path}"
# At the top of a site's requirements.txt.
PROGRAM = "The program that builds this site, and what it needs, each file with its digest."
NEXT_COPY = (
    "next: change the file; the site is built with yours from now on, and {beyan} upgrade-notes "
    "tells when the program's own has changed"
)
# Files of the site's own in place of the program's, by `desk.overrides.State`.
OVERRIDES = {
    "same": "{path}: the same as the program's; delete yours, and the site keeps up with it",
    "current": "{path}: the program's own has not changed since you copied it ({version})",
    "changed": (
        "{path}: the program's own has changed since you copied it ({version}); compare with "
        "{beyan} upgrade-notes --diff"
    ),
    "unknown": (
        "{path}: nobody noted which version it was copied from; compare with "
        "{beyan} upgrade-notes --diff"
    ),
    "gone": "{path}: the program has no such file any more; it was copied from {version}",
}
NO_OVERRIDES = "this site has no templates, assets or strings of its own in place of the program's"
HANDBOOK = (
    "pages of the handbook; {beyan} help NAME shows one, or what the command of that name does"
)
IN_ENGLISH = "the handbook is not in your language yet; this is the English one"
IS_DUE = "an hour has come since the last build: build the site"
NOTHING_DUE = "no hour has come since the last build"
NO_LEDGER = (
    "addresses that die are found by no build yet: {beyan} build --record begins a ledger of them, "
    "content/addresses.csv, which belongs to the content"
)
UP_TO_DATE = "{file} is up to date with {original}"
OUT_OF_DATE = "{original} has changed since {file} was translated from it:"
ALTERED, ADDED, DROPPED = "changed", "new", "deleted"
LOST = "(what stood here before is not known)"
# What a value may have to be, as `wrong-type` says it.
SHAPES = ("text", "list", "group of keys")
TRAFFIC = (
    "on the cluster: workers: {workers}, artifacts: {artifacts}, sent: {sent} kB, "
    "received: {received} kB"
)
# By the names that a report has for them, in the order of a build.
STAGES = {
    "read": "reading",
    "parse": "parsing",
    "plan": "planning",
    "prose": "texts",
    "templates": "templates",
    "exports": "exports",
    "images": "images",
    "search": "search",
    "write": "writing",
}
# Why a file was made, by the reasons of `snapshot.manifest.Outdated`.
MADE_BECAUSE = {
    "new": "new",
    "damaged": "was damaged",
    "template": "template changed",
    "settings": "settings changed",
    "address": "address changed",
    "versions": "languages changed",
    "facts": "date, people or other facts changed",
    "text": "text changed",
    "links": "links lead elsewhere",
    "photos": "photos changed",
    "topics": "topics changed",
    "people": "people changed",
    "counts": "count changed",
    "neighbours": "previous or next release changed",
    "related": "related releases changed",
    "list": "list changed",
    "name": "name changed",
    "file": "file changed",
    "kind": "another kind of file",
}
PHRASES = (
    *SHAPES, *MADE_BECAUSE.values(), *STAGES.values(), DID_YOU_MEAN, ERROR, WARNING, HINT, SUMMARY,
    SECONDS, CHANGES, FIRST_SEEN, LEFT, WAITS, HELD_BACK, WITHHELD, WITHHELD_HINT, AND_MORE,
    NOTHING_PUBLISHED, WAITING, ALL_FINE, FOUND, CHANGED, WOULD_CHANGE, UNCHANGED, READS, NOT_READS,
    FOUND_LATER, CREATED,
    NEXT_RELEASE, NEXT_EXCHANGE, SEGMENTS, IMPORTED,
    NEXT_SITE, NEXT_STRINGS, NEXT_TRANSLATION, UP_TO_DATE, OUT_OF_DATE, ALTERED, ADDED, DROPPED,
    LOST, IS_DUE, NOTHING_DUE, NO_LEDGER, NEXT_COPY, KEPT, PROGRAM, *OVERRIDES.values(),
    NO_OVERRIDES, HANDBOOK, IN_ENGLISH, TRAFFIC,
)  # fmt: skip
