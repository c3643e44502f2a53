"""Fails when an include in src/ crosses the layers: python3 layers.py ROWS SRC.

ROWS is a file like layers.txt. Every crossing is printed as file:line; the exit status is 1 if there is any.
"""

import pathlib
import re
import sys

INCLUDE = re.compile(r'\s*#\s*include\s*([<"])([^>"]+)[>"]')


def read_rows(text):
    """The folders that each folder may include, itself and what it reaches through others among them."""
    named = {}
    for line in text.splitlines():
        row = line.split("#")[0].strip()
        if row:
            folder, _, others = row.partition(":")
            named[folder.strip()] = others.split()

    def reach(folder):
        return {folder}.union(*(reach(other) for other in named[folder]))

    return {folder: reach(folder) for folder in named}


def crossing(may_include, src, file, style, target):
    """What is wrong with this include of `file`, or None."""
    folder = file.relative_to(src).parts[0]
    other = pathlib.PurePosixPath(target).parts[0]
    if style == "<" and other not in may_include:
        return None  # the language's or another project's
    if other not in may_include or not (src / target).is_file():
        return f'"{target}" is no file of a folder in src; write "folder/file.h"'
    if other not in may_include[folder]:
        return f"{folder} may not include {other}"
    return None


def crossings(may_include, src):
    """One message for each include that crosses, and for each file in a folder that has no row."""
    for file in sorted(src.rglob("*")):
        if file.suffix not in (".h", ".cpp"):
            continue
        parts = file.relative_to(src).parts
        if len(parts) == 1 or parts[0] not in may_include:
            yield f"{file}:1: its folder has no row among the layers"
            continue
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
            include = INCLUDE.match(line)
            problem = include and crossing(may_include, src, file, *include.groups())
            if problem:
                yield f"{file}:{number}: {problem}"


def main(rows, src):
    may_include = read_rows(pathlib.Path(rows).read_text(encoding="utf-8"))
    src = pathlib.Path(src)
    if not any(src.rglob("*.h")):
        print(f"{src} holds no header: nothing was checked")
        return 1
    found = list(crossings(may_include, src))
    print("\n".join(found) if found else "no include crosses the layers")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
