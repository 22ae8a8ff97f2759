from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import NOW, SampleSite, release
from tests.properties.conftest import MARK, Generated, Make, built, few, generated_sites

OPENS = datetime.fromisoformat("2026-06-01T09:00:00+04:00")
CLOSES = datetime.fromisoformat("2026-06-03T18:30:00+04:00")
FOLDER = "content/releases/2026"


@given(generated_sites(hidden=True))
@few
def test_nothing_that_the_gate_holds_back_is_in_any_byte_or_name(
    make: Make, generated: Generated
) -> None:
    result = built(make(generated))
    for path, data in result.tree().items():
        assert MARK not in path.lower()
        assert MARK.encode() not in data.lower(), path
    assert result.report.releases == len(
        {path.split(".")[0] for path in generated.files if path.startswith("content/releases/")
         and path.endswith(".md") and MARK not in path}
    )  # fmt: skip


def test_the_marks_are_found_where_nothing_is_held_back(make: Make) -> None:
    """The property above would pass if its sites had no marks: here is one that fails it."""
    made = SampleSite(make(_no_releases()).root)
    result = built(made.change({f"{FOLDER}/x.az.md": release(f"{MARK} başlıq")}))
    assert any(MARK.encode() in data for data in result.tree().values())


@given(
    seconds=st.lists(st.integers(-200_000, 500_000), min_size=1, max_size=3),
    mode=st.sampled_from(("hide", "link", "notice")),
)
@few
def test_a_release_is_there_from_its_embargo_until_it_expires_and_then_gone_without_trace(
    make: Make, seconds: list[int], mode: str
) -> None:
    made = make(_no_releases(mode))
    made.change({f"{FOLDER}/a.az.md": release("Daimi", "2026-01-01", "[x](b.az.md)")})
    hidden = {
        f"{FOLDER}/b.az.md": release(
            MARK, "2026-05-30", MARK, embargo="2026-06-01 09:00", expires="2026-06-03 18:30"
        )
    }
    made.change(hidden)
    for offset in seconds:
        now = OPENS + timedelta(seconds=offset)
        result = built(made.at(now))
        is_there = OPENS <= now < CLOSES
        assert any(MARK.encode() in data for data in result.tree().values()) is is_there
        # In between, it is two days old and leaves the news.
        days = [OPENS, OPENS + timedelta(days=2), CLOSES]
        assert result.report.due == min((day for day in days if day > now), default=None)


@given(generated_sites(hidden=True))
@few
def test_between_one_instant_that_is_due_and_the_next_no_byte_changes(
    make: Make, generated: Generated
) -> None:
    made = make(generated)
    result = built(made.at(NOW))
    while (due := result.report.due) is not None:
        before = result.tree()
        assert built(made.at(due - timedelta(microseconds=1))).tree() == before
        result = built(made.at(due))
        assert result.tree() != before


def test_the_gate_opens_and_closes_at_the_very_second(make: Make) -> None:
    made = make(_no_releases())
    made.change(
        {
            f"{FOLDER}/b.az.md": release(
                MARK, "2026-05-30", embargo="2026-06-01 09:00", expires="2026-06-03 18:30"
            )
        }
    )
    second = timedelta(seconds=1)
    clock = (OPENS - second, OPENS, CLOSES - second, CLOSES)
    seen = ["az/releases/2026/b/index.html" in built(made.at(now)).files for now in clock]
    assert seen == [False, True, True, False]


def _no_releases(mode: str = "link") -> Generated:
    config = (
        "name: {az: Nümunə, en: Sample}\nbase_url: https://press.example.org\n"
        f"languages: [az, en]\ntimezone: Asia/Baku\nsearch: false\n"
        f"social_cards: false\nmissing_translation: {mode}\n"
    )
    return Generated({}, config, mode, "https://press.example.org", frozenset())
