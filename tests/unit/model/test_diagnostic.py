from beyan.model.diagnostic import Span, nearest, nearest_key, problem


def test_a_span_reads_as_editors_expect_it() -> None:
    assert str(Span("content/topics.yaml", 7, 5)) == "content/topics.yaml:7:5"


def test_problems_are_ordered_by_file_then_line_then_column() -> None:
    places = [Span("b.md", 1, 1), Span("a.md", 10, 1), Span("a.md", 9, 4), Span("a.md", 9, 2)]
    found = sorted(problem("bad-date", place) for place in places)
    assert [str(each.span) for each in found] == ["a.md:9:2", "a.md:9:4", "a.md:10:1", "b.md:1:1"]


def test_one_problem_found_twice_is_one_problem() -> None:
    span = Span("a.md", 2, 3)
    assert len({problem("bad-date", span, value="x"), problem("bad-date", span, value="x")}) == 1


def test_a_word_that_is_nearly_right_finds_the_right_one() -> None:
    assert nearest("sabina-aliyev", ["rauf-zeini", "sabina-aliyeva"]) == "sabina-aliyeva"


def test_a_word_unlike_all_others_gets_no_suggestion() -> None:
    assert nearest("xyz", ["rauf-zeini", "sabina-aliyeva"]) == ""


def test_capitals_make_no_difference_to_what_was_meant() -> None:
    assert nearest("img_2041.jpg", ["IMG_2040.JPG", "IMG_2041.JPG"]) == "IMG_2041.JPG"


def test_a_name_stands_for_its_key() -> None:
    names = {"civil-society": ["Vətəndaş cəmiyyəti", "Civil society"], "law": ["Hüquq", "Law"]}
    assert nearest_key("vətəndaş cəmiyyəti", names) == "civil-society"
    assert nearest_key("Civil sosiety", names) == "civil-society"
    assert nearest_key("lae", names) == ""
    assert nearest_key("civil-societi", names) == "civil-society"
