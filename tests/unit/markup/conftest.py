from beyan.markup.reader import Reader, Reading

READER = Reader()


def read(text: str, first_line: int = 0) -> Reading:
    return READER.read(text, "x.az.md", first_line)


def told(text: str) -> list[tuple[str, int, int]]:
    """The problems of a text: code, line, column."""
    return [(each.code, each.span.line, each.span.column) for each in read(text).problems]


def shown(text: str) -> str:
    """The HTML of a text on one line."""
    return read(text).html.replace("\n", "")
