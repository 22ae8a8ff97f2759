"""What each key is for, as an editor shows it beside the key; msgids of beyan.po."""

from __future__ import annotations

_FILE = "The file's name in the release's folder; capitals count."
_HIDE = "true hides it from readers."
_OLD = "Old addresses that lead here: /old/address/"
_ORIGINAL = "Which text this one was translated from; the command translate writes it."
_SLUG = "This text's part of the address: small letters a to z, digits and hyphens."

# By form and key.
DESCRIPTIONS: dict[str, dict[str, str]] = {
    "ReleaseForm": {
        "title": "The heading; search results show 65 characters of it.",
        "date": "2026-03-05, or with the time 2026-03-05 14:30. Needed in one of the texts.",
        "views": "How often it was read before it came to this site.",
        "place": "The town of the dateline.",
        "summary": "What is new in a sentence or two; search results show 160 characters of it.",
        "topics": "Keys of content/topics.yaml.",
        "participants": "Keys of content/participants.yaml, or people written in place.",
        "photos": "Its photos; lists show the first one.",
        "attachments": "Files to download.",
        "embargo": "Nobody sees it before this day or hour.",
        "expires": "It is taken down at this day or hour.",
        "draft": _HIDE,
        "slug": _SLUG,
        "aliases": _OLD,
        "corrections": "What was put right after publication.",
        "withdrawn": "A notice in place of the text.",
        "contact": "Whom journalists may ask, if not the press office.",
        "translated_from": _ORIGINAL,
    },
    "PageForm": {
        "title": "The heading, and the page's name in the menu.",
        "summary": "What the page is about, for search engines.",
        "slug": _SLUG,
        "order": "Its place in the menu.",
        "draft": _HIDE,
        "aliases": _OLD,
        "translated_from": _ORIGINAL,
    },
    "InlineParticipant": {
        "name": "The name, or {{az: …, en: …}}.",
        "role": "The role, or {{az: …, en: …}}.",
        "organisation": "The organisation, or {{az: …, en: …}}.",
    },
    "PhotoForm": {
        "file": _FILE,
        "alt": "What can be seen, for people who cannot see it.",
        "caption": "What stands under the photo.",
        "credit": "Who took the photo.",
    },
    "AttachmentForm": {"file": _FILE, "title": "What the link says."},
    "CorrectionForm": {"date": "The day of the correction.", "text": "What was put right."},
    "WithdrawalForm": {"date": "The day of the withdrawal.", "reason": "Why it was withdrawn."},
    "ReleaseContactForm": {
        "name": "The person or office to ask.",
        "phone": "The telephone number.",
        "email": "The e-mail address.",
    },
    "OriginalForm": {
        "edition": "The language of the original.",
        "digest": "Written by the program; leave it as it is.",
    },
    "PersonForm": {
        "name": "The name in each language.",
        "role": "The role held now, in each language.",
        "organisation": "The organisation, in each language.",
        "earlier_roles": "Roles held before, for older releases.",
    },
    "EarlierRoleForm": {
        "until": "The last day of that role.",
        "role": "The role, in each language.",
    },
    "TopicForm": {
        "name": "The name in each language.",
        "slug": "Its part of the address in each language; default: from the name.",
    },
    "ConfigForm": {
        "name": "The office's name in each language, on top of every page.",
        "tagline": "What stands below the name, in each language.",
        "base_url": "Where the site will stand: https://press.example.org",
        "languages": "The tags of the site's languages; the first is the default.",
        "timezone": "The zone in which dates are read, such as Asia/Baku.",
        "contact": "The press office.",
        "missing_translation": "What readers get where a text is not in their language.",
        "out_of_date_note": "true tells readers that a translation is older than its original.",
        "page_size": "How many releases stand on one page of a list.",
        "home_size": "How many releases stand on the home page.",
        "feed_size": "How many releases stand in a feed.",
        "share": "By which services readers may pass a release on.",
        "search": "false leaves the search out.",
        "social_cards": "false leaves out the pictures of titles that other sites show.",
        "silence": "Codes of warnings that nobody wants to see.",
        "dates": "Between which days the dates of releases are thought to be meant.",
    },
    "DatesForm": {
        "earliest": "Releases dated before this day are warned of.",
        "ahead_days": "Dates further ahead than so many days are warned of.",
    },
    "ContactForm": {
        "name": "The press office's name in each language.",
        "call_centre": 'The call centre\'s number, in quotes: "916"',
        "phone": "The telephone number.",
        "email": "The e-mail address.",
        "address": "Where the office is, in each language.",
    },
}
PHRASES = tuple(dict.fromkeys(text for keys in DESCRIPTIONS.values() for text in keys.values()))
