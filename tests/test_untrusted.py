"""A proposed change comes from anyone: whatever its files say, no command that looks at them runs it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import BASE, copy_project
from sheets import table

from generator.__main__ import main
from generator.config.project import Project, load_settings, unsettled

SOUND = "site_name: 甲\ndocs_dir: content\n"
EVIL = "import pathlib\npathlib.Path('ran').touch()\n"
RUN = "python/object/apply:os.system ['touch ran']"
TAGGED = f"zz: !!{RUN}\n"

# Files besides a sound mkdocs.yml, and the code told; `^` marks the place and is taken out.
REFUSED: dict[str, tuple[str, dict[str, str]]] = {
    "a tag": ("V-007", {"mkdocs.yml": f"{SOUND}zz: ^!!{RUN}\n"}),
    "a tag inside": ("V-007", {"mkdocs.yml": f"{SOUND}extra:\n  zz:\n    - ^!!{RUN}\n"}),
    "a tag in a group": ("V-007", {"mkdocs.yml": f"{SOUND}extra: {{zz: [^!!{RUN}]}}\n"}),
    "a tag on a key": ("V-007", {"mkdocs.yml": f"{SOUND}^!!python/name:evil.x zz: 1\n"}),
    "a tag by another name": (
        "V-007",
        {"mkdocs.yml": f"%TAG !p! tag:yaml.org,2002:python/\n---\n{SOUND}zz: ^!p!{RUN.removeprefix('python/')}\n"},
    ),
    "a tag in full": (
        "V-007",
        {"mkdocs.yml": f"{SOUND}zz: ^!<tag:yaml.org,2002:python/object/apply:os.system> ['touch ran']\n"},
    ),
    "a module": ("V-007", {"mkdocs.yml": f"{SOUND}zz: ^!!python/module:evil\n"}),
    "a name of one's own": ("V-007", {"mkdocs.yml": f"{SOUND}zz: ^!!python/name:evil.x\n"}),
    "a variable of the machine": ("V-007", {"mkdocs.yml": f"{SOUND}zz: ^!ENV HOME\n"}),
    "a tag in the English settings": ("V-007", {"mkdocs.en.yml": f"{SOUND}zz: ^!!{RUN}\n"}),
    "a tag in inherited settings": (
        "V-007",
        {"mkdocs.yml": f"INHERIT: mkdocs.base.yml\n{SOUND}", "mkdocs.base.yml": f"zz: ^!!{RUN}\n"},
    ),
    "settings beyond the project": ("V-002", {"mkdocs.yml": f"{SOUND}INHERIT: ^../evil.yml\n"}),
    "settings where no check looks": ("V-002", {"mkdocs.yml": f"{SOUND}INHERIT: ^content/evil.yml\n"}),
    "settings that are not there": ("V-002", {"mkdocs.yml": f"{SOUND}INHERIT: ^mkdocs.none.yml\n"}),
    "settings that inherit themselves": ("V-002", {"mkdocs.yml": f"{SOUND}INHERIT: ^mkdocs.yml\n"}),
    "settings that go in circles": (
        "V-002",
        {"mkdocs.yml": f"{SOUND}INHERIT: mkdocs.base.yml\n", "mkdocs.base.yml": "INHERIT: ^mkdocs.yml\n"},
    ),
    "two parents": ("V-002", {"mkdocs.yml": f"{SOUND}INHERIT: ^[mkdocs.en.yml, mkdocs.en.yml]\n"}),
    "a function as an extension": (
        "V-002",
        {"mkdocs.yml": f"{SOUND}markdown_extensions:\n  - toc\n  - ^\"subprocess:run\": {{args: [touch, ran]}}\n"},
    ),
    "a module as an extension": ("V-002", {"mkdocs.yml": f"{SOUND}markdown_extensions: [toc, ^evil]\n"}),
    "a function in a group of extensions": (
        "V-002",
        {"mkdocs.yml": f"{SOUND}markdown_extensions:\n  ^evil: {{}}\n"},
    ),
    "an extension that a library lacks": (
        "V-002",
        {"mkdocs.yml": f"{SOUND}markdown_extensions: [^pymdownx.nonsense]\n"},
    ),
    "an inherited extension": (
        "V-002",
        {
            "mkdocs.yml": f"INHERIT: mkdocs.base.yml\n{SOUND}",
            "mkdocs.base.yml": "markdown_extensions: [^evil]\n",
        },
    ),
    "files from elsewhere": (
        "V-002",
        {"mkdocs.yml": f"{SOUND}markdown_extensions:\n  - ^pymdownx.snippets: {{base_path: [/]}}\n"},
    ),
    "pages from elsewhere": ("V-002", {"mkdocs.yml": "site_name: A\ndocs_dir: ^/etc\n"}),
    "pages from above": ("V-002", {"mkdocs.yml": "site_name: A\ndocs_dir: ^content/../data\n"}),
    "templates from elsewhere": ("V-002", {"mkdocs.yml": f"{SOUND}theme: {{name: material, custom_dir: ^content/zh}}\n"}),
    "another theme": ("V-002", {"mkdocs.yml": f"{SOUND}theme: ^readthedocs\n"}),
    "another theme by name": ("V-002", {"mkdocs.yml": f"{SOUND}theme: {{name: ^mkdocs}}\n"}),
    "no settings at all": ("V-002", {"mkdocs.yml": "^5\n"}),
    "no day": ("V-002", {"mkdocs.yml": f"{SOUND}zz: ^2024-99-99\n"}),
    "no plugin": ("V-002", {"mkdocs.yml": f"{SOUND}^plugins: [evil]\n"}),
}  # fmt: skip


@pytest.fixture
def ran(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """There once something ran. Modules of the project can be imported, as by `python -m` in its folder."""
    (tmp_path / "evil.py").write_text(EVIL)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "ran"


def settle(root: Path, files: dict[str, str]) -> None:
    for name, text in {"mkdocs.yml": SOUND, **files}.items():
        (root / name).write_text(text.replace("^", ""), "utf-8")
    (root / "content").mkdir(exist_ok=True)


@pytest.mark.parametrize("name", REFUSED)
def test_settings_that_would_run_something_are_refused(name: str, tmp_path: Path, ran: Path) -> None:
    """With one error, at its place, that says in both languages what to do instead."""
    code, files = REFUSED[name]
    settle(tmp_path, files)
    (told,) = unsettled(Project(tmp_path))
    assert not ran.exists()
    file, text = next((f, t) for f, t in files.items() if "^" in t)
    before = text.partition("^")[0]
    place = (file, before.count("\n") + 1, len(before) - before.rfind("\n"))
    assert (told.code, told.severity) == (code, "error")
    assert (told.where.file, told.where.line, told.where.column) == place
    assert re.search("[\u4e00-\u9fff]", told.message.zh)
    assert re.search("[\u4e00-\u9fff]", told.hint.zh)
    assert "\n" not in told.message.en


def test_what_material_documents_and_is_known_may_be_named(tmp_path: Path, ran: Path) -> None:
    """Icons in pages: two functions of the theme, in settings that another file of the project inherits."""
    from material.extensions.emoji import to_svg, twemoji

    icons = (
        "markdown_extensions:\n  - pymdownx.emoji:\n"
        "      emoji_index: !!python/name:material.extensions.emoji.twemoji\n"
        "      emoji_generator: !!python/name:material.extensions.emoji.to_svg\n"
    )
    base = f"{SOUND}use_directory_urls: no\n{icons}"
    settle(tmp_path, {"mkdocs.base.yml": base, "mkdocs.en.yml": "INHERIT: mkdocs.base.yml\nsite_name: B"})
    project = Project(tmp_path)
    assert unsettled(project) == ()
    english = load_settings(project, "en")
    given = english.mdx_configs["pymdownx.emoji"]
    assert (given["emoji_index"], given["emoji_generator"]) == (twemoji, to_svg)
    assert (english.site_name, english.use_directory_urls) == ("B", False)
    (tmp_path / "mkdocs.base.yml").write_text(f"{base}repo_url: https://git.example/a\n", "utf-8")
    assert load_settings(project, "en").repo_url == "https://git.example/a"


COMMANDS = {  # and what each says where a tag stands in the settings: some do not read them
    "check": (1, ["check", "--as-of", "2024-06-01"]),
    "remind": (1, ["remind", "--as-of", "2024-06-01"]),
    "import": (1, ["import", "homes.csv"]),
    "fix": (0, ["fix"]),
    "new": (0, ["new", "home", "home-abc-077"]),
}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose files say in every place they can that something be run; all but the settings."""
    root = copy_project(tmp_path_factory.mktemp("hostile") / "project", BASE)
    config = root / "mkdocs.yml"
    text = config.read_text("utf-8").replace("hooks: [generator/mkdocs_hook.py]", "hooks: [evil.py]")
    assert "evil.py" in text
    config.write_text(text, "utf-8")
    for name in ("evil.py", "generator/__init__.py", "generator/mkdocs_hook.py"):
        (root / name).write_text(EVIL)
    page = root / "content/zh/about/index.md"
    page.write_text(page.read_text("utf-8").replace("---\n", f"---\n{TAGGED}", 1), "utf-8")
    theme = root / "generator/site/theme"
    (theme / "mkdocs_theme.yml").write_text(TAGGED)
    header = theme / "partials/header.html"
    code = "{{ cycler.__init__.__globals__.os.system('touch ran') }}"
    header.write_text(code + header.read_text("utf-8"), "utf-8")
    table(root / "homes.csv", [["编号", "名称"], ["home-abc-001", "东风青年之家"]])
    return root


@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_runs_what_the_project_says(
    command: str, hostile: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Hooks, the theme and tags in pages are left alone; with a tag in the settings besides, nothing runs either."""
    monkeypatch.syspath_prepend(hostile)
    monkeypatch.chdir(hostile)
    config = hostile / "mkdocs.yml"
    sound = config.read_text("utf-8")
    expected, words = COMMANDS[command]
    for text, status in ((sound, 0), (sound + TAGGED, expected)):
        for path in ("ran", "data/homes/home-abc-077.yaml"):
            (hostile / path).unlink(missing_ok=True)
        config.write_text(text, "utf-8")
        try:
            assert main([*words, "--project", str(hostile), "--lang", "zh"]) == status, capsys.readouterr()
        finally:
            config.write_text(sound, "utf-8")
        assert not (hostile / "ran").exists()
