"""./entente and ./test do what they promise on machines of every kind: made-up ones, where apt-get, dpkg and cmake are stand-ins
that note how they were called, and where nothing else is in the path but what a bare Debian has."""

import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
BARE_DEBIAN = """bash cat chmod comm cp env find flock grep ln mkdir mv nproc readlink rm sed sort tail touch true xargs""".split()

STAND_INS = {
    "dpkg-query": """
        for name; do [[ $name == -* || -e $MACHINE/lacks/$name ]] || echo "installed $name"; done""",
    "apt-get": """
        echo "apt-get $*" >> "$MACHINE/calls"
        [[ ! -e $MACHINE/no-network ]] || { echo "could not resolve" >&2; exit 100; }
        [[ " $* " != *" install "* ]] || for name; do rm -f "$MACHINE/lacks/$name"; done""",
    "cmake": """
        echo "cmake $*" >> "$MACHINE/calls"
        [[ ! -e $MACHINE/does-not-compile ]] || { echo "error: expected a semicolon"; exit 1; }
        if [[ $1 == --preset ]]; then
          mkdir -p "build/$2"; touch "build/$2/build.ninja"
          echo "CMAKE_HOME_DIRECTORY:INTERNAL=$PWD" > "build/$2/CMakeCache.txt"
        else
          mkdir -p "$2/bin"; cp "$MACHINE/program" "$2/bin/$4"; chmod +x "$2/bin/$4"; echo "chatter of the compiler"
        fi""",
    "ctest": """
        echo "ctest $*" >> "$MACHINE/calls" """,
    "id": """
        cat "$MACHINE/uid" """,
}
PROGRAM = """#!/bin/bash
echo "in $PWD:" "$@"
exit 1
"""


class Machine:
    """A made-up machine with a copy of the scripts; `lacks` names the packages that it does not have."""

    def __init__(self, folder, lacks=(), uid=0, without=()):
        self.folder = folder
        self.tree = folder / "tree"
        self.path = folder / "path"
        self.path.mkdir()
        for name in BARE_DEBIAN:
            (self.path / name).symlink_to(shutil.which(name))
        for name, text in STAND_INS.items():
            if name not in without:
                self.add_command(name, text)
        (folder / "lacks").mkdir()
        for name in lacks:
            (folder / "lacks" / name).touch()
        (folder / "uid").write_text(f"{uid}\n")
        (folder / "program").write_text(PROGRAM)
        (folder / "calls").touch()

        (self.tree / "src" / "accord").mkdir(parents=True)
        (self.tree / "src" / "accord" / "accord.h").touch()
        (self.tree / "web" / "node_modules").mkdir(parents=True)
        for name in ("entente", "test", "cmake", "CMakeLists.txt", "CMakePresets.json"):
            copy = shutil.copytree if (REPOSITORY / name).is_dir() else shutil.copy
            copy(REPOSITORY / name, self.tree / name)
        # As in a checkout that is a minute old: a file's time is coarser than two calls are apart.
        for path in self.tree.rglob("*"):
            os.utime(path, (path.stat().st_atime - 60, path.stat().st_mtime - 60))

    def add_command(self, name, text):
        (self.path / name).write_text(f"#!{shutil.which('bash')}\n{text}\n")
        (self.path / name).chmod(0o755)

    def start(self, *command, within=None):
        environment = {"PATH": str(self.path), "MACHINE": str(self.folder)}
        return subprocess.Popen(command, cwd=within or self.tree, env=environment, text=True, stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def run(self, *command, within=None):
        """Exit status, standard output, standard error."""
        process = self.start(*command, within=within)
        output, messages = process.communicate()
        return process.returncode, output, messages

    def calls(self):
        """What the stand-ins were called with since the last look."""
        lines = (self.folder / "calls").read_text().splitlines()
        (self.folder / "calls").write_text("")
        return lines


class Scripts(unittest.TestCase):
    def machine(self, **kind):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        return Machine(pathlib.Path(folder.name).resolve(), **kind)

    def test_the_program_runs_where_the_caller_stands_and_standard_output_is_its_own(self):
        machine = self.machine()
        (machine.folder / "link").symlink_to(machine.tree / "entente")
        status, output, messages = machine.run(str(machine.folder / "link"), "plan", "a case", "*", within=machine.folder)
        self.assertEqual((status, output), (1, f"in {machine.folder}: plan a case *\n"))
        self.assertIn("building for the first time", messages)

    def test_a_second_call_asks_neither_dpkg_nor_cmake(self):
        machine = self.machine()
        machine.run("./entente")
        for name in ("dpkg-query", "cmake", "flock"):
            (machine.path / name).unlink()
        self.assertEqual(machine.run("./entente", "x"), (1, f"in {machine.tree}: x\n", ""))

    def test_a_file_that_changes_comes_or_goes_is_built_again(self):
        machine = self.machine()
        file = machine.tree / "src" / "accord" / "accord.h"
        changes = {
            "changed": lambda: file.write_text("#pragma once\n"),
            "new": lambda: (machine.tree / "src" / "game").mkdir(),
            "gone": file.unlink,
            "page": lambda: (machine.tree / "web" / "page.ts").touch(),
            "presets": lambda: (machine.tree / "CMakePresets.json").touch(),
        }
        machine.run("./entente")
        for name, change in changes.items():
            with self.subTest(name):
                machine.calls()
                change()
                _, _, messages = machine.run("./entente")
                self.assertIn("building what changed", messages)
                self.assertTrue(any("--build" in call for call in machine.calls()))

    def test_packages_of_the_page_that_somebody_fetched_are_no_change(self):
        machine = self.machine()
        machine.run("./entente")
        (machine.tree / "web" / "node_modules" / "package").touch()
        self.assertEqual(machine.run("./entente")[2], "")

    def test_npm_is_installed_where_it_lacks_and_not_where_the_command_is_there(self):
        machine = self.machine(lacks=["nodejs", "npm"])
        machine.run("./entente")
        self.assertIn("apt-get -q -y install --no-install-recommends nodejs npm", machine.calls())
        machine = self.machine(lacks=["nodejs", "npm"])
        machine.add_command("npm", "")
        machine.run("./entente")
        self.assertFalse([call for call in machine.calls() if call.startswith("apt-get")])

    def test_without_npm_and_a_way_to_install_it_the_program_is_built(self):
        machine = self.machine(lacks=["nodejs", "npm"], uid=1000)
        status, output, messages = machine.run("./entente", "plan")
        self.assertEqual((status, output), (1, f"in {machine.tree}: plan\n"))
        self.assertIn("going on without npm: report.html is left out", messages)

    def test_emscripten_is_installed_where_it_lacks_and_not_where_the_command_is_there(self):
        machine = self.machine(lacks=["emscripten"])
        machine.run("./entente")
        self.assertIn("apt-get -q -y install --no-install-recommends emscripten", machine.calls())
        machine = self.machine(lacks=["emscripten"])
        machine.add_command("em++", "")
        machine.run("./entente")
        self.assertFalse([call for call in machine.calls() if call.startswith("apt-get")])

    def test_without_emscripten_and_a_way_to_install_it_the_program_is_built(self):
        machine = self.machine(lacks=["emscripten"], uid=1000)
        status, output, messages = machine.run("./entente", "plan")
        self.assertEqual((status, output), (1, f"in {machine.tree}: plan\n"))
        self.assertIn("going on without Emscripten: reports have no what-if sliders", messages)

    def test_a_copied_repository_builds_anew(self):
        machine = self.machine()
        machine.run("./entente")
        copy = machine.folder / "copy"
        machine.run("cp", "-a", str(machine.tree), str(copy))
        machine.calls()
        machine.run(str(copy / "entente"))
        self.assertEqual(machine.calls()[0], "cmake --preset release -DENTENTE_TESTS=OFF --fresh")

    def test_root_installs_what_lacks_and_nothing_else(self):
        machine = self.machine(lacks=["cmake", "libfmt-dev", "libgtest-dev"])
        machine.run("./entente")
        self.assertEqual(machine.calls()[:3], ["apt-get -q -y update",
                                               "apt-get -q -y install --no-install-recommends cmake libfmt-dev",
                                               "cmake --preset release -DENTENTE_TESTS=OFF --fresh"])

    def test_the_program_takes_no_tests_away_that_were_built_beside_it(self):
        machine = self.machine()
        machine.run("./test")
        machine.calls()
        machine.run("./entente")
        self.assertEqual(machine.calls()[0], "cmake --preset release")

    def test_sudo_installs_where_the_caller_is_not_root(self):
        machine = self.machine(lacks=["cmake"], uid=1000)
        machine.add_command("sudo", '[[ $1 != -n ]] || shift; echo sudo >> "$MACHINE/calls"; "$@"')
        machine.run("./entente")
        self.assertIn("apt-get -q -y install --no-install-recommends cmake", machine.calls())

    def test_without_root_or_sudo_the_list_and_the_command_are_printed(self):
        machine = self.machine(lacks=["cmake", "g++"], uid=1000)
        status, output, messages = machine.run("./entente")
        self.assertEqual((status, output, machine.calls()), (3, "", []))
        self.assertIn("  cmake\n  g++\n", messages)
        self.assertIn("apt-get update && apt-get install --no-install-recommends cmake g++\n", messages)

    def test_a_sudo_that_wants_a_password_nobody_can_type_is_as_good_as_none(self):
        machine = self.machine(lacks=["cmake"], uid=1000)
        machine.add_command("sudo", "exit 1")
        status, _, messages = machine.run("./entente")
        self.assertEqual((status, machine.calls()), (3, []))
        self.assertIn("needs root or sudo", messages)

    def test_where_there_is_no_apt_the_whole_list_is_printed(self):
        status, _, messages = self.machine(without=["apt-get", "dpkg-query"]).run("./entente")
        self.assertEqual(status, 3)
        self.assertIn("  libyaml-cpp-dev\n", messages)

    def test_without_a_network_the_lacking_packages_are_named(self):
        machine = self.machine(lacks=["cmake"])
        (machine.folder / "no-network").touch()
        status, output, messages = machine.run("./entente")
        self.assertEqual((status, output), (3, ""))
        self.assertIn("could not resolve", messages)
        self.assertIn("  cmake\n", messages)

    def test_a_failed_build_shows_why_and_where_the_log_is_and_is_tried_again(self):
        machine = self.machine()
        (machine.folder / "does-not-compile").touch()
        status, output, messages = machine.run("./entente")
        self.assertEqual((status, output), (3, ""))
        self.assertIn("error: expected a semicolon", messages)
        self.assertIn(f"{machine.tree}/build/release/build.log", messages)
        (machine.folder / "does-not-compile").unlink()
        self.assertEqual(machine.run("./entente")[0], 1)

    def test_two_calls_at_once_build_once(self):
        machine = self.machine()
        both = [machine.start("./entente", "plan") for _ in range(2)]
        outputs = [process.communicate()[0] for process in both]
        self.assertEqual(outputs, [f"in {machine.tree}: plan\n"] * 2)
        self.assertEqual(len([call for call in machine.calls() if "--build" in call]), 1)

    def test_arguments_of_test_reach_ctest(self):
        machine = self.machine()
        machine.run("./test", "-R", "Search")
        self.assertRegex(machine.calls()[-1], f"^ctest --test-dir {machine.tree}/build/release .* -R Search$")

    def test_the_sanitized_tests_are_those_of_the_core(self):
        machine = self.machine()
        machine.run("./test", "--sanitize")
        calls = machine.calls()
        self.assertEqual(calls[0], "cmake --preset sanitize --fresh")
        self.assertIn("-L ^(statistics|accord|evidence|game|bargaining|sequencing|verification|ledger|simulation)$", calls[-1])

    def test_reference_takes_files_from_where_the_caller_stands_and_passes_the_verdict_through(self):
        machine = self.machine()
        (machine.folder / "a table.json").touch()
        status, output, _ = machine.run("tree/test", "--reference", "a table.json", within=machine.folder)
        self.assertEqual((status, output), (1, f"in {machine.folder}: {machine.folder}/a table.json\n"))

    def test_bad_usage_builds_nothing(self):
        machine = self.machine()
        for command in (["--reference"], ["--reference", "nowhere.json"], ["--fuzz", "soon"]):
            with self.subTest(command):
                self.assertEqual((machine.run("./test", *command)[0], machine.calls()), (2, []))


if __name__ == "__main__":
    unittest.main()
