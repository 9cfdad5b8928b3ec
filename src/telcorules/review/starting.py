"""The files that a company's own pack begins with: a promise, its scenarios, CI lines.

They are laid over the bundled rules and pass `lint` and `test` as they are written.
"""

import re
from collections.abc import Mapping
from typing import Final

from telcorules.errors import Problem, RequestError

_NAME: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_LONGEST: Final = 40

_PACK: Final = """\
pack: {name}
version: "1"
title: {{zh: {name}：投诉处理规定, en: "{name}: rules on handling complaints"}}
licence: LicenseRef-internal
jurisdiction: CN
decide: ["{name}.*"]
"""
_LAW: Final = """\
# What the rules rest on: your own document. Replace the titles, the day and the gists;
# `verified` says what was seen of it: text, summary, outline or none.
instrument: {name}-rules
title:
  zh: 投诉处理规定（{name}）
  en: Rules on Handling Complaints ({name})
rank: company-policy
in_force: {{from: 2026-01-01}}
verified: none
passages:
  answer:
    gist: {{zh: 投诉之日起十日内答复, en: complaints are answered within ten days}}
    verified: none
"""
_RULE: Final = """\
# A promise: answered within ten days, where the law (`operator.reply`) gives fifteen.
# `under` lets lint and decisions say where the promise ends after the law's limit.
rule: {name}.answer
kind: deadline
title: {{zh: 本企业承诺的答复期限, en: time to answer as promised}}
actor: operator
duty: {{zh: 答复投诉, en: answer the complaint}}
under: operator.reply
versions:
  - from: 2026-01-01
    since: operator_complaint.filed_on
    within: 10 days
    done: operator_complaint.replied_on
    rolls: duty-rollover
    basis: [{name}-rules passage answer]
"""
_SCENARIOS: Final = """\
# The last day, the day after it, the edges of the rule; `telcorules test` runs them.
scenarios: {name}.answer
cases:
  last-day:
    title: {{zh: 第十日, en: the tenth day}}
    as_of: 2026-03-12
    case: {{operator_complaint: {{filed_on: 2026-03-02, replied_on: not-yet}}}}
    expect:
      {name}.answer: {{status: running, due: 2026-03-12}}
  day-after:
    title: {{zh: 第十一日, en: the eleventh day}}
    as_of: 2026-03-13
    case: {{operator_complaint: {{filed_on: 2026-03-02, replied_on: not-yet}}}}
    expect:
      {name}.answer: {{status: overdue, due: 2026-03-12}}
      operator.reply: {{status: running, due: 2026-03-17}}
  met:
    title: {{zh: 第十日答复, en: answered on the tenth day}}
    as_of: 2026-03-20
    case: {{operator_complaint: {{filed_on: 2026-03-02, replied_on: 2026-03-12}}}}
    expect:
      {name}.answer: {{status: met}}
  late:
    title: {{zh: 第十一日答复, en: answered on the eleventh day}}
    as_of: 2026-03-20
    case: {{operator_complaint: {{filed_on: 2026-03-02, replied_on: 2026-03-13}}}}
    expect:
      {name}.answer: {{status: late}}
  tenth-day-at-a-weekend:
    title: {{zh: 第十日是周六，顺延到周一, en: the tenth day is a Saturday}}
    as_of: 2026-03-16
    case: {{operator_complaint: {{filed_on: 2026-03-04, replied_on: not-yet}}}}
    expect:
      {name}.answer: {{status: running, nominal: 2026-03-14, due: 2026-03-16}}
  day-before-the-rules:
    title: {{zh: 规定施行的前一日投诉, en: complained the day before the rules began}}
    as_of: 2026-01-20
    case: {{operator_complaint: {{filed_on: 2025-12-31}}}}
    expect:
      {name}.answer: {{status: not-in-force}}
  first-day-of-the-rules:
    title: {{zh: 规定施行当日投诉, en: complained on the first day of the rules}}
    as_of: 2026-01-05
    case: {{operator_complaint: {{filed_on: 2026-01-01, replied_on: not-yet}}}}
    expect:
      {name}.answer: {{status: running, due: 2026-01-12}}
  not-complained:
    title: {{zh: 还没有投诉, en: no complaint yet}}
    as_of: 2026-03-13
    case: {{operator_complaint: {{filed_on: not-yet}}}}
    expect:
      {name}.answer: {{status: not-triggered}}
  complaint-unknown:
    title: {{zh: 不知何时投诉, en: the day of the complaint unknown}}
    as_of: 2026-03-13
    case: {{operator_complaint: {{replied_on: not-yet}}}}
    expect:
      {name}.answer: {{status: unknown}}
"""
_CI: Final = """\
name: rules
on: [push, pull_request]
jobs:
  rules:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with: {{python-version: "3.12"}}
      - run: python -m pip install 'telcorules[cli]'
      - run: telcorules lint --extend . --format github
      - run: telcorules test --extend . .
"""
_README: Final = """\
# {name}

投诉处理规定，写成规则，叠加在电信申诉法规之上。
Rules on handling complaints, laid over the telecom complaint regulations.

```sh
telcorules lint --extend {folder}                  # 校验 / check the rules
telcorules test --extend {folder} {folder}         # 运行情景 / run the scenarios
telcorules decide case.yaml --extend {folder}      # 推算 / decide a case
telcorules diff bundled bundled+{folder}           # 与法规对比 / what it adds
telcorules signoff --extend {folder} --by 姓名     # 签核 / sign the rules
```

- `law/`: 规则所依据的文件 / what the rules rest on
- `answer.yaml`: 一条规则 / a rule
- `scenarios/`: 情景 / worked cases
- `.github/workflows/rules.yml`: CI
"""
_FILES: Final[Mapping[str, str]] = {
    "pack.yaml": _PACK,
    "law/{name}.yaml": _LAW,
    "answer.yaml": _RULE,
    "scenarios/answer.scenario.yaml": _SCENARIOS,
    ".github/workflows/rules.yml": _CI,
    "README.md": _README,
}


def pack_files(name: str, folder: str) -> dict[str, str]:
    """Return the files of a new pack, by their paths in it.

    Args:
        name: The pack's name, which its rules begin with, such as ``my-company``.
        folder: Its folder, as its commands will name it.

    Raises:
        RequestError: The name can't be that of a pack.
    """
    if not _NAME.fullmatch(name) or len(name) > _LONGEST:
        what = f"`{name[:_LONGEST]}` can't be the name of a pack"
        hint = "write small letters, `my-company`, as the folder or after --name"
        raise RequestError(Problem("TR673", what, hint))
    return {
        path.format(name=name): text.format(name=name, folder=folder)
        for path, text in _FILES.items()
    }
