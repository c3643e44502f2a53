"""Holds the documentation against the program and against itself.

  python3 docs.py accords ROOT ENTENTE   every accord written out in a document loads
  python3 docs.py consoles ROOT ENTENTE  every command shown prints what is shown
  python3 docs.py rewrite ROOT ENTENTE   puts what it prints today into the documents
  python3 docs.py links ROOT             every relative link in a document leads somewhere

What is wrong is printed as file:line; the exit status is 1 if anything is. In a document

  ```yaml accord NAME    is a whole accord file,
  ```yaml faulty NAME    is one that is refused,
  ```yaml plan NAME      a whole plan file,
  ```console             `$ COMMAND` lines, each with its output below it.

The commands of a document run in a folder of its own that holds these files and the `cases` of the repository; `./entente` is
the program.
"""

import difflib
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import urllib.parse
from dataclasses import dataclass, field

FENCE = re.compile(r"^(\s*)(```+|~~~+)\s*(.*?)\s*$")
LINK = re.compile(r"(?<!!)\[(?:[^\[\]]|\[[^\]]*\])*\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)|!\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#{1,6}\s+(.*?)\s*#*$")


@dataclass
class Block:
    """A fenced block: its lines are text[first:last]."""

    info: list
    first: int
    last: int


@dataclass
class Document:
    path: pathlib.Path
    lines: list
    blocks: list = field(default_factory=list)

    def outside_blocks(self):
        """(line number from 1, line) of all that is no code block."""
        inside = set()
        for block in self.blocks:
            inside.update(range(block.first - 1, block.last + 1))
        return [(n + 1, line) for n, line in enumerate(self.lines) if n not in inside]


def read(path):
    document = Document(path, path.read_text(encoding="utf-8").splitlines())
    opened = None
    for n, line in enumerate(document.lines):
        fence = FENCE.match(line)
        if fence and opened is None:
            opened = (fence.group(2), fence.group(3).split(), n + 1)
        elif fence and opened and fence.group(2).startswith(opened[0]) and not fence.group(3):
            document.blocks.append(Block(opened[1], opened[2], n))
            opened = None
    return document


def documents(root):
    found = []
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(f for f in folders if not f.startswith((".", "build")) and f != "node_modules")
        found += [pathlib.Path(folder) / f for f in sorted(files) if f.endswith(".md")]
    return [read(path) for path in found]


def lay_out(document, root, folder):
    """Writes the accords and plans of a document into `folder`; gives (block, file) of the accords, faulty or not."""
    (folder / "cases").symlink_to(root / "cases")
    accords = []
    for block in document.blocks:
        if len(block.info) == 3 and block.info[0] == "yaml" and block.info[1] in ("accord", "faulty", "plan"):
            file = folder / block.info[2]
            file.write_text("\n".join(document.lines[block.first:block.last]) + "\n", encoding="utf-8")
            if block.info[1] != "plan":
                accords.append((block, file))
    return accords


def run(command, entente, folder):
    """What a command shows on a terminal without colour, 100 columns wide."""
    environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "LC_ALL": "C.UTF-8"}
    command = re.sub(r"(?<!\S)\./entente(?!\S)", lambda _: f"'{entente}'", command)
    result = subprocess.run(["bash", "-c", command], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300, check=False)
    return result.returncode, [line.rstrip() for line in result.stdout.decode("utf-8", "replace").splitlines()]


def commands_in(document, block):
    """(line number of the command from 0, command, its output as shown)."""
    shown = []
    for n in range(block.first, block.last):
        if document.lines[n].startswith("$ "):
            shown.append((n, document.lines[n][2:], []))
        elif shown:
            shown[-1][2].append(document.lines[n].rstrip())
    return shown


def check_accords(root, entente):
    checked = 0
    for document in documents(root):
        with tempfile.TemporaryDirectory() as name:
            for block, file in lay_out(document, root, pathlib.Path(name)):
                status, output = run(f"./entente check {file.name}", entente, name)
                checked += 1
                if block.info[1] == "accord" and status != 0:
                    yield f"{document.path}:{block.first}: this accord does not load\n" + "\n".join(output)
                if block.info[1] == "faulty" and status != 2:
                    yield f"{document.path}:{block.first}: this accord is said to be faulty, and loads"
    if checked == 0:
        yield f"{root}: no document writes out an accord: nothing was checked"


def check_consoles(root, entente):
    checked = 0
    for document in documents(root):
        with tempfile.TemporaryDirectory() as name:
            lay_out(document, root, pathlib.Path(name))
            for block in document.blocks:
                for line, command, shown in commands_in(document, block) if block.info == ["console"] else []:
                    output = run(command, entente, name)[1]
                    checked += 1
                    if output != shown:
                        lines = difflib.unified_diff(shown, output, "shown", "printed", n=0, lineterm="")
                        yield f"{document.path}:{line + 1}: `{command}` prints something else now:\n" + "\n".join(lines)
    if checked == 0:
        yield f"{root}: no document shows a command: nothing was checked"


def rewrite(root, entente):
    for document in documents(root):
        lines = list(document.lines)
        with tempfile.TemporaryDirectory() as name:
            lay_out(document, root, pathlib.Path(name))
            # Run in their order, since one may need the files of another; put in from the end, so that line numbers stay.
            shown = [
                (block, [line for _, command, _ in commands_in(document, block)
                         for line in [f"$ {command}", *run(command, entente, name)[1]]])
                for block in document.blocks if block.info == ["console"]
            ]
            for block, output in reversed(shown):
                lines[block.first:block.last] = output
        if lines != document.lines:
            document.path.write_text("\n".join(lines) + "\n", encoding="utf-8")
            print(f"{document.path}: brought up to date")


def anchors(document):
    """The names that headings of a document can be linked by."""
    names = set()
    for _, line in document.outside_blocks():
        heading = HEADING.match(line)
        if heading:
            slug = re.sub(r"[^\w\- ]", "", heading.group(1).lower()).replace(" ", "-")
            names.add(slug if slug not in names else f"{slug}-1")
    return names


def check_links(root):
    all_documents = {document.path.resolve(): document for document in documents(root)}
    checked = 0
    for document in all_documents.values():
        for number, line in document.outside_blocks():
            for match in LINK.finditer(re.sub(r"`[^`]*`", "``", line)):
                target = urllib.parse.unquote(match.group(1) or match.group(2))
                if re.match(r"[a-z][a-z0-9+.-]*:", target):
                    continue
                checked += 1
                path, _, anchor = target.partition("#")
                file = (document.path.parent / path).resolve() if path else document.path.resolve()
                if not file.exists():
                    yield f"{document.path}:{number}: {target} does not exist"
                elif root.resolve() not in (file, *file.parents):
                    yield f"{document.path}:{number}: {target} lies outside the repository"
                elif anchor and file in all_documents and anchor not in anchors(all_documents[file]):
                    yield f"{document.path}:{number}: {target}: there is no such heading"
    if checked == 0:
        yield f"{root}: no document has a link: nothing was checked"


def main(what, root, entente=None):
    root = pathlib.Path(root).resolve()
    if what == "rewrite":
        rewrite(root, entente)
        return 0
    checks = {"accords": lambda: check_accords(root, entente), "consoles": lambda: check_consoles(root, entente),
              "links": lambda: check_links(root)}
    wrong = list(checks[what]())
    print("\n".join(wrong) if wrong else f"{what}: nothing is wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
