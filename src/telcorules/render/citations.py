"""What an answer rests on, with what stands behind it: 依据 and its grade."""

from collections import Counter
from collections.abc import Iterable

from telcorules.foundation.law import Cited, Wording
from telcorules.render.bilingual import Language
from telcorules.render.page import Piece, Tone, Words
from telcorules.render.terms import GRADES


def basis_words(
    basis: Iterable[Cited], language: Language, home: Cited | None = None
) -> tuple[str | Piece, ...]:
    """Return provisions as one line, each with the grade of its verification.

    Args:
        basis: The provisions; of one instrument in a row, only the first bears its
            name.
        language: The language of the line.
        home: A provision of the instrument that needs no name here, as `home_remark`
            told the reader.
    """
    found: list[str | Piece] = []
    named = home.citation.instrument if home else None
    for cited in basis:
        grade = language.of(GRADES[cited.verified])
        again = cited.citation.instrument == named
        named = cited.citation.instrument
        found += [language.say("、", "; ")] if found else []
        found += [_part(cited, language) if again else provision(cited, language)]
        found += [Piece(language.say(f"〔{grade}〕", f" [{grade}]"), Tone.QUIET)]
    return tuple(found)


def resting(words: str, basis: Iterable[Cited], language: Language) -> Words:
    """Return words with what they rest on in brackets, where that is anything."""
    found = basis_words(basis, language)
    if not found:
        return words
    first, last = language.say("（", " ("), language.say("）", ")")
    return (f"{words}{first}", *found, last)


def provision(cited: Cited, language: Language) -> str:
    """Return a provision as texts quote it; a passage by what it is about.

    Of the gist of a passage only the first clause is named.
    """
    if cited.citation.passage is None or cited.gist is None:
        return language.cited(cited)
    title = f"{cited.text.partition('》')[0]}》"
    about = _first_clause(cited.gist)
    return language.say(
        f"{title}（{about.zh}，条号不明）",
        f"{cited.title.en} ({about.en}; article number unknown)",
    )


def _first_clause(gist: Wording) -> Wording:
    return Wording(gist.zh.partition("，")[0], gist.en.partition(",")[0])


def _part(cited: Cited, language: Language) -> str:
    """Return a provision without the name of its instrument, where it has parts."""
    shown = provision(cited, language)
    if language is Language.ZH:
        return shown.partition("》")[2] or shown
    return shown.removeprefix(cited.title.en).lstrip(", ")


def home_of(groups: Iterable[Iterable[Cited]]) -> Cited | None:
    """Return a provision of the instrument that is cited in most groups, if any."""
    first: dict[str, Cited] = {}
    counts: Counter[str] = Counter()
    for basis in groups:
        own = {one.citation.instrument: one for one in basis}
        first = own | first
        counts.update(own.keys())
    return first[counts.most_common(1)[0][0]] if counts else None


def home_remark(home: Cited | None, language: Language) -> str:
    """Return the remark that tells where provisions without a name come from."""
    if home is None:
        return ""
    title = language.say(f"{home.text.partition('》')[0]}》", home.title.en)
    return language.say(f"未写名称的条款出自{title}", f"where unnamed: {title}")
