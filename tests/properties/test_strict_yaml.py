import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from beyan.language.characters import forbidden
from beyan.source.strict_yaml import Value, parse

# What reaches the parser: `read_text` refuses everything else.
text = st.text(st.characters(codec="utf-8")).filter(lambda typed: not forbidden(typed))
yamlish = st.lists(
    st.sampled_from(
        ["a", "title", "ə", "0123", "no", "~", ":", ": ", "-", "- ", "\n", "\n  ", " ", "\t", "[",
         "]", "{", "}", ",", "&a", "*a", "!", "!!int ", "|", ">", "'", '"', "#", " #", "%", "@",
         "`", "?", "? ", "<<", "---", "...", "\\x07", "\\", "2026-03-05", "1.5"]
    ),
    max_size=30,
).map("".join)  # fmt: skip
settled = settings(max_examples=150)


def scalars(value: Value) -> list[object]:
    if isinstance(value, dict):
        return [inner for key, item in value.items() for inner in (key, *scalars(item))]
    if isinstance(value, list):
        return [inner for item in value for inner in scalars(item)]
    return [value]


@given(st.one_of(text, yamlish))
@example("a: " + "[" * 5_000)
@example("a: " + "{a: " * 2_000)
@example("- " * 5_000 + "a: b")
@settled
def test_any_text_is_a_document_or_a_problem_and_never_an_exception(typed: str) -> None:
    document, problems = parse(typed, "x.md")
    assert all(type(each) in (str, type(None)) for each in scalars(document.values))
    for each in problems:
        assert 1 <= each.span.line <= typed.count("\n") + 2
        assert each.span.column >= 1


ascii_text = st.text(
    st.characters(codec="ascii", categories=("L", "N", "P", "S", "Zs")), min_size=1
)
# Comments are read by rules of their own, in quotes too.
plain = ascii_text.filter(lambda typed: not any(sign in typed for sign in ("<!", "!-", "--", "&")))
values = st.recursive(
    plain,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(plain, inner, max_size=3),
    max_leaves=10,
)


@given(st.dictionaries(plain, values, min_size=1, max_size=4))
@settled
def test_what_is_written_in_quotes_is_read_as_it_was_written(written: dict[str, object]) -> None:
    typed = yaml.safe_dump(written, default_style='"', allow_unicode=True)
    # PyYAML tags what a plain scalar could be mistaken for; strictness needs no tags.
    document, problems = parse(typed.replace("!!int ", "").replace("!!float ", ""), "x.md")
    assert problems == []
    assert document.values == written


@given(
    st.one_of(
        st.integers().map(str),
        st.floats().map(str),
        st.dates().map(str),
        st.datetimes().map(str),
        st.times().map(str),
        st.booleans().map(str),
        st.sampled_from(
            ["yes", "No", "ON", "off", "y", "0o17", "0x1F", "1_000", "12:30:45", "-.inf"]
        ),
    )
)
@settled
def test_no_plain_value_is_ever_guessed_to_be_anything_but_text(typed: str) -> None:
    document, problems = parse(f"key: {typed}\nlist: [{typed}]", "x.md")
    assert (document.values, problems) == ({"key": typed, "list": [typed]}, [])
