"""A stress test shared out under mpirun: python3 stress_ranks_test.py PROGRAM REPOSITORY. Exit status 77: there is no mpirun here, or the
program was built without Open MPI."""

import hashlib
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

PROGRAM, REPOSITORY = sys.argv[1], pathlib.Path(sys.argv[2])
CASE = REPOSITORY / "cases/korea-2019"
# As root, on a machine with fewer cores than processes, without looking for networks.
ENVIRONMENT = os.environ | {
    "OMPI_ALLOW_RUN_AS_ROOT": "1",
    "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1",
    "OMPI_MCA_rmaps_base_oversubscribe": "1",
    "OMPI_MCA_hwloc_base_binding_policy": "none",
    "OMPI_MCA_btl": "self,vader",
    "OMPI_MCA_btl_vader_single_copy_mechanism": "none",
    "OMPI_MCA_plm_rsh_agent": "false",
}


def command(ranks, *arguments):
    """`ranks` None: without mpirun."""
    started = [] if ranks is None else ["mpirun", "-n", str(ranks)]
    return [*started, PROGRAM, *map(str, arguments)]


def run(ranks, *arguments):
    return subprocess.run(command(ranks, *arguments), capture_output=True, text=True, check=False, env=ENVIRONMENT, stdin=subprocess.DEVNULL)


def files(folder):
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.iterdir()}


def processes_of(mpirun):
    """By rank, the processes that mpirun started."""
    found = {}
    for folder in pathlib.Path("/proc").iterdir():
        try:
            if not folder.name.isdigit() or (folder / "stat").read_text().rpartition(")")[2].split()[1] != str(mpirun):
                continue
            environment = (folder / "environ").read_bytes().split(b"\0")
        except OSError:
            continue
        ranks = [int(line.partition(b"=")[2]) for line in environment if line.startswith(b"OMPI_COMM_WORLD_RANK=")]
        if ranks:
            found[ranks[0]] = int(folder.name)
    return found


def seconds_of_processor(process):
    fields = pathlib.Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class SameBytes(unittest.TestCase):
    def test_for_any_number_of_processes_and_threads(self):
        folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        asked = ["stress", CASE, "hanoi-offer", "hanoi-ask", "--worlds", "3001", "--sensitivity", "16", "--quiet"]
        alone = run(None, *asked, "--out", folder / "alone")
        self.assertIn(alone.returncode, (0, 1), alone.stderr)
        expected = files(folder / "alone")
        self.assertLessEqual({"stress.json", "worlds.csv"}, set(expected))
        self.assertEqual((folder / "alone" / "worlds.csv").read_bytes().count(b"\n"), 3002)
        for ranks in (1, 2, 3):
            for threads in (1, 2):
                with self.subTest(ranks=ranks, threads=threads):
                    out = folder / f"{ranks}-{threads}"
                    ran = run(ranks, *asked, "--threads", threads, "--out", out)
                    self.assertEqual(ran.returncode, alone.returncode, ran.stderr)
                    self.assertEqual(ran.stdout, alone.stdout)
                    self.assertEqual(files(out), expected)

    def test_for_scenarios_ranges_that_go_together_and_other_designs(self):
        asked = ["stress", self.accord(), "--worlds", "1500", "--sensitivity", "none", "--quiet"]
        for design in ("latin", "sobol", "random"):
            with self.subTest(design=design):
                alone = run(None, *asked, "--design", design, "--seed", "18446744073709551615")
                self.assertIn("1,500 worlds", alone.stdout, alone.stderr)
                self.assertEqual(run(2, *asked, "--design", design, "--seed", "18446744073709551615").stdout, alone.stdout)

    def accord(self):
        file = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory())) / "accord.yaml"
        file.write_text(
            "accord: Two ways\n"
            "period: 1 year\n"
            "parties:\n"
            "  North: {patience: [0.5, 0.8, 0.95], breakdown: {uniform: [-1, 0]}}\n"
            "  South: {patience: 0.9, turnover: {log_uniform: [1%, 10%]}, breakdown: {pert: [-1, -0.3, 0.1]}}\n"
            "commitments:\n"
            "  halt:\n"
            "    by: North\n"
            "    levels: [{name: done, undo: 2 years, value: {North: [-1.7, -1, -0.333333333333], South: [1, 2, 3.1]}}]\n"
            "  relief:\n"
            "    by: South\n"
            "    levels: [{name: full, value: {North: [1, 1.5, 2], South: -0.5}}]\n"
            "given:\n"
            "  leaders:\n"
            "    - {name: hard, weight: 30%, values: {parties/South/patience: 70%}}\n"
            "    - {name: soft, weight: 70%, values: {parties/South/patience: 90%}}\n"
            "together:\n"
            "  harvests: {numbers: [parties/North/breakdown, parties/South/breakdown], correlation: 0.6}\n"
            "plans:\n"
            "  - {name: both, steps: [{halt: done, relief: full}]}\n"
            "  - {name: one by one, steps: [{relief: full}, {halt: done}]}\n",
            encoding="utf-8",
        )
        return file


class OneSpeaksForAll(unittest.TestCase):
    def test_of_a_file_that_is_wrong(self):
        faulty = REPOSITORY / "tests/accord/faulty" / "009-a-misspelt-key-at-the-top.yaml"
        alone = run(None, "stress", faulty)
        ran = run(3, "stress", faulty)
        self.assertEqual((alone.returncode, ran.returncode), (2, 2))
        self.assertEqual(ran.stderr.count(alone.stderr), 1, ran.stderr)

    def test_of_wrong_usage(self):
        ran = run(3, "stress", CASE, "--worlds", "none")
        self.assertEqual(ran.returncode, 2)
        self.assertEqual(ran.stderr.count("--worlds"), 1, ran.stderr)

    def test_of_help_and_version(self):
        self.assertEqual(run(3, "--version").stdout, run(None, "--version").stdout)
        self.assertEqual(run(3, "stress", "--help").stdout, run(None, "stress", "--help").stdout)

    def test_of_a_command_that_would_be_done_by_all_of_them(self):
        ran = run(3, "check", CASE)
        self.assertEqual(ran.returncode, 2)
        self.assertEqual(ran.stdout, "")
        self.assertEqual(ran.stderr.count("run `check` without mpirun"), 1, ran.stderr)
        self.assertEqual(run(1, "check", CASE).stdout, run(None, "check", CASE).stdout)


class EndedBeforeTheEnd(unittest.TestCase):
    WORLDS = 200000
    ASKED = ["stress", CASE, "hanoi-offer", "--sensitivity", "none", "--quiet", "--worlds", WORLDS]

    def setUp(self):
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.assertIn(run(None, *self.ASKED, "--out", self.folder / "whole").returncode, (0, 1))

    def cut(self, end, share=0.5):
        """Runs three processes and calls `end` with mpirun and the processes once that share of the worlds is written; gives what was said."""
        enough = share * (self.folder / "whole" / "worlds.csv").stat().st_size
        cut = self.folder / "cut"
        said = self.folder / "said"
        with said.open("w") as errors, subprocess.Popen(command(3, *self.ASKED, "--threads", 1, "--out", cut), stdin=subprocess.DEVNULL,
                                                        stdout=subprocess.DEVNULL, stderr=errors, env=ENVIRONMENT) as mpirun:
            rows = cut / "worlds.csv.unfinished"
            while mpirun.poll() is None and not (rows.exists() and rows.stat().st_size > enough):
                time.sleep(0.01)
            processes = processes_of(mpirun.pid)
            self.assertEqual(set(processes), {0, 1, 2}, "it was done before it could be ended")
            worked = [seconds_of_processor(processes[rank]) for rank in range(3)]
            end(mpirun, processes)
        if share >= 0.5:
            # Far more than it takes to begin: all of them evaluate.
            self.assertGreater(min(worked), 0.2, worked)
        self.assertNotEqual(mpirun.returncode, 0)
        self.assertEqual({file for file in files(cut) if ".unfinished-" not in file}, {"stress.unfinished", "worlds.csv.unfinished"})
        return said.read_text()

    def goes_on(self, ranks):
        ran = run(ranks, *self.ASKED, "--out", self.folder / "cut", "--resume")
        self.assertIn(ran.returncode, (0, 1), ran.stderr)
        self.assertEqual(files(self.folder / "cut"), files(self.folder / "whole"))

    def test_a_process_that_dies_is_named_and_two_go_on_to_the_same_bytes(self):
        said = self.cut(lambda mpirun, processes: os.kill(processes[1], signal.SIGKILL))
        self.assertEqual(said.count("entente: process 1 of 3 ("), 1, said)
        self.assertIn(" died, and mpirun ends the others; what was done is kept in ", said)
        self.assertIn("the same command with `--resume` goes on, on any number of processes", said)
        self.goes_on(2)

    def test_when_the_first_dies_another_says_so_and_one_alone_goes_on_to_the_same_bytes(self):
        said = self.cut(lambda mpirun, processes: os.kill(processes[0], signal.SIGKILL))
        self.assertEqual(said.count("entente: process 0 of 3 ("), 1, said)
        self.assertIn("`--resume` goes on", said)
        self.goes_on(None)

    def test_when_mpirun_is_interrupted_it_says_how_to_go_on_and_three_do_to_the_same_bytes(self):
        # Early, since mpirun takes a second to tell its processes.
        said = self.cut(lambda mpirun, processes: mpirun.send_signal(signal.SIGINT), share=0.05)
        self.assertEqual(said.count("stopped; what was done is kept in "), 1, said)
        self.assertNotIn("died", said)
        self.goes_on(3)


if __name__ == "__main__":
    if shutil.which("mpirun") is None:
        print("skipped: there is no mpirun (package openmpi-bin)")
        sys.exit(77)
    if "built without Open MPI" in run(2, "stress", CASE).stderr:
        print("skipped: the program was built without Open MPI")
        sys.exit(77)
    unittest.main(argv=sys.argv[:1])
