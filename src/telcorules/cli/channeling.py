"""`channels`: hotlines and other channels as data, with what was seen of each."""

from typing import Any

from telcorules.cli import options
from telcorules.cli.inputs import open_book
from telcorules.cli.options import Format, Unannounced
from telcorules.cli.outputs import show, show_json
from telcorules.language.program import Channel
from telcorules.render.bilingual import Language
from telcorules.render.channels import channels_page


def channels(
    number: options.ChannelNumber = None,
    *,
    output: options.Output = Format.TEXT,
    lang: options.Lang = Language.ZH,
    pack: options.Pack = None,
    extend: options.Extend = None,
) -> int:
    """List hotlines and other channels 渠道: who runs them, and what they take.

    \b
      telcorules channels
      telcorules channels 12378
      telcorules channels 12315 --lang en --format json
    """  # noqa: D301 - \b keeps the lines of the examples
    book = open_book(pack, extend, None, None, Unannounced.PRINCIPLE)
    program = book.program
    every = tuple(program.channels.values())
    found = every if number is None else (book.channel(number),)
    if output is Format.JSON:
        show_json({"channels": [_channel(one) for one in found]}, program.disclaimer)
    else:
        show(channels_page(found, lang, program.disclaimer))
    return 0


def _channel(one: Channel) -> dict[str, Any]:
    return {
        "id": one.id,
        "label": one.label.to_dict(),
        "run_by": one.authority.to_dict(),
        "about": one.about.to_dict(),
        "phone": one.phone,
        "url": one.url,
        "verified": one.verified.value,
        "source": one.source.to_dict(),
        "note": one.note and one.note.to_dict(),
    }
