from datetime import date
from decimal import Decimal

import pytest
import yaml

from telcorules.errors import PackError, Problem, Span
from telcorules.foundation import source
from telcorules.foundation.source import MAX_BYTES, Path, read


@pytest.fixture(params=["CSafeLoader", "SafeLoader"], autouse=True)
def _loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test holds with libyaml and without."""
    monkeypatch.setattr(source, "_LOADER", getattr(yaml, request.param))


def problems(text: str | bytes) -> tuple[Problem, ...]:
    with pytest.raises(PackError) as caught:
        read(text, "a.yaml")
    return caught.value.problems


def told(text: str | bytes) -> list[tuple[str, str, str, str]]:
    """Place, code, message and hint of every finding."""
    return [
        (f"{it.line}:{it.column}", it.code, it.message, it.hint)
        for it in problems(text)
    ]


def underlined(place: Span) -> str:
    return place.source[place.column - 1 : place.column - 1 + place.width]


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("0", 0),
        ("-3", -3),
        ("440000", 440000),
        ("123456789012345678", 123456789012345678),
        ("0.5", Decimal("0.5")),
        ("-10.50", Decimal("-10.50")),
        ("2016-07-30", date(2016, 7, 30)),
        ("15 days", "15 days"),
        ("v0.1.0", "v0.1.0"),
        ("0.1.0", "0.1.0"),
        ("400-10-10", "400-10-10"),
        ("not-yet", "not-yet"),
        ("电信", "电信"),
        ("Yes, of course", "Yes, of course"),
        ("'yes'", "yes"),
        ('"07:30"', "07:30"),
        ('"2026-02-30"', "2026-02-30"),
        ("'~'", "~"),
        ("|\n  true\n", "true\n"),
        (">-\n  10\n", "10"),
        ('"a\\tb\\u4e2d"', "a\tb中"),
        ("[1, [], {}]", [1, [], {}]),
    ],
)
def test_a_word_is_read_as_every_reader_of_yaml_reads_it(
    word: str, value: object
) -> None:
    read_as = read(f"key: {word}", "a.yaml").value["key"]
    assert (read_as, type(read_as)) == (value, type(value))


@pytest.mark.parametrize(
    ("word", "taken_for", "instead"),
    [
        ("yes", "true or false", "write `true` or `false`"),
        ("No", "true or false", "write `true` or `false`"),
        ("ON", "true or false", "write `true` or `false`"),
        ("off", "true or false", "write `true` or `false`"),
        ("y", "true or false", "write `true` or `false`"),
        ("N", "true or false", "write `true` or `false`"),
        ("True", "true or false", "write `true` or `false`"),
        ("FALSE", "true or false", "write `true` or `false`"),
        ("Null", "no value", "write `null`"),
        ("NULL", "no value", "write `null`"),
        ("=", "a default value", "write a word"),
        (".inf", "a number that isn't finite", "write a finite number"),
        ("-.INF", "a number that isn't finite", "write a finite number"),
        (".NaN", "a number that isn't finite", "write a finite number"),
        ("2026-1-5", "a date", "write a date as `2026-01-05`"),
        ("26-01-05", "a date", "write a date as `2026-01-05`"),
        (
            "2026-01-05T10:00:00",
            "a moment in some time zone",
            "write a date as `2026-01-05`",
        ),
        (
            "2026-01-05 10:00",
            "a moment in some time zone",
            "write a date as `2026-01-05`",
        ),
        ("07:30", "a number to the base of sixty", "write a number in plain digits"),
        ("1:30:45", "a number to the base of sixty", "write a number in plain digits"),
        ("1_000", "a number in another notation", "write a number in plain digits"),
        ("007", "a number in another notation", "write a number in plain digits"),
        ("0x1F", "a number in another notation", "write a number in plain digits"),
        ("0o17", "a number in another notation", "write a number in plain digits"),
        ("0b11", "a number in another notation", "write a number in plain digits"),
        ("1e3", "a number in another notation", "write a number in plain digits"),
        ("1.5E-3", "a number in another notation", "write a number in plain digits"),
        ("+5", "a number in another notation", "write a number in plain digits"),
        ("5.", "a number in another notation", "write a number in plain digits"),
        (".5", "a number in another notation", "write a number in plain digits"),
        ("00.5", "a number in another notation", "write a number in plain digits"),
    ],
)
def test_a_word_that_readers_of_yaml_read_differently_is_refused(
    word: str, taken_for: str, instead: str
) -> None:
    message = f"some readers of YAML take `{word}` without quotes for {taken_for}"
    hint = f'{instead}, or quote a text: `"{word}"`'
    assert told(f"key: {word}\n") == [("1:6", "TR115", message, hint)]


def test_a_day_that_the_calendar_lacks_is_refused() -> None:
    hint = 'write a day of the calendar, or quote a text: `"2026-02-30"`'
    message = "there is no day `2026-02-30`"
    assert told("key: 2026-02-30") == [("1:6", "TR116", message, hint)]


@pytest.mark.parametrize("word", ["1234567890123456789", "0.123456789012345678"])
def test_a_long_number_is_refused(word: str) -> None:
    message, hint = "a number of more than 18 digits", "quote it, if it is a text"
    assert told(f"key: {word}") == [("1:6", "TR117", message, hint)]


@pytest.mark.parametrize(
    "key", ["10", "true", "no", "2026-01-01", "2026-02-30", "~", "=", "1.5", "007"]
)
def test_a_key_that_is_not_text_must_be_quoted(key: str) -> None:
    message, hint = (
        f"the key `{key}` isn't text without quotes",
        f'quote it: `"{key}":`',
    )
    assert told(f"{key}: x") == [("1:1", "TR109", message, hint)]


def test_a_quoted_key_is_text() -> None:
    assert read('"10": x\n\'no\': w\n"<<": z', "a").value == {
        "10": "x",
        "no": "w",
        "<<": "z",
    }


@pytest.mark.parametrize("key", ["? [a]\n: b", "? {a: 1}\n: b", "&x a: 1\n? *x\n: b"])
def test_a_key_must_be_a_word(key: str) -> None:
    found = [(it[1], it[2], it[3]) for it in told(key)]
    assert found == [("TR109", "a key that isn't a text", "write a word")]


def test_a_key_stands_once_and_both_places_are_named() -> None:
    message = "the key `甲` stands here and at line 2, column 3"
    found = told("a:\n  甲: 1\n  b: 2\n  '甲': 3\n")
    assert found == [("4:3", "TR108", message, "keep one of them")]


def test_a_merge_key_is_refused() -> None:
    message = "the merge key `<<` isn't allowed"
    assert told("<<: {a: 1}") == [("1:1", "TR110", message, "write the entries out")]


@pytest.mark.parametrize(
    ("text", "place", "tag"),
    [
        ("a: !!python/name:os.system x", "1:4", "!!python/name:os.system"),
        ("a: !x [1]", "1:4", "!x"),
        ("a: &y !!int 3", "1:4", "!!int"),
        ("!!str a: 1", "1:1", "!!str"),
        ("a: ! b", "1:4", "!"),
    ],
)
def test_a_tag_is_refused(text: str, place: str, tag: str) -> None:
    hint = "leave it out; quote a text that begins with `!`"
    message = f"the tag `{tag}` isn't allowed"
    assert told(text) == [(place, "TR111", message, hint)]


def test_an_alias_stands_for_the_value_of_its_anchor() -> None:
    document = read("a: &x [1, 2]\nb: *x\nc: &y text\nd: *y\n", "a.yaml")
    assert document.value == {"a": [1, 2], "b": [1, 2], "c": "text", "d": "text"}


def test_an_aliased_value_has_the_place_of_its_anchor() -> None:
    document = read("a: &x # why\n  some text\nb: *x\n", "a.yaml")
    assert str(document.locate(("b",), 5, 4)) == "a.yaml:2:8"


@pytest.mark.parametrize("text", ["a: *x", "a: &x [*x]", "&x a: &y {b: *y}"])
def test_an_alias_needs_an_anchor_that_ended_before_it(text: str) -> None:
    (found,) = problems(text)
    name = text[text.index("*") + 1]
    assert found.message == f"no anchor `&{name}` ends before `*{name}`"
    assert (found.code, found.hint) == ("TR112", "write the value out")


def test_an_anchor_stands_once() -> None:
    message = "the anchor `&x` is given a second time"
    found = told("a: &x 1\nb: &x 2")
    assert found == [("2:4", "TR112", message, "give it another name")]


def test_aliases_that_multiply_are_refused() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    (found,) = problems("\n".join(lines))
    message = "the file holds more than 100000 values, aliases followed"
    assert (found.code, found.message, found.line) == ("TR113", message, 5)


@pytest.mark.parametrize("text", ["[" * 65 + "]" * 65, "{a: " * 65 + "1" + "}" * 65])
def test_nesting_without_end_is_refused(text: str) -> None:
    (found,) = problems(text)
    message = "more than 64 levels, one inside the other"
    assert (found.code, found.message, found.hint) == (
        "TR114",
        message,
        "nest less deeply",
    )


def test_aliases_do_not_hide_nesting() -> None:
    deep = "[" * 40 + "]" * 40
    text = f"a: &a {deep}\nb: {'[' * 40}*a{']' * 40}"
    assert [it.code for it in problems(text)] == ["TR114"]


def test_nesting_up_to_the_limit_is_read() -> None:
    assert read("[" * 64 + "]" * 64, "a.yaml").span(()).width == 128


@pytest.mark.parametrize(
    "text", ["", "\n", "# a comment\n", "---\n", "\ufeff", "---\n...\n"]
)
def test_a_file_that_says_nothing_is_refused(text: str) -> None:
    (found,) = problems(text)
    assert (found.code, found.message) == ("TR102", "the file says nothing")


def test_a_second_document_is_refused() -> None:
    message = "a second document begins here"
    hint = "put every document into a file of its own"
    assert told("a: 1\n---\nb: 1") == [("2:1", "TR105", message, hint)]


@pytest.mark.parametrize("line", ["%YAML 1.1", "%TAG !e! tag:example.org:"])
def test_instructions_to_the_parser_are_refused(line: str) -> None:
    found = told(f"{line}\n---\na: 1")
    assert found == [("1:1", "TR105", "a line of `%` instructions", "delete it")]


def test_a_large_file_is_refused_before_it_is_decoded() -> None:
    message = f"the file has {MAX_BYTES + 1} bytes, more than {MAX_BYTES}"
    assert told(b"\xff" * (MAX_BYTES + 1)) == [("1:1", "TR103", message, "split it")]


def test_a_file_of_the_largest_size_is_read() -> None:
    assert read("a: " + "x" * (MAX_BYTES - 3), "a.yaml").span(("a",)).column == 4


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("名: 电信".encode("gbk"), "1:1", "the byte 0xC3 isn't UTF-8 text"),
        ("名: 1\r\n电".encode() + b"\xff", "2:2", "the byte 0xFF isn't UTF-8 text"),
        ("a: 1".encode("utf-16"), "1:1", "the file is UTF-16"),
        (b"a: 1\n\x00", "2:1", "the file holds a NUL byte"),
        ("a: \x00", "1:4", "the file holds a NUL byte"),
    ],
)
def test_what_is_not_utf_8_text_is_refused(
    text: str | bytes, place: str, message: str
) -> None:
    hint = "save the file as UTF-8 text; some editors write GBK or UTF-16"
    assert told(text) == [(place, "TR101", message, hint)]


def test_a_byte_order_mark_is_not_part_of_the_text() -> None:
    document = read("\ufeff电: 信".encode(), "a.yaml")
    assert (document.value, document.span(("电",)).column) == ({"电": "信"}, 4)


def test_tabs_are_refused_everywhere() -> None:
    found = told("a:\t1 # x\t\ny\nb: 2\n")
    assert [it[:3] for it in found[:2]] == [
        ("1:3", "TR106", "a tab stands here"),
        ("1:9", "TR106", "a tab stands here"),
    ]
    assert {it[3] for it in found[:2]} == {"type spaces"}


def test_a_tab_that_indents_hides_what_follows() -> None:
    assert [it[:2] for it in told("a:\n\tb: yes\n")] == [("2:1", "TR106")]


def test_a_tab_elsewhere_hides_nothing() -> None:
    assert [it[1] for it in told("a:\tyes\n")] == ["TR106", "TR115"]


@pytest.mark.parametrize(
    ("char", "name"),
    [
        ("\u202e", "U+202E (right-to-left override)"),
        ("\u2066", "U+2066 (left-to-right isolate)"),
        ("\u200f", "U+200F (right-to-left mark)"),
        ("\u200b", "U+200B (zero width space)"),
        ("\ufeff", "U+FEFF (zero width no-break space)"),
        ("\u2028", "U+2028 (line separator)"),
        ("\x07", "U+0007 (no printable character)"),
        ("\x85", "U+0085 (no printable character)"),
        ("\ud800", "U+D800 (no printable character)"),
    ],
)
def test_a_character_that_misleads_is_refused(char: str, name: str) -> None:
    (found,) = problems(f"电: a{char}b")
    assert found == Problem(
        "TR107",
        f"the character {name} isn't allowed",
        "delete it",
        "what a reviewer sees must be all that the file says",
        Span("a.yaml", 1, 5, 1, "电: a\ufffdb"),
    )


@pytest.mark.parametrize("escape", ["\\0", "\\u202e", "\\N", "\\e"])
def test_an_escape_cannot_stand_for_such_a_character(escape: str) -> None:
    (found,) = problems(f'a: "{escape}"')
    assert (found.code, found.hint) == ("TR107", "delete it")
    assert found.message.startswith("an escape stands for the character U+")


WIDE_COLON = "type `: ` after a key, not `：`"


@pytest.mark.parametrize(
    ("text", "place", "message", "hint"),
    [
        (
            "a: 'x\nb: 1\n",
            "1:4",
            "the quote opened here is never closed",
            "close it; inside single quotes a `'` is written `''`",
        ),
        (
            "b: 1\na\n",
            "2:1",
            "the line has no `: ` after its key",
            "write `key: value`; indent a line that continues a text",
        ),
        (
            'a: "\\d"',
            "1:4",
            "the text in double quotes has a `\\` that begins no escape",
            "use single quotes, where `\\` is like any other character",
        ),
        (
            "a: b: c",
            "1:5",
            "a `: ` stands where no key can be",
            "quote a text that holds `: `, or indent the line as its neighbours",
        ),
        (
            "a: @x",
            "1:4",
            "no text without quotes can begin with this character",
            "quote the text",
        ),
        (
            "a: ]",
            "1:4",
            "no text without quotes can begin with this character",
            "quote the text",
        ),
        (
            "a: [b: c: d]",
            "1:9",
            "neither a `,` nor the closing bracket stands here",
            "close the bracket, or quote a text that holds `: ` or `,`",
        ),
        (
            "a: - b",
            "1:4",
            "a list can't begin on the line of its key",
            "begin it on the next line, or write `[first, second]`",
        ),
        (
            "a:\n  b: 1\n c: 2",
            "3:2",
            "this continues nothing that stands above it",
            "indent it as the entries it belongs to; quotes go round a whole value",
        ),
        (
            "a: 1\n...\nb: 2",
            "3:1",
            "this continues nothing that stands above it",
            "indent it as the entries it belongs to; quotes go round a whole value",
        ),
        ("a: *", "1:5", "this can't be read as YAML", "quote the text, if it is one"),
        (
            "title：电信\nb: 1\n",
            "2:2",
            "a `: ` stands where no key can be",
            WIDE_COLON,
        ),
        ("b: 1\n名：电\n", "2:1", "the line has no `: ` after its key", WIDE_COLON),
    ],
)
def test_bad_syntax_is_told_in_our_words(
    text: str, place: str, message: str, hint: str
) -> None:
    assert told(text) == [(place, "TR104", message, hint)]


@pytest.mark.parametrize("text", ['"\\UFFFFFFFF"', '"\\ud800"'])
def test_an_escape_beyond_unicode_is_refused(text: str) -> None:
    assert [it.code for it in problems(text)] in (["TR104"], ["TR107"])


def test_what_was_found_before_bad_syntax_is_told_too() -> None:
    assert [it.code for it in problems("a: yes\nb: 007\nc: 'x")] == [
        "TR115",
        "TR115",
        "TR104",
    ]


def test_findings_stand_in_the_order_of_the_file() -> None:
    found = problems("a: yes\nb: x\t\na: 1\n10: 2026-13-01\n")
    assert [it.code for it in found] == ["TR115", "TR106", "TR108", "TR109", "TR116"]


@pytest.mark.parametrize("text", ["a: x\t\n" * 500, "- yes\n" * 500])
def test_a_hundred_findings_are_enough(text: str) -> None:
    assert len(problems(text)) == 100


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_places_do_not_depend_on_line_ends(end: str) -> None:
    document = read(f"a: 1{end}b:{end}  - 电 x{end}", "a.yaml")
    assert document.span(("b", 0)) == Span("a.yaml", 3, 5, 3, "  - 电 x")


NESTED = """\
articles:
  "10": {gist: {zh: 四项条件, en: four}, items: 4}  # 注
  "11":
    - 甲
    - [乙, 丙]
empty:
text: >-
    folded
    text
"""


@pytest.mark.parametrize(
    ("path", "place", "shown"),
    [
        ((), "1:1", "articles:"),
        (
            ("articles",),
            "2:3",
            '"10": {gist: {zh: 四项条件, en: four}, items: 4}  # 注',
        ),
        (("articles", "10"), "2:9", "{gist: {zh: 四项条件, en: four}, items: 4}"),
        (("articles", "10", "gist", "en"), "2:31", "four"),
        (("articles", "10", "items"), "2:45", "4"),
        (("articles", "11", 0), "4:7", "甲"),
        (("articles", "11", 1, 1), "5:11", "丙"),
        (("text",), "8:5", "folded"),
        (("articles", "11", 9), "4:5", "- 甲"),
        (("articles", "11", 0, "deeper"), "4:7", "甲"),
    ],
)
def test_a_value_has_its_place(path: Path, place: str, shown: str) -> None:
    found = read(NESTED, "a.yaml").span(path)
    assert (str(found), underlined(found)) == (f"a.yaml:{place}", shown)


@pytest.mark.parametrize(
    ("path", "place", "shown"),
    [
        (("articles",), "1:1", "articles"),
        (("articles", "10"), "2:3", '"10"'),
        (("articles", "10", "items"), "2:38", "items"),
        (("articles", "11", 1), "5:7", "[乙, 丙]"),
        ((), "1:1", "articles:"),
        (("articles", "10", "none"), "2:3", '"10"'),
    ],
)
def test_a_key_has_its_place(path: Path, place: str, shown: str) -> None:
    found = read(NESTED, "a.yaml").key_span(path)
    assert (str(found), underlined(found)) == (f"a.yaml:{place}", shown)


def test_an_empty_value_has_a_place() -> None:
    assert str(read("a:\nb: 1", "a.yaml").span(("a",))) == "a.yaml:1:3"


def test_an_empty_block_has_a_place() -> None:
    document = read("a: |-\nb: >-", "a.yaml")
    assert [str(document.span((key,))) for key in "ab"] == ["a.yaml:1:4", "a.yaml:2:4"]


PLAIN = "电信: at > 期限 and b"
MULTILINE = "电: at > x\n  and 乙 <= c\n\n  or d"
SINGLE = "电: 'it''s 乙 == \"c\"\n  or d'"
DOUBLE = '电: "a\\n乙 \\"c\\" \\u4e2d\\x41 \\\n  d\\\\e\\u3000f"'
FOLDED = "电: >-  # 注释\n    at > 乙\n    or c\n\n      indented # text\n"
LITERAL = "甲:\n  - 乙: |+\n      a b\n        c 丁\n\n      d\n"
ANCHORED = "电: &name 甲 or b"
FLOW = "{电: {𠀀: 𠀁 or b, c: [d]}}"


@pytest.mark.parametrize(
    ("text", "path", "part", "place", "shown"),
    [
        (PLAIN, ("电信",), "期限", "1:10", "期限"),
        (PLAIN, ("电信",), "at > 期限", "1:5", "at > 期限"),
        (MULTILINE, ("电",), "> x", "1:7", "> x"),
        (MULTILINE, ("电",), "乙 <=", "2:7", "乙 <="),
        (MULTILINE, ("电",), "or d", "4:3", "or d"),
        (MULTILINE, ("电",), "x and", "1:9", "x"),
        (SINGLE, ("电",), "'", "1:7", "''"),
        (SINGLE, ("电",), '"c"', "1:16", '"c"'),
        (SINGLE, ("电",), "d", "2:6", "d"),
        (DOUBLE, ("电",), "乙", "1:8", "乙"),
        (DOUBLE, ("电",), '"c"', "1:10", '\\"c\\"'),
        (DOUBLE, ("电",), "中A", "1:16", "\\u4e2d\\x41"),
        (DOUBLE, ("电",), "d", "2:3", "d"),
        (DOUBLE, ("电",), "\\", "2:4", "\\\\"),
        (DOUBLE, ("电",), "f", "2:13", "f"),
        (FOLDED, ("电",), "乙 or", "2:10", "乙"),
        (FOLDED, ("电",), "or c", "3:5", "or c"),
        (FOLDED, ("电",), "# text", "5:16", "# text"),
        (LITERAL, ("甲", 0, "乙"), "丁", "4:11", "丁"),
        (LITERAL, ("甲", 0, "乙"), "d", "6:7", "d"),
        (ANCHORED, ("电",), "甲", "1:10", "甲"),
        (FLOW, ("电", "𠀀"), "or b", "1:11", "or b"),
    ],
)
def test_a_part_of_a_text_has_its_place_in_the_file(
    text: str, path: Path, part: str, place: str, shown: str
) -> None:
    document = read(text, "a.yaml")
    value = document.value
    for step in path:
        value = value[step]
    found = document.locate(path, value.index(part), len(part))
    assert (str(found), underlined(found)) == (f"a.yaml:{place}", shown)


@pytest.mark.parametrize(
    ("text", "offset", "place"),
    [
        ("电: a or", 4, "1:8"),
        ("电: 'a or'", 4, "1:9"),
        ("电: >-\n  a\n  or\n", 4, "3:5"),
        ("电: a or b", 1, "1:5"),
        ("电: ''", 0, "1:4"),
        ("电: ' a'", 0, "1:4"),
    ],
)
def test_the_end_and_the_blanks_of_a_text_have_a_place(
    text: str, offset: int, place: str
) -> None:
    found = read(text, "a.yaml").locate(("电",), offset, 1 if offset < 4 else 0)
    assert (str(found), found.width) == (f"a.yaml:{place}", 1)


def test_a_part_of_what_is_not_text_is_the_whole() -> None:
    document = read("a: 15\nb: [1, 2]", "a.yaml")
    assert underlined(document.locate(("a",), 1, 1)) == "15"
    assert underlined(document.locate(("b",), 1, 1)) == "[1, 2]"


def test_documents_of_the_same_values_are_equal() -> None:
    assert read("a: 1", "a.yaml") == read("a:   1  # x", "a.yaml")


@pytest.mark.parametrize("text", ["if: &a:x", "if: &a?x"])
def test_the_place_of_what_stands_right_after_an_anchor(text: str) -> None:
    document = read(text, "a.yaml")
    column = len("if: &a") + 1
    assert str(document.locate(("if",), 0, 2)).startswith(f"a.yaml:1:{column}")
