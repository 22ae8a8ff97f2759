"""What writing help is silent about; what it says is shown in tests/broken/."""

from collections.abc import Callable

import pytest

from tests.conftest import CONFIG, SampleSite, release

Make = Callable[..., SampleSite]
PATH = "content/releases/2026/2026-03-05-a.{}.md"


@pytest.mark.parametrize(
    "text",
    [
        "# Bir\n\n## İki\n\n### Üç\n\n# Dörd",
        "## Bir\n\n### İki\n\n## Üç",
        "```\n#### kod\n```\n\nMətn.",
        "Mətn #### sətrin içində.",
        'Ekran 24" olub, `"kod"`, <abbr title="x">y</abbr>, *a*{: lang="la"}, [b](/az/ "c").',
        '```\n"kod"\n```\n\nMətn.',
        "Mətn «Bəyan» və “Bəyan”.",
        "`{{< figure >}}`, `{% raw %}` və `[/caption]` koddur.\n\n```\n{{% note %}}\n```",
        "[video](/az/), [Video] yazı, [gallery], {{ad}}, 5 {% 6, <!-- [embed]x[/embed] -->.",
    ],
)
def test_a_well_written_text_gets_no_help(site: Make, text: str) -> None:
    assert site({PATH.format("az"): release(text=text)}).build().codes == []


@pytest.mark.parametrize(
    "typed",
    [
        "{{< figure src=hall.jpg >}}", "{{% note %}}", "{{< /details >}}", "{% include x.html %}",
        "{%- raw -%}", "[caption id=attachment_12 width=300]", "[gallery ids=1,2]", "[/audio]",
    ],
)  # fmt: skip
def test_what_another_system_would_have_replaced_is_told_where_it_stands(
    site: Make, typed: str
) -> None:
    text = f"Mətn.\n\n- Burada {typed}\n"
    result = site({PATH.format("az"): release(text=text)}).check()
    (found,) = [each for each in result.diagnostics if each.code == "shortcode"]
    assert (found.span.line, found.span.column) == (7, 10)
    assert dict(found.values)["typed"] == typed


def test_an_english_text_full_of_azerbaijani_names_is_english(site: Make) -> None:
    names = ", ".join(["Səbinə Əliyeva", "Məhəmməd Əsgərov", "Gülnarə Məmmədova"] * 5)
    text = f"The meeting of the Office was attended by {names}, and the heads of departments."
    assert site({PATH.format("en"): release("Meeting", text=text)}).build().codes == []


def test_a_list_of_names_is_in_no_language(site: Make) -> None:
    text = "\n".join(["- Səbinə Əliyeva", "- Məhəmməd Əsgərov", "- Gülnarə Məmmədova"] * 9)
    assert site({PATH.format("en"): release("List", text=text)}).build().codes == []


def test_a_withdrawn_release_needs_no_summary(site: Make) -> None:
    config = CONFIG.replace("silence: [summary-missing]\n", "")
    withdrawn = release(withdrawn="{date: 2026-03-06, reason: Səhv.}")
    other = release(title="Başqa")
    files = {PATH.format("az"): withdrawn, "content/releases/2026/2026-03-05-b.az.md": other}
    assert site(files, config=config).check().lines == [
        "content/releases/2026/2026-03-05-b.az.md:2:1: [summary-missing] the release has no summary"
    ]


def test_what_is_silenced_is_no_problem_under_strict_either(site: Make) -> None:
    insists = CONFIG + "strict: [straight-quotes]\n"
    made = site({PATH.format("az"): release(text='"Düz" dırnaq.')}, config=insists)
    assert made.build(strict=True).report.exit_code == 1
    made.change({"site_config.yaml": insists.replace("[summ", "[straight-quotes, summ")})
    result = made.build(strict=True)
    assert (result.codes, result.report.exit_code) == ([], 0)
    made.change({"site_config.yaml": CONFIG})
    assert made.build().codes == ["straight-quotes"]


def test_build_and_check_say_the_same_before_and_after_an_edit_elsewhere(site: Make) -> None:
    made = site({PATH.format("az"): release(text='"Düz" dırnaq.')})
    assert made.build().lines == made.check().lines != []
    made.change({"content/releases/2026/2026-03-05-b.az.md": release(title="Başqa")})
    assert made.build().lines == made.check().lines != []
