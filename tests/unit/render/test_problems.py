from pathlib import Path

import pytest

from telcorules.errors import PackError, Problem, Span
from telcorules.language.packs import load_program
from telcorules.render.page import Piece, Tone, pieces
from telcorules.render.problems import problem_lines, problems_page
from telcorules.render.text import as_text

REJECTED = Path(__file__).parents[2] / "rejected/pack"
PACKS = sorted(path for path in REJECTED.iterdir() if path.suffix == ".yaml")


def plain(problem: Problem) -> str:
    lines = problem_lines(problem)
    return "\n".join("".join(piece.text for piece in pieces(line)) for line in lines)


def toned(problem: Problem, tone: Tone) -> list[str]:
    found = [piece for line in problem_lines(problem) for piece in pieces(line)]
    return [piece.text for piece in found if piece.tone is tone and piece.text]


def found_in(path: Path, folder: Path) -> tuple[Problem, ...]:
    """Return what is wrong with a file that is a pack by itself."""
    (folder / "pack.yaml").write_bytes(path.read_bytes())
    try:
        load_program([folder])
    except PackError as error:
        return error.problems
    return ()


def test_problems_have_the_words_of_their_texts(tmp_path: Path) -> None:
    found = [problem for path in PACKS for problem in found_in(path, tmp_path)]
    assert len(found) > len(PACKS) // 2
    assert list(map(plain, found)) == list(map(str, found))


@pytest.mark.parametrize(
    "problem",
    [
        Problem("TR513", "there is no day", fact="appeal.filed_on"),
        Problem("TR405", "several\nlines", "type\nthis", "law\nand logic"),
        Problem("TR210", "nowhere", span=Span("a.yaml", 3, 1)),
        Problem("TR210", "宽", span=Span("a.yaml", 1200, 4, 2, "标签: 错的 # 注")),
        Problem("TR210", "at the end", span=Span("a.yaml", 2, 9, 4, "if: at <")),
    ],
)
def test_any_problem_has_the_words_of_its_text(problem: Problem) -> None:
    assert plain(problem) == str(problem)


def test_the_place_is_marked_in_the_line_and_below_it() -> None:
    span = Span("a.yaml", 7, 5, 4, "if: 申诉日期 < at")
    assert toned(Problem("TR210", "unknown fact", span=span), Tone.BAD) == [
        "TR210",
        "申诉日期",
        "^^^^^^^^",
    ]


def test_why_is_quiet_and_the_mend_stands_out() -> None:
    problem = Problem("TR210", "unknown fact", "type `filed_on`", "it never holds")
    assert problem_lines(problem)[1:] == (
        (Piece("  why: ", Tone.QUIET), Piece("it never holds")),
        (Piece("  fix: ", Tone.GOOD), Piece("type `filed_on`")),
    )


def test_problems_are_a_page_without_wrapped_lines() -> None:
    problems = [Problem("TR101", "long " * 60), Problem("TR102", "short")]
    text = as_text(problems_page(problems), width=40, colour=False)
    assert text.splitlines() == [str(one).rstrip() for one in problems]
