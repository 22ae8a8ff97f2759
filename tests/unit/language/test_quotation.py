import pytest

from beyan.language.quotation import nested_quotes


@pytest.mark.parametrize(
    ("language", "sentence", "right"),
    [
        ("az", "«Müvəkkil «Haqqım» kitabını aldı».", "«Müvəkkil “Haqqım” kitabını aldı»."),
        ("az", "«“Hüquqlarım” kitabı»", "«“Hüquqlarım” kitabı»"),
        ("az", "«A «B «C» d» e»", "«A “B «C» d” e»"),
        ("en", "“The “My rights” contest”", "“The ‘My rights’ contest”"),
        ("en", "“Children’s “day” and child’s right”", "“Children’s ‘day’ and child’s right”"),
        ("en", "“A “B ‘C’ d” e”", "“A ‘B “C” d’ e”"),
        ("en-GB", "“«Azadlıq» writes”", "“«Azadlıq» writes”"),
        ("ru", "«Встреча «Права» прошла»", "«Встреча „Права“ прошла»"),
        ("de", "„Ein „Wort“ davon“", "„Ein ‚Wort‘ davon“"),
        ("pl", "„Zmiany „prawa” teraz”", "„Zmiany «prawa» teraz”"),
        ("az", "“İdarə” QSC. «Görüş «A» və «B» ilə».", "“İdarə” QSC. «Görüş “A” və “B” ilə»."),
    ],
)  # fmt: skip
def test_a_quotation_within_another_has_the_marks_that_belong_there(
    language: str, sentence: str, right: str
) -> None:
    assert nested_quotes(sentence, language) == right
    assert nested_quotes(right, language) == right


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("az", "«Birinci «ikinci»."),
        ("az", "Qiymət 5» idi «və»"),
        ("en", "“An unclosed “quotation”"),
        ("ar", "”عنوان ”داخل“ آخر“"),
        ("az", 'Dırnaqsız "mətn" və 5″'),
        ("en", ""),
    ],
)
def test_marks_without_their_other_half_stay_as_they_are(language: str, sentence: str) -> None:
    assert nested_quotes(sentence, language) == sentence
