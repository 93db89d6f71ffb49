"""The rules of the house that a program can check: what is written down agrees with the code."""

import ast
import json
import re
import subprocess
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import get_args

import pytest
from pydantic_settings import BaseSettings

from lexora.config.environment import Environment
from lexora.ui.sentences import SENTENCES
from lexora_contract import messages, reasons
from lexora_services.kit.settings import ServiceSettings
from lexora_services.translation.settings import TranslationSettings
from tools.nginx import NginxSettings

ROOT = Path(__file__).resolve().parents[1]
SRC = ROOT / "src"
SAMPLES = SRC / "lexora_contract" / "samples"
SETTINGS: tuple[type[BaseSettings], ...] = (Environment, ServiceSettings, TranslationSettings, NginxSettings)
SECRETS = {"SECRET_KEY", "EMAIL_PASSWORD", "LIBRETRANSLATE_API_KEY", "SERVICE_TOKEN"}


def files_of_the_project() -> list[Path]:
    """What is or would be in the repository."""
    command = ["git", "-C", str(ROOT), "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("this is no git work tree")
    return [path for name in sorted(set(listed.stdout.split("\0")) - {""}) if (path := ROOT / name).is_file()]


def documents() -> list[Path]:
    return [path for path in files_of_the_project() if path.suffix == ".md"]


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


def names(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


# Settings


def example() -> dict[str, str]:
    """Every setting of `env.example`, commented out or not, and the value it shows."""
    lines = re.findall(r"^#? ?([A-Z][A-Z0-9_]+)=(.*)$", text_of(ROOT / "env.example"), re.MULTILINE)
    assert len(lines) == len(dict(lines)), "env.example names a setting twice"
    return {name: value.strip().strip('"') for name, value in lines}


def defaults() -> list[tuple[type[BaseSettings], str]]:
    """Every setting of every owner; some have several owners."""
    return [(owner, field) for owner in SETTINGS for field in owner.model_fields]


def test_the_example_names_every_setting_and_no_other() -> None:
    assert sorted(example()) == sorted({field.upper() for _, field in defaults()})


@pytest.mark.parametrize(("owner", "field"), defaults(), ids=lambda part: part if isinstance(part, str) else "")
def test_the_example_shows_the_default(owner: type[BaseSettings], field: str) -> None:
    shown, default = example()[field.upper()], owner.model_fields[field].default
    value = ROOT / shown if isinstance(default, Path) else getattr(owner(**{field: shown}), field)
    assert value == default


def test_secrets_have_no_default() -> None:
    assert {name for name in example() if re.search("PASSWORD$|SECRET|API_KEY|SERVICE_TOKEN", name)} == SECRETS
    assert not any(example()[name] for name in SECRETS)


def test_the_example_changes_nothing_when_it_is_used_as_it_is() -> None:
    assert not re.findall(r"^[A-Z].*", text_of(ROOT / "env.example"), re.MULTILINE)


# Content


def test_every_content_file_is_described() -> None:
    described = text_of(ROOT / "content" / "README.md")
    files = [path for path in (ROOT / "content").rglob("*") if path.is_file() and path.name != "README.md"]
    assert files
    assert [name for name in names(files) if f"`{name.removeprefix('content/')}`" not in described] == []


# Messages


def message_types() -> dict[str, type[messages.Message]]:
    """The file name that the sample of each message must have."""
    types: dict[str, type[messages.Message]] = {}
    for kind in messages.Message.__subclasses__():
        [version] = get_args(kind.model_fields["schema_version"].annotation)
        for event in get_args(kind.model_fields["event_type"].annotation):
            types[f"{event}.v{version}.json"] = kind
    return types


def test_every_message_has_a_sample_and_every_sample_a_message() -> None:
    assert message_types()
    assert sorted(path.name for path in SAMPLES.glob("*")) == sorted(message_types())


@pytest.mark.parametrize("name", sorted(message_types()))
def test_a_sample_is_read_and_written_without_a_loss(name: str) -> None:
    raw = (SAMPLES / name).read_bytes()
    parse = messages.parse_request if ".requested" in name else messages.parse_result
    message = parse(raw)
    assert type(message) is message_types()[name]
    assert parse(message.model_dump_json().encode()) == message
    assert lost(json.loads(raw), json.loads(message.model_dump_json())) == []


def lost(before: object, after: object, place: str = "") -> list[str]:
    """Where the two differ; what `after` has more is a default and no difference."""
    if isinstance(before, dict) and isinstance(after, dict):
        return [where for key, value in before.items() for where in lost(value, after.get(key), f"{place}/{key}")]
    if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        pairs = enumerate(zip(before, after, strict=True))
        return [where for n, (one, other) in pairs for where in lost(one, other, f"{place}/{n}")]
    return [] if before == after else [place]


# Refusals


@dataclass(frozen=True)
class Use:
    """A place where a refusal is raised or a sentence is asked for."""

    place: str
    code: str
    params: frozenset[str]


CODE_AT = {"sentence": 0, "_refuse": 1, "_problem": 2}  # functions that take a code, and at which place
REASONS = {name: value for name, value in vars(reasons).items() if name.isupper() and isinstance(value, str)}


@cache
def trees() -> dict[str, ast.Module]:
    return {str(path.relative_to(SRC)): ast.parse(text_of(path)) for path in SRC.rglob("*.py")}


@cache
def refusals() -> dict[str, str]:
    """Every class of refusals or failures, and the code it has without being told one."""
    found, bases = {"Refused": "refused", "WorkError": "", "CannotDo": "", "TryLater": ""}, {}
    for tree in trees().values():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                bases[node.name] = [base.id for base in node.bases if isinstance(base, ast.Name)]
                for code in own_code(node):
                    found[node.name] = code
    while more := {name: found[b] for name, of in bases.items() for b in of if b in found and name not in found}:
        found.update(more)
    return {name: code for name, code in found.items() if name in bases}


def own_code(node: ast.ClassDef) -> list[str]:
    values = [
        statement.value
        for statement in node.body
        if isinstance(statement, ast.Assign)
        and any(isinstance(t, ast.Name) and t.id == "code" for t in statement.targets)
    ]
    return [value.value for value in values if isinstance(value, ast.Constant) and isinstance(value.value, str)]


def uses() -> Iterator[Use]:
    for file, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Name) and node.exc.id in refusals():
                yield Use(f"{file}:{node.lineno}", refusals()[node.exc.id], frozenset())
            elif isinstance(node, ast.Call):
                yield from use_of_call(file, node)


def use_of_call(file: str, node: ast.Call) -> Iterator[Use]:
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    if name not in refusals() and name not in CODE_AT:
        return
    position = CODE_AT.get(name, 0)
    code = literal(node.args[position]) if len(node.args) > position else refusals().get(name)
    if code:
        given = frozenset(keyword.arg or "*" for keyword in node.keywords)
        passed = frozenset("*") if name in CODE_AT and len(node.args) > position + 1 else given
        yield Use(f"{file}:{node.lineno}", code, passed)


def literal(node: ast.expr) -> str | None:
    """The text of a constant, or of a name in `lexora_contract.reasons`; None for what only running can tell."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    name = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
    return REASONS.get(name)


def test_every_code_has_a_sentence() -> None:
    codes = {use.code: use.place for use in uses()} | dict.fromkeys(refusals().values(), "a class")
    codes |= dict.fromkeys(REASONS.values(), "lexora_contract.reasons")
    codes.pop("")
    assert len(codes) > 30
    assert {code: place for code, place in codes.items() if code not in SENTENCES} == {}


def test_every_sentence_gets_what_it_speaks_of() -> None:
    blanks = {code: set(re.findall(r"%\((\w+)\)", str(text))) for code, text in SENTENCES.items()}
    wanting = {use.place: blanks.get(use.code, set()) - use.params for use in uses() if "*" not in use.params}
    assert {place: missing for place, missing in wanting.items() if missing} == {}


# Documents


def rooms() -> list[str]:
    return sorted(path.parent.name for path in (SRC / "lexora").glob("*/__init__.py"))


def test_every_room_is_on_the_map() -> None:
    table = text_of(ROOT / "docs" / "architecture.md")
    packages = sorted(path.name for path in SRC.glob("lexora_*") if (path / "py.typed").exists())
    assert rooms()
    assert packages
    assert [
        room for room in [*rooms(), *packages] if not re.search(rf"^\| `[\w/]*\b{room}/`", table, re.MULTILINE)
    ] == []


def test_every_room_has_its_place_in_the_import_contract() -> None:
    project = tomllib.loads(text_of(ROOT / "pyproject.toml"))
    [apps] = [c for c in project["tool"]["importlinter"]["contracts"] if c["id"] == "apps"]
    assert [room for room in rooms() if room not in re.findall(r"\w+", " ".join(apps["layers"]))] == []


def test_links_between_documents_lead_somewhere() -> None:
    # Pages of grammar link to addresses; tests/library looks at them.
    papers = [path for path in documents() if not path.is_relative_to(ROOT / "content" / "grammar")]
    links = [(path, link) for path in papers for link in re.findall(r"\]\(([^)\s]+)\)", text_of(path))]
    local = [(path, link.partition("#")[0]) for path, link in links if "://" not in link and not link.startswith("#")]
    assert local
    assert [f"{path.name}: {link}" for path, link in local if not (path.parent / link).exists()] == []


def test_documents_name_only_targets_that_make_knows() -> None:
    known = set(re.findall(r"^([a-z-]+):", text_of(ROOT / "Makefile"), re.MULTILINE))
    named = {target: path.name for path in documents() for target in re.findall(r"`make ([a-z-]+)", text_of(path))}
    assert {"run", "test"} <= set(named)
    assert {target: name for target, name in named.items() if target not in known} == {}


def test_documents_name_only_commands_that_there_are() -> None:
    known = {path.stem for path in SRC.glob("lexora/*/management/commands/*.py")} | {"makemigrations", "migrate"}
    written = [
        (path, re.findall(r"(?:^|bin/|`)lexora ([a-z][a-z-]*)", text_of(path), re.MULTILINE)) for path in documents()
    ]
    named = {command.replace("-", "_"): path.name for path, commands in written for command in commands}
    assert {"create_user", "jobs"} <= set(named)
    assert {command: name for command, name in named.items() if command not in known} == {}


def test_documents_name_only_modules_that_there_are() -> None:
    places = (ROOT, SRC, SRC / "lexora")
    pattern = r"`((?:[\w.-]+/)+[\w-]+\.(?:py|html|toml|tsv|css|js))`"
    named = {module: path.name for path in documents() for module in re.findall(pattern, text_of(path))}
    assert named
    assert {m: name for m, name in named.items() if not any((place / m).exists() for place in places)} == {}


def test_every_decision_has_the_same_five_parts_and_a_line_in_the_index() -> None:
    decisions = sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))
    parts = ["Question", "Decision", "Because", "Price", "Reconsider when"]
    index = text_of(ROOT / "docs" / "README.md")
    assert decisions
    assert [p.name for p in decisions if re.findall(r"^## (.+)$", text_of(p), re.MULTILINE) != parts] == []
    assert [p.name for p in decisions if f"(adr/{p.name})" not in index] == []


# Where things come from

HOSTS = "|".join(("pypi", "pythonhosted", "npmjs", "yarnpkg", "artifactory", "nexus-repo"))
REGISTRY = re.compile(rf"(?:{HOSTS})\.(?:org|com|io|dev|net)|(?:index-url|registry)\s*[=:]\s*\S*//")
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:root|work|workspace|Users)/\w|(?<!\w)[A-Z]:\\\\?Users")


@pytest.mark.parametrize("pattern", [REGISTRY, MACHINE_PATH], ids=["registry", "machine path"])
def test_no_file_tells_where_it_was_made(pattern: re.Pattern[str]) -> None:
    found = {path: match[0] for path in files_of_the_project() if (match := pattern.search(text_of(path)))}
    assert {str(path.relative_to(ROOT)): match for path, match in found.items()} == {}


def test_no_file_names_its_folder_on_this_machine() -> None:
    assert names([path for path in files_of_the_project() if f"{ROOT}/" in text_of(path)]) == []


def test_locks_hold_hashes_and_no_addresses() -> None:
    locks = sorted((ROOT / "requirements").glob("*.txt"))
    assert locks
    for lock in locks:
        assert "://" not in text_of(lock)
        assert "--hash=sha256:" in text_of(lock)
    packages = json.loads(text_of(ROOT / "package-lock.json"))["packages"]
    assert [
        name for name, about in packages.items() if name and ("resolved" in about or "integrity" not in about)
    ] == []


# Templates

FORBIDDEN = {
    "a style attribute": r"\sstyle\s*=",
    "a style element": r"<style\b",
    "an inline handler": r"\son[a-z]+\s*=",
    "an htmx handler": r"\s(?:data-)?hx-on\b",
    "a javascript address": r"javascript:",
    "an inline script": r"<script(?![^>]*\ssrc=)(?![^>]*\stype=\"application/json\")[^>]*>",
    "a script with a body": r"<script[^>]*\ssrc=[^>]*>\s*[^<\s]",
}


@pytest.mark.parametrize("name", sorted(FORBIDDEN))
def test_no_template_needs_an_exception_from_the_content_security_policy(name: str) -> None:
    templates = [path for path in SRC.rglob("*.html") if "templates" in path.parts]
    assert templates
    assert names([path for path in templates if re.search(FORBIDDEN[name], text_of(path), re.IGNORECASE)]) == []


def test_no_file_holds_the_marks_of_an_unfinished_merge() -> None:
    marked = re.compile(r"^(<{7}|>{7}) ", re.MULTILINE)
    assert not names([path for path in files_of_the_project() if marked.search(text_of(path))])
