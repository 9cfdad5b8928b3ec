"""The rulebook: what callers hold, and the one place that knows today's date."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from telcorules.errors import Problem, RequestError
from telcorules.evaluation.admission import AdmissionRule
from telcorules.evaluation.asked import (
    day_of,
    event_of,
    named,
    readings_taken,
    several,
    truth_of,
)
from telcorules.evaluation.context import Context
from telcorules.evaluation.cures import Cures
from telcorules.evaluation.curing import cure
from telcorules.evaluation.deadlines import DeadlineRule
from telcorules.evaluation.decisions import Decision
from telcorules.evaluation.grounds import pick
from telcorules.evaluation.inquiries import Inquiry
from telcorules.evaluation.joining import Joining
from telcorules.evaluation.kinds import ready
from telcorules.evaluation.questions import Question, ask
from telcorules.evaluation.results import Deadline
from telcorules.evaluation.sending import Makings, makings
from telcorules.evaluation.windows import Partition, Window
from telcorules.foundation.moments import CHINA_TIME
from telcorules.foundation.workdays import WorkCalendar
from telcorules.language.program import Channel, Program, Rule
from telcorules.language.vocabulary import Case


class Rulebook:
    """A rule pack with a calendar and a choice for every reading.

    It holds no state that a question changes, so that threads can share one. Pickled
    it goes to other processes of the same machine, which find its packs where they lie.

    Attributes:
        program: The pack, linked.
        calendar: Tells working days from rest days.
        readings: The choice taken for each reading.
        folders: Where the packs were read, the base first.
    """

    def __init__(
        self,
        program: Program,
        calendar: WorkCalendar,
        readings: Mapping[str, str],
        folders: tuple[Path, ...] = (),
    ) -> None:
        self.program = program
        self.calendar = calendar
        self.readings: Mapping[str, str] = MappingProxyType(dict(readings))
        self.folders = folders
        context = Context(program, calendar, dict(readings))
        self._rules: dict[str, Any] = {
            name: ready(rule, context) for name, rule in program.rules.items()
        }
        self._joining = Joining(context, self._rules)
        self._inquiries: dict[str, Inquiry] = {}

    def __repr__(self) -> str:
        return f"Rulebook({self.program.id} {self.program.version})"

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel to another process as what it's made of; it's made anew there once."""
        parts = makings(self.program, self.calendar, self.readings, self.folders)
        return _made_of, (parts,)

    def under(self, readings: Mapping[str, str]) -> "Rulebook":
        """Return the same rulebook with other choices of some readings.

        Raises:
            RequestError: There is no such reading or choice.
        """
        chosen = readings_taken(self.program, readings, self.readings)
        if chosen == self.readings:
            return self
        return Rulebook(self.program, self.calendar, chosen, self.folders)

    def case(self, data: object) -> Case:
        """Read a case 案件: a mapping, JSON text or bytes, or a static model.

        Raises:
            CaseError: Every fact that can't be read, at once.

        Examples:
            >>> from telcorules import load
            >>> load().case({"respondent": {"province": "广东"}}).to_dict()
            {'respondent': {'province': '440000'}}
        """
        return self.program.vocabulary.case(data)

    def evaluate(self, rule_id: str, case: object, *, as_of: date | None = None) -> Any:
        """Return one rule's answer for a case on a day.

        Args:
            rule_id: Such as ``appeal.admission``.
            case: A case, or what `case` reads.
            as_of: The day of the question; today in China where it is left out.

        Returns:
            By the rule's kind an `Admission`, `Deadline`, `Choice`, `Checklist`,
            `Permission`, `Duty` or `Amount`.

        Raises:
            RequestError: There is no such rule, or `as_of` is no date.
            CaseError: The case can't be read.
        """
        rule = pick(self._rules, rule_id, "rule")
        if type(case) is not Case or case.vocabulary is not self.program.vocabulary:
            case = self.case(case)
        return rule.evaluate(case, as_of if type(as_of) is date else _day(as_of))

    def evaluate_many(
        self, rule_id: str, cases: Iterable[object], *, as_of: date | None = None
    ) -> Iterator[Any]:
        """Yield one rule's answer for each case, in order.

        All cases are asked on the same day, also where `as_of` is left out.
        """
        rule = pick(self._rules, rule_id, "rule")
        day = _day(as_of)
        every = several(cases, "cases")
        return (rule.evaluate(self.case(case), day) for case in every)

    def deadline(
        self,
        rule_id: str,
        since: date,
        *,
        as_of: date | None = None,
        when: bool | None = True,
    ) -> Deadline:
        """Return a rule's deadline that runs from a day, without a case.

        Args:
            rule_id: A deadline rule, such as ``operator.reply``.
            since: The day of the event that sets it running, not counted itself; for
                a deadline in hours better its moment.
            as_of: The day of the question; today in China where it is left out.
            when: Whether the rule's own condition holds; None for unknown.

        Raises:
            RequestError: There is no such rule, it is no deadline, or a day is none.

        Examples:
            >>> from telcorules import load
            >>> load().deadline("report.disposition", date(2026, 3, 2)).due
            datetime.date(2026, 5, 6)
        """
        rule = pick(self._rules, rule_id, "rule")
        if not isinstance(rule, DeadlineRule):
            raise _not_a(rule.rule, "a deadline", "ask book.evaluate, with a case")
        return rule.since(event_of(since), _day(as_of), when=truth_of(when))

    def window(
        self, rule_id: str, case: object, *, start: date, end: date
    ) -> tuple[Window, ...]:
        """Return from when until when an admission has which outcome 窗口.

        Every day of the span is asked as if what governs the rule, such as the
        filing of an appeal, happened on it, whatever the case says of that event.

        Args:
            rule_id: An admission rule, such as ``appeal.admission``.
            case: A case, or what `case` reads.
            start: The first day of the span.
            end: Its last day, inclusive.

        Returns:
            The runs of days of one outcome, in order; together they are the span.

        Raises:
            RequestError: There is no such rule, it is no admission, a day is none, or
                the span ends before it starts.
            CaseError: The case can't be read.

        Examples:
            >>> from telcorules import load
            >>> case = {"respondent": {"category": "basic-operator"},
            ...         "operator_complaint": {"filed_on": "2026-03-02"}}
            >>> days = {"start": date(2026, 3, 1), "end": date(2026, 3, 31)}
            >>> for run in load().window("appeal.admission", case, **days):
            ...     print(run.start, run.end, run.outcome)
            2026-03-01 2026-03-01 inadmissible
            2026-03-02 2026-03-31 undetermined
        """
        rule = pick(self._rules, rule_id, "rule")
        if not isinstance(rule, AdmissionRule):
            hint = "ask book.evaluate, which answers for one day"
            raise _not_a(rule.rule, "an admission", hint)
        first, last = day_of(start), day_of(end)
        return self._partitions[rule_id].windows(self.case(case), first, last)

    @cached_property
    def _partitions(self) -> dict[str, Partition]:
        """The admission rules, ready to be asked for spans of days."""
        return {
            name: Partition(rule)
            for name, rule in self._rules.items()
            if isinstance(rule, AdmissionRule)
        }

    def questions(
        self,
        rule_id: str,
        case: object,
        *,
        as_of: date | None = None,
        declined: Iterable[str] = (),
    ) -> tuple[Question, ...]:
        """Return the facts to ask next 提问, the best first; none once it is settled.

        Only facts that can still change the answer: of an admission its outcome, else
        the status or the value. The day that governs an admission is never asked.

        Args:
            rule_id: Such as ``appeal.admission``.
            case: A case, or what `case` reads.
            as_of: The day of the question; today in China where it is left out.
            declined: Facts that aren't to be asked; they stay unknown.

        Raises:
            RequestError: There is no such rule or fact, or `as_of` is no date.
            CaseError: The case can't be read.

        Examples:
            >>> from telcorules import load
            >>> facts = {"report": {"act_provinces": ["河北"]}}
            >>> day = date(2026, 11, 21)
            >>> load().questions("report.venue", facts, as_of=day)
            ()
            >>> [one.fact for one in load().questions("report.venue", {}, as_of=day)]
            ['report.act_provinces']
        """
        inquiry = self._inquiry(rule_id)
        facts = self.program.vocabulary.by_name
        names = several(declined, "declined")
        unasked = [pick(facts, one, "fact").name for one in names]
        return ask(inquiry, self.case(case), _day(as_of), unasked)

    def cures(self, rule_id: str, case: object, *, as_of: date | None = None) -> Cures:
        """Return what would make a case admissible 补救, or what bars it.

        Args:
            rule_id: An admission, such as ``appeal.admission``.
            case: A case, or what `case` reads.
            as_of: The day of the question, on which somebody can act at the earliest;
                today in China where it is left out.

        Raises:
            RequestError: There is no such rule, or it is no admission.
            CaseError: The case can't be read.
        """
        inquiry = self._inquiry(rule_id)
        if (rule := inquiry.rule.rule).kind != "admission":
            hint = "ask for the cures of an admission, such as appeal.admission"
            raise _not_a(rule, "an admission", hint)
        return cure(inquiry, self.case(case), _day(as_of))

    def _inquiry(self, rule_id: str) -> Inquiry:
        """Return a rule taken apart, for questions and cures; made once."""
        rule = pick(self._rules, rule_id, "rule")
        if rule_id not in self._inquiries:
            self._inquiries[rule_id] = Inquiry(rule)
        return self._inquiries[rule_id]

    def decide(
        self,
        case: object,
        *,
        as_of: date | None = None,
        rules: Iterable[str] | str | None = None,
    ) -> Decision:
        """Return the joint decision 评估结论 for a case on a day.

        Args:
            case: A case, or what `case` reads.
            as_of: The day of the question; today in China where it is left out.
            rules: Ids or globs such as ``appeal.*``; those the pack lists under
                ``decide`` where they are left out.

        Raises:
            RequestError: There is no such rule.
            CaseError: The case can't be read.
        """
        read, day = self.case(case), _day(as_of)
        names = self._decided if rules is None else named(self.program, rules)
        results = {name: self._rules[name].evaluate(read, day) for name in names}
        return self._joining.decision(results, read, day)

    def channel(self, name: str) -> Channel:
        """Return a hotline or another channel 投诉渠道 by its number or name.

        Raises:
            RequestError: There is none of that name.

        Examples:
            >>> from telcorules import load
            >>> load().channel("12378").authority.zh
            '国家金融监督管理总局'
        """
        return pick(self.program.channels, name, "channel")

    @cached_property
    def _decided(self) -> list[str]:
        """The rules that a joint decision answers where none are named."""
        return named(self.program, self.program.decide)


@lru_cache(maxsize=8)
def _made_of(parts: Makings) -> Rulebook:
    return Rulebook(parts.program, parts.calendar, dict(parts.readings), parts.folders)


def _day(as_of: date | None) -> date:
    if as_of is None:
        return datetime.now(CHINA_TIME).date()  # noqa: TID251 - the one default
    return day_of(as_of)


def _not_a(rule: Rule, kind: str, hint: str) -> RequestError:
    """Return the error for a rule that isn't of the kind that is asked for."""
    what = f"`{rule.id}` is a rule of the kind {rule.kind}, not {kind}"
    return RequestError(Problem("TR613", what, hint))
