"""Small packs written to a folder, for what the bundled rules don't show."""

from pathlib import Path
from textwrap import dedent

import telcorules
from telcorules.evaluation.rulebook import Rulebook

PACK = """
    pack: small
    version: "1"
    title: {zh: 小规则包, en: a small pack}
    licence: Apache-2.0
    jurisdiction: CN
"""
LAW = """
    instrument: act
    title: {zh: 某法, en: Some Act}
    rank: law
    in_force: {from: 2020-01-01}
    verified: text
    articles:
      "1": {gist: {zh: 第一条, en: article one}, items: 2, verified: text}
"""
READINGS = """
    readings:
      duty-rollover:
        label: {zh: 顺延, en: rolling}
        choices:
          roll: {label: {zh: 顺延, en: it rolls}, basis: [act art 1]}
          strict: {label: {zh: 不顺延, en: it stays}, basis: [act art 1]}
"""
AUTHORITIES = """
    authorities:
      office: {label: {zh: 局, en: office}, provinces: ["440000"], otherwise: centre}
    bodies:
      centre: {label: {zh: 中心, en: centre}}
      clerk: {label: {zh: 经办, en: clerk}}
"""
FACTS = """
    section: thing
    label: {zh: 事, en: thing}
    facts:
      begun_on: {type: event, label: {zh: 开始, en: begun}}
      ended_on: {type: event, label: {zh: 结束, en: ended}}
      good: {type: bool, label: {zh: 好, en: good}}
      fine: {type: bool, label: {zh: 妥, en: fine}, judgment: true}
      province: {type: region, label: {zh: 省, en: province}}
      places: {list of: region, label: {zh: 地方, en: places}}
      days: {list of: event, label: {zh: 日子, en: days}}
      count: {type: int, label: {zh: 数, en: count}}
      price: {type: money, label: {zh: 价, en: price}}
      name: {type: text, label: {zh: 名, en: name}}
      colour:
        type: enum
        label: {zh: 颜色, en: colour}
        values: {red: {zh: 红, en: red}, blue: {zh: 蓝, en: blue}}
"""
WORKING = """
    rule: thing.start
    kind: permission
    title: {zh: 开始, en: start}
    actor: clerk
    versions:
      - from: 2020-01-01
        since: thing.begun_on
        after: 5 working days
        basis: [act art 1]
"""
"""A rule whose first day is provisional where the notices end."""

END = """
    rule: thing.end
    kind: deadline
    title: {zh: 期限, en: limit}
    actor: clerk
    versions:
      - {from: 2020-01-01, since: thing.begun_on, within: 15 days, basis: [act art 1]}
"""
FILES = {
    "pack.yaml": PACK,
    "law.yaml": LAW,
    "readings.yaml": READINGS,
    "authorities.yaml": AUTHORITIES,
    "facts.yaml": FACTS,
}


def admission(condition: str, governed: str = "") -> str:
    """Write an admission that hangs on one condition."""
    return f"""
    rule: thing.admission
    kind: admission
    title: {{zh: 受理, en: admission}}
    {governed}
    versions:
      - from: 2020-01-01
        require:
          good: {{if: '{condition}', basis: [act art 1]}}
    """


def pack(folder: Path, **rules: str) -> Path:
    """Write the small pack with some rules, each a file of its own.

    A file of the small pack's own name takes its place.
    """
    base = {name.removesuffix(".yaml"): text for name, text in FILES.items()}
    return overlay(folder, **{**base, **rules})


def overlay(folder: Path, **files: str) -> Path:
    """Write YAML files, and nothing else, to a folder."""
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(dedent(text), encoding="utf-8")
    return folder


def book(folder: Path, **rules: str) -> Rulebook:
    """Load the small pack with some rules."""
    return telcorules.load(pack(folder, **rules))
