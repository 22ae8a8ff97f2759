"""Nothing is told at the hour of an embargo that was not told before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from beyan.model.diagnostic import Diagnostic
from tests.conftest import NOW
from tests.properties.conftest import MODES, Generated, Make, few

FOLDER = "content/releases/2026"
# What the clock itself has to do with, and no embargo.
OF_THE_CLOCK = {"date-far-ahead", "future-correction", "future-withdrawal"}
HOURS = tuple(f"2026-12-0{day} 09:00" for day in range(1, 5))
STATES = st.one_of(
    st.just(()),
    st.just(("draft: true",)),
    st.sampled_from(HOURS).map(lambda hour: (f"embargo: {hour}",)),
    st.sampled_from(HOURS).map(lambda hour: (f"expires: {hour}",)),
    st.sampled_from(("date: 2026-12-02", "expires: 2026-11-01")).map(lambda fact: (fact,)),
    st.tuples(st.sampled_from(HOURS[:2]), st.sampled_from(HOURS[2:])).map(
        lambda hours: (f"embargo: {hours[0]}", f"expires: {hours[1]}")
    ),
)
# Fails on one of the releases.
REDIRECT = "{{ page.yox.yox if page.target == '/az/releases/2026/r1/' }}"
NUMBERS = st.integers(0, 3)
WAYS = (
    "[x](r{n}.{tag}.md)",
    "[x](/releases/2026/r{n}.md)",
    "[x](r{n}.md#bolme)",
    "[x](r{n}.{tag}.md#yox)",
    "[x](/{tag}/releases/2026/r{n}/)",
    "[x](/{tag}/releases/2026/r{n}/release.json)",
    "[x](/{tag}/topics/t{n}/)",
    "[x](/{tag}/topics/t{n}/feed.json)",
    "[x](/old/r{n}-{tag}/)",
    "[x](/{tag}/releases/page/{n}/)",
    "[x](https://press.example.org/{tag}/releases/2026/r{n}/#bolme)",
    "[x](#yox)",
    "[x](yox.pdf)",
)
LINKS = st.builds(
    lambda way, n, tag: way.format(n=n, tag=tag),
    st.sampled_from(WAYS),
    NUMBERS,
    st.sampled_from(("az", "en")),
)


@dataclass(frozen=True)
class Written:
    facts: tuple[str, ...]
    topic: int
    texts: tuple[tuple[str, str, bool], ...]

    def files(self, number: int) -> Iterable[tuple[str, str]]:
        for tag, words, is_waiting in self.texts:
            head = [f"title: r{number}", *self.facts, f"topics: [t{self.topic}]"]
            head += [f"aliases: [/old/r{number}-{tag}/]"]
            head += [] if any("date: " in fact for fact in self.facts) else ["date: 2026-05-01"]
            note = "\n\n<!-- az: qalan -->" if is_waiting and tag == "en" else ""
            text = f"{words}\n\n## Bölmə{note}"
            yield f"{FOLDER}/r{number}.{tag}.md", "\n".join(["---", *head, "---", text, ""])


RELEASES = st.builds(
    Written,
    STATES,
    NUMBERS,
    st.sampled_from((("az",), ("en",), ("az", "en"))).flatmap(
        lambda tags: st.tuples(
            *(
                st.tuples(
                    st.just(tag),
                    st.lists(LINKS, max_size=3).map("\n\n".join),
                    st.booleans(),
                )
                for tag in tags
            )
        )
    ),
)
SITES = st.builds(
    lambda releases, mode: Generated(
        {
            **{path: text for n, each in enumerate(releases) for path, text in each.files(n)},
            "content/topics.yaml": "".join(f"t{n}:\n  name: {{az: T, en: T}}\n" for n in range(4)),
            "templates/redirect.html": REDIRECT,
        },
        "name: {az: Nümunə, en: Sample}\nbase_url: https://press.example.org\n"
        "languages: [az, en]\ntimezone: Asia/Baku\nsearch: false\nsocial_cards: false\n"
        f"missing_translation: {mode}\npage_size: 1\nsilence: [summary-missing]\n",
        mode,
        "https://press.example.org",
        frozenset(),
    ),
    st.lists(RELEASES, min_size=4, max_size=4),
    st.sampled_from(MODES),
)


def told(problems: Iterable[Diagnostic]) -> set[tuple[object, ...]]:
    return {(each.span, each.code) for each in problems if each.code not in OF_THE_CLOCK}


@given(SITES)
@settings(few, max_examples=4)
def test_whatever_the_clock_brings_was_told_when_it_was_written(
    make: Make, generated: Generated
) -> None:
    made = make(generated)
    before = told(made.at(NOW).check(jobs=1).diagnostics)
    for hour in HOURS:
        then = datetime.fromisoformat(f"{hour}:00+04:00") + timedelta(seconds=1)
        now = told(made.at(then).check(jobs=1).diagnostics)
        assert now <= before, now - before
        before = now
