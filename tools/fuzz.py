"""The coverage-guided fuzzer: ``python -m tools.fuzz TARGET SECONDS FOLDER``.

It needs atheris, which lives in an environment of its own: `make fuzz` makes it. What
escapes is written to FOLDER as ``crash-…``; make it small, give it a name that says
what it is, and keep it in ``tests/fuzz/corpus/TARGET``.
"""

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["telcorules"]):
    from tests.fuzz import seeds, targets


def main(name: str, seconds: str, folder: str) -> None:
    """Fuzz one target for some seconds, from its seeds on."""
    corpus = Path(folder) / name
    corpus.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(seeds.seeds(name)):
        (corpus / f"seed-{number:04}").write_bytes(data)
    words = Path(folder) / f"{name}.dict"
    words.write_text("".join(map(_entry, seeds.WORDS.get(name, ()))))
    options = [
        *(f"-max_total_time={seconds}", f"-dict={words}", "-timeout=20"),
        *("-max_len=16384", "-rss_limit_mb=2048", "-print_final_stats=1"),
        *(f"-artifact_prefix={folder}/{name}-", str(corpus)),
    ]
    # An exception, an assertion of the target's too, ends the run as a crash.
    atheris.Setup([sys.argv[0], *options], targets.TARGETS[name])
    atheris.Fuzz()


def _entry(word: str) -> str:
    return '"' + "".join(f"\\x{byte:02x}" for byte in word.encode()) + '"\n'


if __name__ == "__main__":
    main(*sys.argv[1:])
