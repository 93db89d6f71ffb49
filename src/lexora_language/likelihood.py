"""How probable words are in the languages of a script: what is known of the words, and of their letters.

All numbers but the chances are decimal logarithms of probabilities.
"""

import re

from lexora_language.table import EDGE, STEPS, Profile, ScriptTable, hash_word

LONGEST_TEXT = 80  # words that are looked at

# How likely somebody writes a text of the language here; 0 for all the others. Words of neighbours are often guests
# in each other's lists, and without this "water" would be Dutch. Russian is the neighbour met most often.
_PRIOR = (
    dict.fromkeys(("fr", "es", "it", "other"), -0.5) | dict.fromkeys(("pt", "nl", "cs", "mk", "sr"), -1.0) | {"ru": 0.4}
)
_ARTICLE = 0.3  # the text starts with an article of the language
_UNLISTED = -1.0  # a word that is in no list is one of many
_RIVAL = -1.2  # the table has every word that is a tenth as frequent as in the first language of its script
_GROUP_UNKNOWN = -3.0
_NOISE_BASE = -2.0
_NOISE_LETTER = -2.0
_STRANGE_LETTER = -4.0  # a letter the language does not have
_OBSCURE = 0.6  # none of the words is in the list: the letters alone must convince more
_NEVER = -99.0
_CLIP = 4.0  # one word decides no more than this: it may be a name or a quotation

# More words than this with a letter the language does not have: the text is of another language. Belarusian shares
# its і with Ukrainian, but no Belarusian sentence goes far without ы, э or ў.
_STRANGE_SHARE = 0.25

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")


def words_of(key: str) -> list[str]:
    return _WORD.findall(key)[:LONGEST_TEXT]


def chances(table: ScriptTable, words: list[str], *, with_article: frozenset[str]) -> dict[str, float]:
    """Per language of the table the probability that it is the right one and not its strongest rival."""
    # The last place is noise: what belongs to no language.
    sums = [sum(column) for column in zip(*(_scores(table, word) for word in words), strict=True)]
    offsets = [*(_offset(profile, words, with_article=with_article) for profile in table.profiles), 0.0]
    totals = [total + offset for total, offset in zip(sums, offsets, strict=True)]
    return {profile.code: _chance(profile, words, totals, place) for place, profile in enumerate(table.profiles)}


def _offset(profile: Profile, words: list[str], *, with_article: frozenset[str]) -> float:
    """What speaks for or against a language whatever the words mean."""
    if sum(not _can_spell(profile, word) for word in words) > _STRANGE_SHARE * len(words):
        return _NEVER * len(words)
    return _PRIOR.get(profile.code, 0.0) + _ARTICLE * (profile.code in with_article)


def _chance(profile: Profile, words: list[str], totals: list[float], place: int) -> float:
    # Only the strongest rival counts: a guest in many lists must not add up.
    rival = max(total for other, total in enumerate(totals) if other != place)
    doubt = 0.0 if any(profile.words.level(hash_word(word)) for word in words) else _OBSCURE
    return 1 / (1 + 10 ** min(rival - totals[place] + doubt, 50.0))


def _scores(table: ScriptTable, word: str) -> list[float]:
    """How probable the word is in each language of the table, and as noise."""
    listed = _listed(table, word)
    unlisted = _unlisted(table, word, most=_RIVAL + (listed[0] or 0.0))
    scores = [known if known is not None else guess for known, guess in zip(listed, unlisted, strict=True)]
    scores.append(_as_noise(table, word))
    lowest = max(scores) - _CLIP
    return [max(score, lowest) for score in scores]


def _as_noise(table: ScriptTable, word: str) -> float:
    # A word only one language can spell belongs to it, however odd: ґ is Ukrainian and nothing else.
    if sum(_can_spell(profile, word) for profile in table.profiles) == 1:
        return _NEVER
    return _NOISE_BASE + _NOISE_LETTER * (len(word) + 1)


def _listed(table: ScriptTable, word: str) -> list[float | None]:
    hashed = hash_word(word)
    levels = [profile.words.level(hashed) for profile in table.profiles]
    return [None if level is None else level / STEPS - 9 for level in levels]


def _unlisted(table: ScriptTable, word: str, *, most: float) -> list[float]:
    pairs = zip(table.profiles, _guesses(table, word), strict=True)
    return [
        min(_UNLISTED + guess, profile.rare / STEPS - 9, most) + (0.0 if _can_spell(profile, word) else _STRANGE_LETTER)
        for profile, guess in pairs
    ]


def _can_spell(profile: Profile, word: str) -> bool:
    return profile.alphabet.issuperset(word)


def _guesses(table: ScriptTable, word: str) -> list[float]:
    """What the letter groups of the word say about each language."""
    padded = EDGE * 2 + word + EDGE
    groups = [padded[start : start + 3] for start in range(len(padded) - 2)]
    rows = [table.costs[group] for group in groups if group in table.costs]
    unknown = _GROUP_UNKNOWN * (len(groups) - len(rows))
    return [unknown - sum(column) / STEPS for column in zip(*rows, strict=True)] or [unknown] * len(table.profiles)
