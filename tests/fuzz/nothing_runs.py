"""Packs that try to run something, loaded and asked while Python reports what it does.

Run on its own, ``python -m tests.fuzz.nothing_runs``, because an audit hook can't be
taken out again. Every attempt goes to every place of the small pack that holds text;
what was refused is fine, what was taken is decided, explained and written out. Any
event that a running attempt would cause is printed.
"""

import json
import sys
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from types import CodeType
from typing import Any

from telcorules.errors import PackError
from telcorules.evaluation.asked import readings_taken
from telcorules.evaluation.rulebook import Rulebook
from telcorules.foundation.workdays import WorkCalendar
from telcorules.language.packs import Layer, program_of
from tests.fuzz.targets import DAY, small

RUN = "__import__('os').system('true')"
ATTEMPTS = [
    RUN,
    f"({RUN})",
    f"[{RUN}][0]",
    f"{RUN} or claim.paid",
    f"claim.paid if {RUN} else claim.heard",
    f"claim.paid\nand {RUN}",
    f'" + {RUN} + "',
    f"' + {RUN} + '",
    f'"""; {RUN}; """',
    f"\\\n{RUN}",
    f"claim.paid); {RUN}; (claim.paid",
    f"claim.paid:\n    {RUN}",
    f"x = {RUN}",
    f"lambda: {RUN}",
    f"eval({RUN!r})",
    f"exec({RUN!r})",
    f"compile({RUN!r}, '', 'eval')",
    f"f'{{{RUN}}}'",
    f"{{{RUN}}}",
    "{0.__class__.__init__.__globals__}",
    "{message.__class__.__mro__}",
    "{hint!r:{width}}",
    "%(message)s %n %s",
    "${jndi:ldap://127.0.0.1/x}",
    "{{ 7 * 7 }}{{ cycler.__init__.__globals__.os.system('true') }}",
    "{% import os %}",
    "<script>alert(1)</script>",
    "$(true)",
    "`true`",
    "; true #",
    "| true",
    "=cmd|' /C calc'!A0",
    "../../../../etc/passwd",
    "/etc/passwd",
    "file:///etc/passwd",
    "\\\\127.0.0.1\\share",
    "__import__",
    "__builtins__",
    "__class__",
    "__globals__",
    "_truths",
    "self",
    "None",
    "import os",
    "os.system",
    "claim.__class__",
    "claim.filed_on.__class__.__base__.__subclasses__()",
    "type(claim.paid).__mro__[1].__subclasses__()",
    "getattr(claim, '__cl' + 'ass__')",
    "open('/etc/passwd').read()",
    "breakpoint()",
    "help()",
    "(lambda: 0).__code__",
    "(x for x in [1]).gi_frame.f_builtins",
    "[].__class__.__base__.__subclasses__()[0]",
    "at.__reduce_ex__(2)",
    "last_day.__globals__",
    "reading.__dict__",
    "\u202e)'eurt'(metsys",
    "\U0001d486\U0001d497\U0001d482\U0001d48d('1')",  # eval in letters of mathematics
    "\uff45\uff56\uff41\uff4c('1')",  # and in wide ones
    "\u0435val('1')",  # and with a Cyrillic one
]
TAGGED = [
    "!!python/object/apply:os.system [true]",
    "!!python/object/new:os.system [true]",
    "!!python/name:os.system",
    "!!python/module:os",
    "!!python/object:os.environ {}",
    '!!python/object/apply:eval ["1"]',
    "!<tag:yaml.org,2002:python/object/apply:os.system> [true]",
    "!include /etc/passwd",
    "!ENV HOME",
    "&a [*a]",
]

# Where a text goes: the file, what stands there, with a gap for the text.
PLACES = [
    ("rules/answer.yaml", "when: claim.paid", "when: {}"),
    ("rules/answer.yaml", "since: claim.filed_on", "since: {}"),
    ("rules/answer.yaml", "within: waiting-time", "within: {}"),
    ("rules/answer.yaml", "{zh: 答复, en: answer}", "{zh: 答复, en: {}}"),
    ("rules/answer.yaml", "rule: claim.answer", "rule: {}"),
    ("rules/answer.yaml", "[small-act art 1]", "[{}]"),
    ("rules/admission.yaml", "if: at > answer_due", "if: {}"),
    ("rules/admission.yaml", "answer_due: last_day(", "{}: last_day("),
    ("rules/admission.yaml", "waited:", "{}:"),
    ("rules/admission.yaml", "not paid yet", "{}"),
    ("rules/admission.yaml", "from: 2020-01-01", "from: {}"),
    ("rules/venue.yaml", "value: '\"centre\"'", "value: {}"),
    ("rules/papers.yaml", "known(claim.name)", "{}"),
    ("facts/claim.yaml", "section: claim", "section: {}"),
    ("facts/claim.yaml", "heard:", "{}:"),
    ("facts/claim.yaml", "type: money", "type: {}"),
    ("facts/claim.yaml", "charging: {", "{}: {"),
    ("facts/claim.yaml", "When was it filed?", "{}"),
    ("parameters/wait.yaml", "value: 15 days", "value: {}"),
    ("parameters/wait.yaml", "if: claim.paid", "if: {}"),
    ("parameters/wait.yaml", "parameter: waiting-time", "parameter: {}"),
    ("readings.yaml", "local-regulation:", "{}:"),
    ("readings.yaml", "strict:", "{}:"),
    ("authorities.yaml", "otherwise: centre", "otherwise: {}"),
    ("authorities.yaml", "[广东, ", "[{}, "),
    ("law/act.yaml", "Small Measures", "{}"),
    ("law/act.yaml", "instrument: small-act", "instrument: {}"),
    ("oddities.yaml", "if: claim.answered_on < claim.filed_on", "if: {}"),
    ("pack.yaml", "pack: small", "pack: {}"),
    ("pack.yaml", 'decide: ["claim.*"]', "decide: [{}]"),
]

WATCHED = {
    *("open", "exec", "import", "os.system", "subprocess.Popen", "socket.connect"),
    *("os.exec", "os.fork", "os.forkpty", "os.listdir", "os.posix_spawn", "os.putenv"),
    *("os.remove", "os.rename", "os.scandir", "os.spawn", "os.unsetenv", "pty.spawn"),
    *("ctypes.dlopen", "pickle.find_class", "marshal.loads", "code.__new__"),
    *("builtins.breakpoint", "builtins.input", "cpython.run_command", "glob.glob"),
}
"""What Python would report of an attempt that ran."""


def packs() -> Iterator[dict[str, str]]:
    """Yield packs, each with one attempt in one place."""
    quoted = [json.dumps(one, ensure_ascii=False) for one in ATTEMPTS]
    for name, found, gap in PLACES:
        files = dict(small().files)
        assert found in files[name], (name, found)
        for text in (*quoted, *TAGGED):
            put = gap.replace("{}", text)
            yield files | {name: files[name].replace(found, put, 1)}


def ask(files: dict[str, str]) -> bool:
    """Load a pack, ask all of it and write the answer; tell whether it was taken."""
    try:
        program = program_of([Layer("small", "1", files)])
    except PackError as error:
        str(error)
        return False
    book = Rulebook(program, WorkCalendar.china(), readings_taken(program, {}))
    decision = book.decide({}, as_of=DAY, rules=list(program.rules))
    decision.to_json()
    return True


class Watch:
    """Writes down what Python reports while an attempt is being made.

    The functions that are made of rules may run. What names they read, attributes
    among them, is learnt from the harmless pack; one that reads another is seen.
    """

    def __init__(self) -> None:
        self.armed = False
        self.seen: list[str] = []
        self.names: set[str] = set()
        sys.addaudithook(self._heard)

    def _heard(self, event: str, args: tuple[Any, ...]) -> None:
        if event == "exec" and args[0].co_filename in ("<rule>", "<reading>"):
            self._judge(names_in(args[0]))
        elif self.armed and event in WATCHED:
            self.seen.append(f"{event} {args!r:.200}")

    def _judge(self, names: set[str]) -> None:
        if not self.armed:
            self.names |= names
        elif strange := names - self.names:
            self.seen.append(f"a rule reads {sorted(strange)}")

    def over(self, what: Callable[[], Any]) -> Any:
        self.armed = True
        try:
            return what()
        finally:
            self.armed = False


def names_in(code: CodeType) -> set[str]:
    """Return the names that code and what is inside it reads, numbers left out."""
    inner = (one for one in code.co_consts if isinstance(one, CodeType))
    names = {name.rstrip("0123456789") for name in code.co_names}
    return names.union(*map(names_in, inner))


def main(step: str = "1") -> None:
    """Make every attempt, or every so many of them, and say what was seen."""
    watch = Watch()
    assert ask(dict(small().files))  # what is imported late is there after this
    assert "\u202e".encode("unicode_escape")
    tried = islice(packs(), 0, None, int(step))
    answers = [watch.over(partial(ask, files)) for files in tried]
    for seen in list(dict.fromkeys(watch.seen))[:20]:
        print(seen)  # noqa: T201
    made, taken = len(answers), sum(answers)
    print(f"{made} attempts, {taken} taken as text, {len(watch.seen)} ran")  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
