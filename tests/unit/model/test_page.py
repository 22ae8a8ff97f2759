import pytest

from beyan.model.page import output_path


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("/", "index.html"),
        ("/az/", "az/index.html"),
        ("/az/releases/2020/qht-gorusu/", "az/releases/2020/qht-gorusu/index.html"),
        ("/404.html", "404.html"),
        ("/az/releases/2020/x/meeting.jpg", "az/releases/2020/x/meeting.jpg"),
    ],
)
def test_an_address_that_ends_in_a_slash_is_answered_by_an_index_file(
    address: str, path: str
) -> None:
    assert output_path(address) == path
