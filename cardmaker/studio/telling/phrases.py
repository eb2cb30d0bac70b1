"""What a hint says on the page: options and commands become the controls that a person sees.

The rules tell the command line's words; here is the one place where they are said another way.
"""

import re
from collections.abc import Mapping
from typing import Final

PHRASES: Final[Mapping[str, str]] = {
    r"or use --map \w+=COLUMN": "or name the columns under People",
    r"--map FIELD=COLUMN changes it": "the menus under People change it",
    r"name the one that holds it: --map \w+=COLUMN": "name the one that holds it under People",
    r"if that is wrong, --encoding NAME: ": "if that is wrong, choose another under People: ",
    r"or try --return-on flap": "or write your own address on the flap (under People)",
    r"for that: --return-on flap": "for that, write it on the flap (under People)",
    r"--address-style machine": "set addresses in type (under People)",
    r"for one hand from end to end: --hand (.+)": r"for one hand from end to end, choose \1 under Design",
    r": cardmaker formats(?: --country \w+)?": " under Design",
    r"\(make --email(?: writes it)?\)": "(you have the words here)",
    r"name one of your own: --envelope .+": "give its size under People",
    r"turn it \(--feed .+?\), or leave feed out": "turn it, or let the order choose how envelopes are fed",
    r"name one with --printer: ": "choose one under Print: ",
    r"cardmaker printer calibrate NAME --manual: two sheets show it, once and for all": "two test sheets under Print show it, once and for all",
    r": cardmaker printer calibrate \S+": " under Print",
    r"give it with --\S+ or in card\.yaml": "choose it in its step",
    r"--edges shrink makes it smaller inside its panel": "it can be made smaller inside its panel (edges, under Print)",
    r"--edges bleed on (.+?) cuts the card out of a larger sheet": r"on \1 the card can be cut out of a larger sheet (edges, under Print)",
    r"give your own: --front photo.jpg": "give your own under Design",
    r": try --jobs 1, or close other programs": ": close other programs and try again",
    r"free some space on the disk and run it again": "free some space on the disk; what you typed stays here until then",
    r"; make fewer people at once with --only": "; make fewer people at once",
    r"(?:, or )?choose another place with -o(?:, or )?": "",
    r"--format (\S+)": r"choose \1 under Design",
}
"""Phrases of hints as regular expressions, and what stands for them on the page."""

OPTION: Final = re.compile(r"--([a-z][a-z-]+)(?:[ =]('[^']*'|[\w./-]+))?")
COMMAND: Final = re.compile(
    r"\bcardmaker (?:make|check|new|print|printer|formats|designs|hands|labels|preview|studio)\b[a-z ]*"
)


FOLDERS: Final = re.compile(
    r"""(?<![^\s"'(])(?:[A-Za-z]:)?[/\\][^:"'\n]*[/\\](?=[^\s/\\]+\.(?:md|txt|csv|tsv|xlsx|vcf|yaml)\b)"""
)
"""The folders before the name of a file that an order is made of."""


def without_folders(text: str) -> str:
    """Return what is said of a file with its name alone: the page knows one folder."""
    return FOLDERS.sub("", text)


def on_the_page(hint: str) -> str:
    """Return a hint in the words of the page, with no option and no command in it."""
    for phrase, words in PHRASES.items():
        hint = re.sub(phrase, words, hint)
    hint = OPTION.sub(_value, hint)
    return COMMAND.sub("the command line", hint).strip(" ;,")


def _value(option: re.Match[str]) -> str:
    """Return an option as the line of the order that it is."""
    name, value = option[1].replace("-", " "), (option[2] or "").strip("'")
    return f"{name}: {value}" if value else name
