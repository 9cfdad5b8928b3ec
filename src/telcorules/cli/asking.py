"""`ask`: an interview in the terminal, one question at a time, back and forth."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, auto
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import Any, Final

from telcorules.cli import options
from telcorules.cli.case_files import case_yaml
from telcorules.cli.inputs import open_book, parse_day, read_case, today
from telcorules.cli.leading import main_rule
from telcorules.cli.options import Unannounced
from telcorules.cli.outputs import complain, emit, show
from telcorules.cli.replies import typed_value
from telcorules.cli.typed_days import UnclearError
from telcorules.errors import Problem, RequestError
from telcorules.evaluation.context import Context, facts_read
from telcorules.evaluation.questions import Question
from telcorules.evaluation.rulebook import Rulebook
from telcorules.foundation.law import Wording
from telcorules.language.versions import AdmissionVersion, ChecklistVersion, Condition
from telcorules.language.vocabulary import Case
from telcorules.render.bilingual import Language
from telcorules.render.decisions import decision_page
from telcorules.render.page import Page, Section, Tone
from telcorules.render.questions import InterviewView

INTERRUPTED: Final = 130
"""The exit code where somebody broke off with Ctrl-C, as shells have it."""

UNWRITTEN: Final = 2
"""The exit code where the case file can't be written in the end."""

_PROMPT: Final = "> "
_FIRST: Final = Wording("这已经是第一个问题。", "This is the first question.")
_BROKEN_OFF: Final = Wording("中断了，没有写文件。", "Broken off; no file was written.")
_NOTHING: Final = Wording("没有要问的了。", "There is nothing to ask.")


class Word(Enum):
    """What can be said beside answers."""

    BACK = auto()
    WHY = auto()
    STOP = auto()


_SAID: Final = {
    **dict.fromkeys(("返回", "上一个", "上一步", "back"), Word.BACK),
    **dict.fromkeys(("?", "？", "帮助", "为什么", "help", "why"), Word.WHY),
    **dict.fromkeys(("结束", "退出", "quit", "exit", "stop"), Word.STOP),
}


def ask(
    case: options.CaseBegun = None,
    *,
    rule: options.Rule = None,
    as_of: options.AsOf = None,
    file: options.CaseOut = None,
    lang: options.Lang = Language.ZH,
    pack: options.Pack = None,
    extend: options.Extend = None,
    reading: options.Readings = None,
    notice: options.Notices = None,
    unannounced: options.Method = Unannounced.PRINCIPLE,
) -> int:
    """Ask for what is missing 提问, one question at a time, and write the case.

    \b
      telcorules ask
      telcorules ask case.yaml --as-of 2026-11-21 -o case.yaml
      telcorules ask --rule report.venue --lang en

    Enter: not known. back 返回: the question before. ?: why it is asked.
    quit 结束, Ctrl-D: that is all. Ctrl-C: break off, and write nothing.
    """  # noqa: D301 - \b keeps the lines of the examples
    book = open_book(pack, extend, reading, notice, unannounced)
    name, day = rule or main_rule(book), parse_day(as_of) or today()
    known = read_case(book, case) if case else book.case({})
    check_free(file, case)
    interview = Interview(book, name, day, lang)
    _be_all_ears()
    try:
        state = interview.hold(known)
    except KeyboardInterrupt:
        emit("\n")
        show(interview.view.told(_BROKEN_OFF))
        return INTERRUPTED
    return _close(interview, state, file)


def check_free(file: Path | None, case: str | None) -> None:
    """Refuse, before anything is asked, to write over a file other than the case.

    Raises:
        RequestError: There is such a file, or no folder for it.
    """
    if file is None or (case is not None and file == Path(case)):
        return
    if os.path.lexists(file):
        hint = "name another file, or give this one as the CASE too"
        raise RequestError(
            Problem("TR619", f"the file `{file}` is there already", hint)
        )
    if not file.parent.is_dir():
        what = f"there is no folder `{file.parent}`"
        raise RequestError(Problem("TR619", what, "make it first, or name another"))


def _close(interview: "Interview", state: "State", file: Path | None) -> int:
    """Show the outcome, and write the case or show it."""
    book, view = interview.book, interview.view
    decision = book.decide(state.case, as_of=interview.as_of, rules=[interview.rule])
    emit("\n")
    show(decision_page(decision, view.context, view.language))
    text = case_yaml(state.case, state.declined, interview.heading, view.language)
    if file is None:
        tell(view.unwritten(text))
        return 0
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        complain(f"{file}: can't be written: {str(error.strerror).lower()}")
        tell(view.unwritten(text))
        return UNWRITTEN
    tell(view.written(str(file)))
    return 0


@dataclass(frozen=True, slots=True)
class State:
    """What is known so far.

    Attributes:
        case: The facts.
        declined: The facts that were asked and not answered.
    """

    case: Case
    declined: tuple[str, ...] = ()

    def with_answer(self, fact: str, value: Any) -> "State":
        """Return what is known after an answer; None where there was none."""
        if value is None:
            return replace(self, declined=(*self.declined, fact))
        section, _, name = fact.partition(".")
        facts = self.case.to_dict()
        facts.setdefault(section, {})[name] = value
        return replace(self, case=self.case.vocabulary.case(facts))


def tell(page: Page) -> None:
    """Show a page; a question stands apart from what was said before."""
    if isinstance(page[0], Section):
        emit("\n")
    show(page)


def hear() -> str:
    """Return the line that somebody types.

    Raises:
        EOFError: There is no more.
        KeyboardInterrupt: Somebody broke off.
    """
    try:
        return input(_PROMPT)
    except EOFError:
        emit("\n")
        raise


def _be_all_ears() -> None:
    """Let lines be edited where the system can, and let no byte be an error."""
    with suppress(ImportError):
        import_module("readline")
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")


class Interview:
    """An interview about one rule, on one day.

    Args:
        book: The rules.
        rule: The id of the rule.
        as_of: The day of the question.
        language: The language it is held in.
        say: Shows a page.
        listen: Returns a line that was typed; raises EOFError where there is none.
    """

    def __init__(  # noqa: PLR0917 - a rule, a day, and both ends of a talk
        self,
        book: Rulebook,
        rule: str,
        as_of: date,
        language: Language,
        say: Callable[[Page], None] = tell,
        listen: Callable[[], str] = hear,
    ) -> None:
        self.book = book
        self.rule = rule
        self.as_of = as_of
        context = Context(book.program, book.calendar, dict(book.readings))
        self.view = InterviewView(context, language)
        self._say = say
        self._listen = listen

    @property
    def heading(self) -> str:
        """What the case file says of itself."""
        return f"{self.view.title(self.rule)}, {self.rule}, {self.as_of}"

    def hold(self, case: Case) -> State:
        """Ask until nothing is left to ask, and return what is then known.

        Raises:
            KeyboardInterrupt: Somebody broke off.
        """
        states = [State(case)]
        left = self._left(states[-1])
        self._say(self.view.opening(self.rule, self.as_of))
        if not left:
            self._say(self.view.told(_NOTHING, Tone.QUIET))
        while left:
            self._say(self.view.asked(len(states), left[0], len(left)))
            reply = self._reply(left[0])
            if reply is Word.STOP:
                break
            if reply is not Word.BACK:
                states.append(states[-1].with_answer(left[0].fact, reply))
            elif len(states) > 1:
                states.pop()
            else:
                self._say(self.view.told(_FIRST))
            left = self._left(states[-1])
        return states[-1]

    def _left(self, state: State) -> tuple[Question, ...]:
        return self.book.questions(
            self.rule, state.case, as_of=self.as_of, declined=state.declined
        )

    def _reply(self, question: Question) -> Any:
        """Return the value that is answered, None for not known, or another word."""
        while True:
            try:
                text = self._listen().strip()
            except EOFError:
                return Word.STOP
            word = _SAID.get(text.casefold())
            if word is Word.WHY:
                self._say(self.view.why(question, list(self._conditions(question))))
            elif word is not None:
                return word
            else:
                try:
                    return self._value(question, text)
                except UnclearError as error:
                    self._say(self.view.told(error.said))

    def _value(self, question: Question, text: str) -> Any:
        fact, language = self.view.fact(question.fact), self.view.language
        value = typed_value(fact, text, self.as_of, language) if text else None
        self._say(self.view.heard(fact, value))
        return value

    def _conditions(self, question: Question) -> Iterator[Wording]:
        """Yield what the conditions are about that read the fact of a question."""
        rule, readings = self.book.program.rules[self.rule], self.book.readings
        for version in rule.versions[-1:]:
            found: tuple[Condition, ...] = ()
            if isinstance(version, AdmissionVersion):
                found = version.conditions
            elif isinstance(version, ChecklistVersion):
                found = version.items
            for one in found:
                if question.fact in facts_read(one.node, readings):
                    yield one.label or one.message or Wording(one.id, one.id)
