"""One page of each kind of the sample site, in both languages, and of the site in Arabic."""

from __future__ import annotations

from typing import Literal

KINDS = {
    "chooser": ("/",),
    "home": ("/az/", "/en/"),
    "releases": ("/az/releases/page/2/", "/en/releases/"),
    "year": ("/az/releases/2023/", "/en/releases/2024/"),
    "release": ("/az/releases/2020/qht-gorusu/", "/en/releases/2020/ngo-meeting/"),
    "topics": ("/az/topics/", "/en/topics/"),
    "corrections": ("/az/corrections/",),
    "topic": ("/az/topics/vetendas-cemiyyeti/", "/en/topics/civil-society/"),
    "participants": ("/az/participants/", "/en/participants/"),
    "participant": ("/az/participants/sabina-aliyeva/", "/en/participants/sabina-aliyeva/"),
    "topic year": (
        "/az/topics/qebul-ve-muracietler/2023/",
        "/en/topics/reception-and-complaints/2023/",
    ),
    "most read": ("/az/most-read/", "/en/most-read/"),
    "feeds": ("/az/feeds/", "/en/feeds/"),
    "page": ("/az/haqqimizda/", "/en/about/"),
    "search": ("/az/search/", "/en/search/"),
    "not found": ("/404.html", "/az/404.html", "/en/404.html"),
}
ADDRESSES = tuple(address for addresses in KINDS.values() for address in addresses)

# One of each kind of tests/sites/languages, in what the sample site is not in.
OF_EACH_KIND = tuple(
    f"/{language}{kind}"
    for language, own in (
        ("ru", "/releases/2026/den-zashchity-detei/"),
        ("tr", "/releases/2026/childrens-day/"),
        ("zh-Hans", "/releases/2026/guoji-ertong-jie/"),
        ("az-Cyrl", "/releases/2026/childrens-day/"),
    )
    for kind in (
        *("/", "/releases/", "/releases/2026/", own, "/topics/", "/participants/", "/about/"),
        *("/participants/yusif-hasanov/", "/search/", "/404.html"),
    )
)

# Of tests/sites/languages; the second release has no Arabic edition of some of its words.
ARABIC = (
    "/ar/",
    "/ar/releases/",
    "/ar/releases/2026/",
    "/ar/releases/2026/yawm-al-tifl/",
    "/ar/releases/2026/istiqbal/",
    "/ar/topics/",
    "/ar/topics/lughat/",
    "/ar/feeds/",
    "/ar/participants/",
    "/ar/participants/sabina-aliyeva/",
    "/ar/about/",
    "/ar/search/",
    "/ar/404.html",
)

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
