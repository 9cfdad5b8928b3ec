import pytest

from telcorules.errors import (
    CalendarError,
    CaseError,
    PackError,
    Problem,
    RequestError,
    Span,
    TelcoRulesError,
)

PLACE = Span("rules/a.yaml", 14, 5, 3, "甲乙: yes")


def test_a_place_prints_as_file_line_column() -> None:
    assert str(PLACE) == "rules/a.yaml:14:5"


def test_an_excerpt_underlines_below_wide_characters() -> None:
    assert PLACE.excerpt() == "  14 | 甲乙: yes\n     |       ^^^"


def test_the_underline_of_wide_characters_is_wide() -> None:
    assert Span("a", 1, 1, 2, "甲乙: yes").excerpt().splitlines()[1] == "     | ^^^^"


def test_a_place_past_the_end_of_its_line_is_underlined() -> None:
    assert Span("a", 1, 3, 1, "ab").excerpt().splitlines()[1] == "     |   ^"


def test_a_place_without_its_line_has_no_excerpt() -> None:
    assert Span("a", 1, 1).excerpt() == ""


def test_places_sort_by_file_line_and_column() -> None:
    later, earlier = Span("a", 10, 1), Span("a", 9, 7)
    assert sorted([later, earlier]) == [earlier, later]


def test_a_problem_in_a_file_prints_place_excerpt_reason_and_fix() -> None:
    problem = Problem("TR115", "a trap", "quote it", "it misleads", PLACE)
    assert str(problem).splitlines() == [
        "rules/a.yaml:14:5: TR115: a trap",
        "  14 | 甲乙: yes",
        "     |       ^^^",
        "  why: it misleads",
        "  fix: quote it",
    ]


def test_a_problem_in_a_file_without_its_line_prints_the_place_alone() -> None:
    problem = Problem("TR101", "not text", span=Span("a.yaml", 1, 1))
    assert str(problem) == "a.yaml:1:1: TR101: not text"


def test_a_problem_of_a_case_names_the_fact() -> None:
    problem = Problem("TR501", "unknown region", fact="respondent.province")
    assert str(problem) == "respondent.province: TR501: unknown region"


def test_a_problem_without_any_place_begins_with_its_code() -> None:
    assert str(Problem("TR601", "an empty span")) == "TR601: an empty span"


def test_a_problem_knows_its_place() -> None:
    problem = Problem("TR115", "a trap", span=PLACE)
    assert (problem.file, problem.line, problem.column) == ("rules/a.yaml", 14, 5)


def test_a_problem_outside_files_has_no_place() -> None:
    problem = Problem("TR601", "an empty span")
    assert (problem.file, problem.line, problem.column) == (None, None, None)


def test_an_error_of_one_problem_lists_it() -> None:
    problem = Problem("TR601", "an empty span")
    assert RequestError(problem).problems == (problem,)


def test_an_error_prints_its_problems_in_order() -> None:
    error = CaseError(Problem(code, "no") for code in ("TR501", "TR502"))
    assert str(error) == "TR501: no\nTR502: no"


def test_findings_are_the_problems() -> None:
    error = PackError([Problem("TR301", "no")])
    assert error.findings == error.problems


@pytest.mark.parametrize("kind", [PackError, CaseError, RequestError, CalendarError])
def test_every_error_is_one_of_ours(kind: type[TelcoRulesError]) -> None:
    assert issubclass(kind, TelcoRulesError)


def test_what_no_text_can_hold_is_spelled_out() -> None:
    problem = Problem("TR999", "`\ud800` isn't it 错", fact="\udc00.b")
    assert problem.message == "`\\ud800` isn't it 错"
    assert str(problem).encode()
    assert problem.fact == "\\udc00.b"
