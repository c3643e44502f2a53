"""A stress test that is stopped or killed goes on to the same bytes: python3 stress_resume_test.py PROGRAM REPOSITORY."""

import os
import pathlib
import pty
import signal
import subprocess
import sys
import tempfile
import time
import unittest

PROGRAM, REPOSITORY = sys.argv[1], pathlib.Path(sys.argv[2])
COMMAND = [PROGRAM, "stress", REPOSITORY / "cases/korea-2019", "hanoi-offer", "--sensitivity", "none", "--quiet", "--json"]
WORLDS = 40000


def run(folder, *more):
    return subprocess.run([*COMMAND, "--worlds", str(WORLDS), "--out", folder, *more], capture_output=True, text=True, check=False)


def files(folder):
    return {file.name: file.read_bytes() for file in folder.iterdir()}


class Resume(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.assertIn(run(self.folder / "whole").returncode, (0, 1))
        self.whole = files(self.folder / "whole")
        # A program without its page leaves no report.
        self.assertEqual(set(self.whole) - {"report.html"}, {"stress.json", "worlds.csv"})
        self.assertEqual(self.whole["worlds.csv"].count(b"\n"), WORLDS + 1)

    def killed(self):
        """A run killed once some worlds are written."""
        cut = self.folder / "cut"
        with subprocess.Popen([*COMMAND, "--worlds", str(WORLDS), "--out", cut], stdout=subprocess.DEVNULL) as process:
            rows = cut / "worlds.csv.unfinished"
            while process.poll() is None and not (rows.exists() and rows.stat().st_size > 2_000_000):
                time.sleep(0.01)
            process.send_signal(signal.SIGKILL)
        self.assertEqual(process.returncode, -signal.SIGKILL, "it was done before it could be killed")
        self.assertEqual({file for file in files(cut) if ".unfinished-" not in file}, {"stress.unfinished", "worlds.csv.unfinished"})
        return cut

    def test_gives_the_same_files_as_a_run_that_nobody_killed(self):
        cut = self.killed()
        self.assertIn(run(cut, "--resume", "--threads", "1").returncode, (0, 1))
        self.assertEqual(files(cut), self.whole)

    def test_what_it_was_writing_when_it_was_killed_goes(self):
        cut = self.killed()
        (cut / "stress.unfinished.unfinished-1").write_bytes(b"half")
        self.assertIn(run(cut, "--resume").returncode, (0, 1))
        self.assertEqual(files(cut), self.whole)

    def test_begins_anew_where_nobody_asks_to_go_on(self):
        cut = self.killed()
        self.assertIn(run(cut).returncode, (0, 1))
        self.assertEqual(files(cut), self.whole)

    def test_is_refused_for_other_worlds_and_for_a_damaged_state(self):
        cut = self.killed()
        other = run(cut, "--resume", "--seed", "1")
        self.assertEqual(other.returncode, 2)
        self.assertIn("is of another run", other.stderr)
        state = bytearray((cut / "stress.unfinished").read_bytes())
        state[len(state) // 2] ^= 1
        (cut / "stress.unfinished").write_bytes(state)
        damaged = run(cut, "--resume")
        self.assertEqual(damaged.returncode, 2)
        self.assertIn("is damaged", damaged.stderr)


class Interrupted(unittest.TestCase):
    def test_when_told_to_end_it_says_what_is_kept_and_how_to_go_on(self):
        folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory())) / "cut"
        with subprocess.Popen([*COMMAND, "--worlds", "10000000", "--out", folder], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
            while process.poll() is None and not (folder / "stress.unfinished").exists():
                time.sleep(0.01)
            process.send_signal(signal.SIGTERM)
            said = process.communicate()[1]
        self.assertEqual(process.returncode, 130)
        self.assertEqual(said, f"stopped; what was done is kept in {folder}: the same command with `--resume` goes on\n")
        self.assertEqual(set(files(folder)), {"stress.unfinished", "worlds.csv.unfinished"})

    def test_ctrl_c_ends_the_analysis_of_what_decides_a_plan(self):
        command = [PROGRAM, "stress", REPOSITORY / "cases/korea-2019", "hanoi-offer", "--worlds", "1000", "--sensitivity", "10000000"]
        terminal, ours = pty.openpty()
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=ours, env=os.environ | {"TERM": "xterm"}) as process:
            os.close(ours)
            seen = b""
            # The progress line, once the analysis has lasted a second; all of it would take hours.
            while b"what decides Hanoi, the offer: " not in seen:
                seen += os.read(terminal, 4096)
            process.send_signal(signal.SIGINT)
            out = process.communicate(timeout=300)[0]
        os.close(terminal)
        self.assertEqual(process.returncode, 130)
        self.assertEqual(out, b"")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
