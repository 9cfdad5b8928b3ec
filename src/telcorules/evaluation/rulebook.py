"""The rulebook: what callers hold, and the one place that knows today's date."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from fnmatch import fnmatchcase
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from telcorules.errors import Problem, RequestError
from telcorules.evaluation.admission import AdmissionRule
from telcorules.evaluation.checklists import ChecklistRule
from telcorules.evaluation.choices import ChoiceRule
from telcorules.evaluation.context import Context
from telcorules.evaluation.cures import Cures
from telcorules.evaluation.curing import cure
from telcorules.evaluation.deadlines import DeadlineRule
from telcorules.evaluation.decisions import Decision, Progress, Qualification
from telcorules.evaluation.duties import AmountRule, DutyRule
from telcorules.evaluation.grounds import Status, pick
from telcorules.evaluation.inquiries import Inquiry
from telcorules.evaluation.oddities import Oddities
from telcorules.evaluation.permissions import PermissionRule
from telcorules.evaluation.promises import Promises
from telcorules.evaluation.qualifications import Qualifications
from telcorules.evaluation.questions import Question, ask
from telcorules.evaluation.results import MISSED, Deadline
from telcorules.evaluation.selections import Choice
from telcorules.evaluation.sending import Makings, makings
from telcorules.evaluation.timelines import Timelines
from telcorules.evaluation.windows import Partition, Window
from telcorules.foundation.moments import CHINA_TIME, china_day, china_moment
from telcorules.foundation.truth import Truth
from telcorules.foundation.workdays import WorkCalendar
from telcorules.language.program import Channel, Program
from telcorules.language.values import shown
from telcorules.language.vocabulary import Case
from telcorules.version import __version__

KINDS: Mapping[str, Any] = {
    "admission": AdmissionRule,
    "deadline": DeadlineRule,
    "choice": ChoiceRule,
    "checklist": ChecklistRule,
    "permission": PermissionRule,
    "amount": AmountRule,
    "duty": DutyRule,
}
"""What decides each kind of rule."""


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
        self._oddities = Oddities(context)
        self._rules: dict[str, Any] = {
            name: KINDS[rule.kind](rule, context)
            for name, rule in program.rules.items()
        }
        self._qualifications = Qualifications(context)
        self._inquiries: dict[str, Inquiry] = {}
        self._timelines = Timelines(context, self._rules)
        self._promises = Promises(context, dict(self._laws(context)))

    def _laws(self, context: Context) -> Iterator[tuple[str, Any]]:
        """Yield for each promise the rule that it is measured against, ready."""
        for name, rule in self.program.rules.items():
            if rule.under is not None:
                yield name, self._rules[rule.under]
            elif rule.replaced is not None and rule.kind == "deadline":
                yield name, DeadlineRule(rule.replaced, context)

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
        chosen = choices(self.program, readings, self.readings)
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
        several = _several(cases, "cases")
        return (rule.evaluate(self.case(case), day) for case in several)

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
            hint = "ask book.evaluate, with a case"
            what = f"`{rule_id}` is a rule of the kind {rule.rule.kind}, not a deadline"
            raise RequestError(Problem("TR613", what, hint))
        return rule.since(_event(since), _day(as_of), when=_truth(when))

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
            what = (
                f"`{rule_id}` is a rule of the kind {rule.rule.kind}, not an admission"
            )
            raise RequestError(Problem("TR613", what, hint))
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
        names = _several(declined, "declined")
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
        if (kind := inquiry.rule.rule.kind) != "admission":
            what = f"`{rule_id}` is a rule of the kind {kind}, not an admission"
            hint = "ask for the cures of an admission, such as appeal.admission"
            raise RequestError(Problem("TR613", what, hint))
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
        return Decision(
            library=__version__,
            as_of=day,
            pack=self._pack,
            calendar=self._calendar,
            readings=self.readings,
            results=MappingProxyType(results),
            main_rule=self.program.main,
            progress=self._progress(results, read, day),
            notes=self._oddities.in_case(read, day),
            caveats=self._caveats(results, read, day),
            judgments=self._judged(read),
            disclaimer=self.program.disclaimer,
            case=read,
            origin=self._timelines,
        )

    def _caveats(
        self, results: Mapping[str, Any], case: Case, day: date
    ) -> tuple[Qualification, ...]:
        qualified = self._qualifications.of(results, case, day)
        return (*qualified, *self._promises.too_late(results.values(), case, day))

    def _progress(
        self, results: Mapping[str, Any], case: Case, day: date
    ) -> Progress | None:
        if self.program.stage is None:
            return None
        name = self.program.stage
        found: Choice = results.get(name) or self._rules[name].evaluate(case, day)
        deadlines = [one for one in results.values() if isinstance(one, Deadline)]
        return Progress(
            stage=found.value,
            turn=found.turn,
            possible=found.candidates,
            running=tuple(d.rule for d in deadlines if d.status is Status.RUNNING),
            late=tuple(d.rule for d in deadlines if d.status in MISSED),
        )

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

    def _judged(self, case: Case) -> tuple[str, ...]:
        slots = case.slots
        return tuple(name for name, slot in self._judgments if slots[slot] is not None)

    @cached_property
    def _judgments(self) -> list[tuple[str, int]]:
        """The facts that rest on a human's assessment, with their slots."""
        facts = self.program.vocabulary.facts
        return [(one.name, one.slot) for one in facts if one.judgment]

    @cached_property
    def _pack(self) -> Mapping[str, str]:
        program = self.program
        sha256 = program.sha256
        return MappingProxyType(
            {"id": program.id, "version": program.version, "sha256": sha256}
        )

    @cached_property
    def _calendar(self) -> Mapping[str, str]:
        calendar, known_at = self.calendar, self.calendar.known_at
        return MappingProxyType(
            {
                "sha256": calendar.sha256,
                "firm_through": calendar.firm_through.isoformat(),
                "unannounced": calendar.unannounced,
                **({"known_at": known_at.isoformat()} if known_at else {}),
            }
        )


@lru_cache(maxsize=8)
def _made_of(parts: Makings) -> Rulebook:
    return Rulebook(parts.program, parts.calendar, dict(parts.readings), parts.folders)


def _day(as_of: date | None) -> date:
    if as_of is None:
        return datetime.now(CHINA_TIME).date()  # noqa: TID251 - the one default
    return day_of(as_of)


def day_of(day: object) -> date:
    """Return a date as the day in China that it is.

    Raises:
        RequestError: It is no date.
    """
    try:
        if isinstance(day, date):
            return china_day(day)
    except OverflowError:
        pass
    hint = "write date(2026, 11, 21)"
    raise RequestError(Problem("TR614", f"`{shown(day)}` is not a date", hint))


def _event(since: object) -> date:
    """Return a day, or a moment in China Standard Time."""
    day = day_of(since)
    return china_moment(since) if isinstance(since, datetime) else day


def _truth(when: object) -> Truth:
    if when is None or isinstance(when, bool):
        return when
    what = f"`when` is true, false or None, not `{shown(when)}`"
    raise RequestError(Problem("TR612", what, "write when=True"))


def _several(values: Any, name: str) -> Iterable[Any]:
    if isinstance(values, Iterable) and not isinstance(values, str | bytes):
        return values
    hint = f"write {name}=[...]"
    raise RequestError(Problem("TR612", f"`{name}` takes a list", hint))


def named(program: Program, globs: Iterable[str] | str) -> list[str]:
    """Return the ids of the rules that ids or globs name, in the pack's order.

    Raises:
        RequestError: There is no such rule.
    """
    found: dict[str, None] = {}
    for glob in [globs] if isinstance(globs, str) else _several(globs, "rules"):
        matching = [name for name in program.rules if fnmatchcase(name, str(glob))]
        if not matching and glob not in program.decide:
            pick(program.rules, glob, "rule")
        found |= dict.fromkeys(matching)
    return [name for name in program.rules if name in found]


def choices(
    program: Program, readings: object, others: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return the choice for every reading: those asked, else others or the defaults.

    Raises:
        RequestError: There is no such reading or choice.
    """
    if not isinstance(readings, Mapping):
        hint = 'write readings={"duty-rollover": "strict"}'
        raise RequestError(Problem("TR612", "`readings` takes a mapping", hint))
    defaults = {name: one.choices[0].id for name, one in program.readings.items()}
    chosen = {**defaults, **(others or {})}
    for name, choice in readings.items():
        known = pick(program.readings, name, "reading")
        options = {one.id: one.id for one in known.choices}
        chosen[name] = pick(options, choice, f"choice of `{name}`")
    return chosen
