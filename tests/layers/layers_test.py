"""The check of the layers sees what it is there to see, in made-up trees."""

import contextlib
import io
import pathlib
import tempfile
import unittest

import layers

ROWS = pathlib.Path(__file__).with_name("layers.txt")


def check(files):
    """Exit status and output of the check on a tree with these files, {path: text}."""
    with tempfile.TemporaryDirectory() as folder:
        src = pathlib.Path(folder) / "src"
        for path, text in files.items():
            (src / path).parent.mkdir(parents=True, exist_ok=True)
            (src / path).write_text(text, encoding="utf-8")
        output = io.StringIO()
        with contextlib.redirect_stdout(output):
            status = layers.main(ROWS, src)
        return status, output.getvalue().replace(f"{src}/", "")


class Layers(unittest.TestCase):
    def test_a_folder_may_include_what_its_row_names_and_what_that_reaches(self):
        status, _ = check({
            "accord/accord.h": "#pragma once\n",
            "game/game.h": '#include "accord/accord.h"\n',
            "sequencing/plan.cpp": '#include <vector>\n#include "accord/accord.h"\n#include "game/game.h"\n',
        })
        self.assertEqual(status, 0)

    def test_an_include_against_the_direction_is_named_with_file_and_line(self):
        status, output = check({
            "accord/accord.h": '#pragma once\n\n#include "game/game.h"\n',
            "game/game.h": "#pragma once\n",
        })
        self.assertEqual((status, output), (1, "accord/accord.h:3: accord may not include game\n"))

    def test_neighbours_may_not_include_each_other(self):
        status, output = check({
            "bargaining/package.cpp": '  #  include "sequencing/plan.h"\n',
            "sequencing/plan.h": "#pragma once\n",
        })
        self.assertEqual((status, output), (1, "bargaining/package.cpp:1: bargaining may not include sequencing\n"))

    def test_angle_brackets_hide_no_crossing(self):
        status, _ = check({"accord/a.h": "#include <game/game.h>\n", "game/game.h": "#pragma once\n"})
        self.assertEqual(status, 1)

    def test_only_cli_and_server_include_report_and_nobody_includes_cli(self):
        files = {"report/table.h": "#pragma once\n", "cli/commands.h": '#include "report/table.h"\n'}
        self.assertEqual(check(files)[0], 0)
        self.assertEqual(check({**files, "sequencing/a.h": '#include "report/table.h"\n'})[0], 1)
        self.assertEqual(check({**files, "server/a.h": '#include "report/table.h"\n'})[0], 0)
        self.assertEqual(check({**files, "server/a.h": '#include "cli/commands.h"\n'})[0], 1)

    def test_nobody_includes_a_path_outside_the_folders(self):
        for target in ("tests/support.h", "../tests/support.h", "../cli/commands.h", "beside.h"):
            with self.subTest(target):
                status, output = check({"game/game.h": f'#include "{target}"\n', "cli/commands.h": "#pragma once\n"})
                self.assertEqual(status, 1)
                self.assertIn("game/game.h:1", output)

    def test_a_folder_without_a_row_is_refused(self):
        self.assertEqual(check({"gossip/rumour.h": "#pragma once\n"})[0], 1)

    def test_an_empty_tree_does_not_pass(self):
        self.assertEqual(check({})[0], 1)


if __name__ == "__main__":
    unittest.main()
