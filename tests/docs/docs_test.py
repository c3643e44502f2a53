"""The check of the documents sees what it is there to see, in made-up ones."""

import contextlib
import io
import pathlib
import stat
import tempfile
import unittest

import docs

# Stands for the program: refuses files that hold "bad", else says their name.
ENTENTE = """#!/bin/sh
if grep -q bad "$2"; then echo "$2:1:1: error: bad"; exit 2; fi
echo "$2 is sound"
"""


def check(what, files):
    """Exit status and output of a check on a tree with these files, {path: text}; the tree's README.md afterwards."""
    with tempfile.TemporaryDirectory() as name:
        root = pathlib.Path(name) / "root"
        (root / "cases").mkdir(parents=True)
        for path, text in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
        entente = pathlib.Path(name) / "entente"
        entente.write_text(ENTENTE, encoding="utf-8")
        entente.chmod(entente.stat().st_mode | stat.S_IXUSR)
        output = io.StringIO()
        with contextlib.redirect_stdout(output):
            status = docs.main(what, root, entente)
        return status, output.getvalue(), (root / "README.md").read_text(encoding="utf-8")


class Accords(unittest.TestCase):
    def test_an_accord_that_loads_passes_and_one_that_does_not_is_named(self):
        self.assertEqual(check("accords", {"README.md": "```yaml accord a.yaml\ngood\n```\n"})[0], 0)
        status, output, _ = check("accords", {"README.md": "text\n```yaml accord a.yaml\nbad\n```\n"})
        self.assertEqual(status, 1)
        self.assertIn("README.md:2: this accord does not load\na.yaml:1:1: error: bad", output)

    def test_an_accord_said_to_be_faulty_must_be_refused(self):
        good = "```yaml accord a.yaml\ngood\n```\n"
        self.assertEqual(check("accords", {"README.md": good + "```yaml faulty b.yaml\nbad\n```\n"})[0], 0)
        self.assertEqual(check("accords", {"README.md": good + "```yaml faulty b.yaml\nwell\n```\n"})[0], 1)

    def test_a_piece_of_yaml_is_no_accord(self):
        both = "```yaml\nbad\n```\n```yaml accord a.yaml\ngood\n```\n"
        self.assertEqual(check("accords", {"README.md": both})[0], 0)

    def test_documents_without_an_accord_do_not_pass(self):
        self.assertEqual(check("accords", {"README.md": "nothing\n"})[0], 1)


class Consoles(unittest.TestCase):
    TREE = "```yaml accord a.yaml\ngood\n```\n```console\n$ ./entente check a.yaml\n{}\n```\n"

    def test_what_is_shown_must_be_what_is_printed(self):
        self.assertEqual(check("consoles", {"README.md": self.TREE.format("a.yaml is sound")})[0], 0)
        status, output, _ = check("consoles", {"README.md": self.TREE.format("a.yaml is fine")})
        self.assertEqual(status, 1)
        self.assertIn("README.md:5: `./entente check a.yaml` prints something else now:", output)
        self.assertIn("-a.yaml is fine\n+a.yaml is sound", output)

    def test_rewriting_puts_the_output_in_and_keeps_the_rest(self):
        text = "# Title\n\n" + self.TREE.format("old\n\nlines") + "\nEnd.\n"
        self.assertEqual(check("rewrite", {"README.md": text})[2],
                         "# Title\n\n" + self.TREE.format("a.yaml is sound") + "\nEnd.\n")

    def test_documents_without_a_command_do_not_pass(self):
        self.assertEqual(check("consoles", {"README.md": "```text\n$ ./entente\n```\n"})[0], 1)


class Links(unittest.TestCase):
    def test_files_folders_and_headings_may_be_linked(self):
        text = "# One `word`, two\n[a](docs/guide.md) [b](docs) [c](#one-word-two) [d](docs/guide.md#start) [e](https://x.example)\n"
        self.assertEqual(check("links", {"README.md": text, "docs/guide.md": "## Start\n"})[0], 0)

    def test_what_leads_nowhere_is_named(self):
        for target in ("missing.md", "docs/", "#missing", "../../outside"):
            with self.subTest(target):
                status, output, _ = check("links", {"README.md": f"text\n[a](README.md) [b]({target})\n"})
                self.assertEqual(status, 1)
                self.assertIn(f"README.md:2: {target}", output)

    def test_code_holds_no_links(self):
        text = "[a](README.md) `[b](missing)`\n```\n[c](missing)\n```\n"
        self.assertEqual(check("links", {"README.md": text})[0], 0)

    def test_documents_without_a_link_do_not_pass(self):
        self.assertEqual(check("links", {"README.md": "nothing\n"})[0], 1)


if __name__ == "__main__":
    unittest.main()
