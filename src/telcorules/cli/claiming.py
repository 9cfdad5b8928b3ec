"""`claims`: what circulates about the law, and whether it is so."""

from telcorules.cli import options
from telcorules.cli.inputs import open_book
from telcorules.cli.options import Format, Unannounced
from telcorules.cli.outputs import show, show_json
from telcorules.render.bilingual import Language
from telcorules.render.claims import Saying, claims_page
from telcorules.render.terms import VERDICTS
from telcorules.review.claims import Claim, Verdict, read_claims, search


def claims(
    words: options.Sought = None,
    *,
    verdict: options.OfVerdict = None,
    output: options.Output = Format.TEXT,
    lang: options.Lang = Language.ZH,
    pack: options.Pack = None,
) -> int:
    """Look up what people say about the law 说法: is it so, and what is right.

    \b
      telcorules claims
      telcorules claims 15 工作日
      telcorules claims "working days" --verdict wrong --lang en
    """  # noqa: D301 - \b keeps the lines of the examples
    book = open_book(pack, None, None, None, Unannounced.PRINCIPLE)
    program, sought = book.program, words or []
    said = read_claims(book.folders[0], program.instruments)
    found = [one for one in search(said, sought) if verdict in (None, one.verdict)]
    if output is Format.JSON:
        listed = [one.to_dict() for one in found]
        show_json({"claims": listed}, program.disclaimer)
    else:
        sayings = [_saying(one) for one in found]
        about = _about(sought, verdict, lang)
        show(claims_page(sayings, about, lang, program.disclaimer))
    return 0


def _about(words: list[str], verdict: Verdict | None, language: Language) -> str:
    """Return what was asked for, as the headline tells it."""
    of_kind = [language.of(VERDICTS[verdict])] if verdict else []
    return " · ".join([*([" ".join(words)] if words else []), *of_kind])


def _saying(claim: Claim) -> Saying:
    return Saying(
        claim.claim,
        claim.verdict.value,
        claim.truth,
        claim.basis,
        claim.no_basis,
        claim.until,
    )
