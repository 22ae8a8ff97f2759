from pathlib import Path

from beyan.language.word_groups import word_groups


def test_a_group_is_read_from_all_its_lines_and_no_comment(tmp_path: Path) -> None:
    table = tmp_path / "table.txt"
    table.write_text(
        "# Letters.\n\nvowel  a e # and so on\nconsonant  b\nvowel  ə\n  # c\n", "utf-8"
    )
    assert word_groups(table) == {"vowel": {"a", "e", "ə"}, "consonant": {"b"}}


def test_a_group_without_words_is_there(tmp_path: Path) -> None:
    table = tmp_path / "table.txt"
    table.write_text("none\nsome  x\n", "utf-8")
    assert word_groups(table) == {"none": set(), "some": {"x"}}
