"""Languages and texts: pure rules, no framework and no network."""

from lexora_language.detect import Detection, detect
from lexora_language.kinds import Kind, guess_type, split_sentences
from lexora_language.normalise import clean, digest, fold, is_empty, normalise
from lexora_language.registry import Language, UnknownLanguage, all_languages, enabled, get, in_script
from lexora_language.scripts import is_in_script, main_script, script_counts, wrong_script

__all__ = [
    "Detection",
    "Kind",
    "Language",
    "UnknownLanguage",
    "all_languages",
    "clean",
    "detect",
    "digest",
    "enabled",
    "fold",
    "get",
    "guess_type",
    "in_script",
    "is_empty",
    "is_in_script",
    "main_script",
    "normalise",
    "script_counts",
    "split_sentences",
    "wrong_script",
]
