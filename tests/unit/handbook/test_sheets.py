from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from telcorules.handbook.drawings import Course, Ladder, Step, drawn
from telcorules.handbook.sheets import Frame, Sheet, columns, height, wrapped
from telcorules.render.page import Tone

SVG = "{http://www.w3.org/2000/svg}"
WORDS = st.text("ab <&>\"'申诉，。（）", max_size=120)


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - our own drawing


def texts(svg: str) -> list[str]:
    return [one.text or "" for one in parsed(svg).iter(f"{SVG}text")]


def inside(svg: str) -> bool:
    """Tell whether every box and word of a drawing lies on its sheet."""
    root = parsed(svg)
    wide, tall = float(root.attrib["width"]), float(root.attrib["height"])
    for box in root.iter(f"{SVG}rect"):
        x, y = (float(box.attrib.get(name, 0)) for name in ("x", "y"))
        if x + float(box.attrib["width"]) > wide:
            return False
        if y + float(box.attrib["height"]) > tall:
            return False
    return all(float(one.attrib["y"]) <= tall for one in root.iter(f"{SVG}text"))


@given(WORDS, st.integers(100, 400))
def test_lines_are_no_wider_than_asked(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert all(columns(one.rstrip("…")) <= width for one in lines)
    kept = "".join(lines).replace(" ", "")
    assert " ".join(text.split()).replace(" ", "").startswith(kept.rstrip("…"))


def test_what_is_too_long_ends_with_an_ellipsis() -> None:
    lines = wrapped("字" * 100, 140)
    assert (len(lines), lines[-1]) == (6, f"{'字' * 10}…")


def test_a_box_grows_with_its_lines() -> None:
    assert [height("字" * count, 164) for count in (1, 10, 11, 500)] == [
        44,
        44,
        64,
        144,
    ]


def test_a_sheet_escapes_what_it_is_given() -> None:
    sheet = Sheet('"<&>"', 300)
    sheet.box(Frame(10, 10, 200, 60), "<b> & c", Tone.BAD)
    root = parsed(sheet.svg(100))
    assert root.attrib["aria-label"] == '"<&>"'
    assert texts(sheet.svg(100)) == ["<b> & c"]


@given(
    st.lists(
        st.builds(Step, WORDS, WORDS, WORDS, st.sampled_from(Tone), WORDS | st.none()),
        max_size=5,
    ),
    WORDS,
)
def test_a_ladder_lies_on_its_sheet(steps: list[Step], end: str) -> None:
    ladder = Ladder("a title", tuple(steps), end, Tone.GOOD)
    assert inside(drawn(ladder))
    assert drawn(ladder) == drawn(ladder)


@given(st.builds(Course, *[WORDS] * 6, st.lists(WORDS, max_size=4).map(tuple)))
def test_a_course_lies_on_its_sheet(course: Course) -> None:
    assert inside(drawn(course))


def test_steps_in_a_row_that_lead_to_the_same_share_a_box() -> None:
    steps = [
        Step(asks, "no", leads, Tone.BAD, "yes")
        for asks, leads in (("a?", "out"), ("b?", "out"), ("c?", "in"), ("d?", "out"))
    ]
    svg = drawn(Ladder("t", tuple(steps), "end", Tone.GOOD))
    assert [one for one in texts(svg) if one in {"out", "in"}] == ["out", "in", "out"]


def test_what_is_not_told_is_not_drawn() -> None:
    course = Course("t", "a", "5 days", "b", "", "", ())
    assert 'class="after"' not in drawn(course)
    assert texts(drawn(course)) == ["a", "b", "5 days"]
