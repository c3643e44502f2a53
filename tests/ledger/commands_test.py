"""The ledger's commands as users and other people's programs see them: python3 commands_test.py PROGRAM REPOSITORY.

ENTENTE_KILLS says how often the program is killed while it appends: 50 by default, 500 in the long run.
"""

import base64
import json
import os
import pathlib
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest

import postgresql

PROGRAM, REPOSITORY = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
TESSERA = REPOSITORY / "tests/reference/data/transparency-log/tessera-log"
TESSERA_KEY = "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx"
REPORT = '{"commitment":"reactor","level":"halted","on":"2027-01-15"}'
NOON = "2027-01-15T12:00:00Z"


def ledger(*arguments, text=None, **how):
    return subprocess.run([PROGRAM, "ledger", *map(str, arguments)], input=text, capture_output=True, text=True, check=False, **how)


class Members:
    """Keys, members and policy in a folder; ledgers of them."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        roles = {"North": "party", "South": "party", "Agency": "verifier", "Secretariat": "host"}
        for name in roles:
            assert ledger("key", name, "--out", self.key(name)).returncode == 0
        members = [{"name": name, "roles": [role], "key": f"{name}.pub"} for name, role in roles.items()]
        (self.folder / "members.json").write_text(json.dumps(members))
        witnesses = "".join(f"witness {name} {(self.folder / f'{name}.witness.pub').read_text()}" for name in ("North", "South"))
        (self.folder / "policy").write_text(witnesses + "group both all North South\nquorum both\n")
        assert ledger("key", "log.example/border", "--out", self.folder / "log").returncode == 0
        self.log_key = (self.folder / "log.pub").read_text().strip()

    def key(self, name):
        return self.folder / name

    def make(self, name, *more):
        place = self.folder / name
        run = ledger("init", place, "--origin", "log.example/border", "--accord", "a" * 64, "--members", self.folder / "members.json",
                     "--policy", self.folder / "policy", "--host", "Secretariat", "--key", self.key("Secretariat"), "--log-key",
                     self.folder / "log", "--now", NOON, *more)
        assert run.returncode == 0, run.stderr
        return place

    def signed(self, place, author="North", number=0, content=REPORT, kind="report"):
        run = ledger("sign", place, kind, content, "--as", author, "--key", self.key(author), "--now", NOON,
                     *(["--number", number] if number else []))
        assert run.returncode == 0, run.stderr
        return run.stdout

    def append(self, place, author="North", content=REPORT, kind="report"):
        run = ledger("append", place, "-", "--now", NOON, text=self.signed(place, author, content=content, kind=kind))
        assert run.returncode == 0, run.stderr


class Case(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="entente-ledger-"))
        self.addCleanup(shutil.rmtree, self.folder, True)
        self.members = Members(self.folder)

    def yes(self, *arguments):
        run = ledger(*arguments)
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)
        return run.stdout

    def refused(self, status, what, *arguments, **how):
        run = ledger(*arguments, **how)
        self.assertEqual((run.returncode, what in run.stdout + run.stderr), (status, True), run.stdout + run.stderr)


class FromCharterToProof(Case):
    def test_a_checkpoint_counts_when_both_parties_have_cosigned_it(self):
        place = self.members.make("border")
        self.members.append(place)
        self.assertIn("does not count yet", self.yes("checkpoint", place))
        self.assertIn("does not count yet", self.yes("cosign", place, "--key", self.members.key("North")))
        self.assertIn("it counts", self.yes("cosign", place, "--key", self.members.key("South")))
        self.refused(2, "names no witness", "cosign", place, "--key", self.members.key("Agency"))
        self.members.append(place, "Agency", '{"commitment":"reactor","level":"halted","on":"2027-01-15","result":"fulfilled","report":1}', "finding")
        self.yes("checkpoint", place)
        found = json.loads(self.yes("audit", place, "--json"))
        self.assertEqual((found["entries"], found["covered"], found["counted"], found["fault"]), (3, 3, 2, None))
        self.refused(1, "another log key", "audit", place, "--key", (self.folder / "North.pub").read_text().strip())

    def test_proofs_hold_without_the_ledger_and_fail_when_changed(self):
        place = self.members.make("border")
        self.members.append(place)
        self.yes("checkpoint", place)
        self.yes("cosign", place, "--key", self.members.key("North"))
        self.members.append(place)
        self.yes("checkpoint", place)
        proof, since = self.folder / "proof", self.folder / "since"
        self.yes("prove", place, "--entry", 1, "--out", proof)
        self.yes("prove", place, "--since", 2, "--out", since)
        shutil.rmtree(place)
        key = self.members.log_key
        self.assertIn("number 1 of North", self.yes("verify-proof", proof, "--key", key))
        self.yes("verify-proof", since, "--key", key, "--older", f"{self.members.key('North')}.seen")
        policy = ("--policy", self.folder / "policy")
        self.refused(1, "quorum is not reached", "verify-proof", proof, "--key", key, *policy)
        self.refused(1, "quorum is not reached", "verify-proof", since, "--key", key, "--older", f"{self.members.key('North')}.seen", *policy)
        self.refused(2, "--older goes with a proof of consistency", "verify-proof", proof, "--key", key, "--older", proof)
        self.refused(2, f"{proof}: line 1 of the policy", "verify-proof", proof, "--key", key, "--policy", proof)
        self.refused(2, f"{policy[1]}: a note", "verify-proof", since, "--key", key, "--older", policy[1])
        self.refused(2, "`nobody` is no file", "verify-proof", proof, "--key", "nobody")
        text = proof.read_text()
        proof.write_text(text.replace("index 1", "index 2"))
        self.refused(1, "Not proven", "verify-proof", proof, "--key", key)
        extra = text.splitlines()[1].split()[1]
        changed = base64.b64encode(base64.b64decode(extra).replace(b"halted", b"hAlted")).decode()
        proof.write_text(text.replace(extra, changed))
        self.refused(1, "another root", "verify-proof", proof, "--key", key)

    def test_two_stories_are_proven(self):
        one = self.members.make("one")
        self.members.append(one)
        shutil.copytree(one, self.folder / "two")
        self.members.append(one)
        self.members.append(self.folder / "two", content=REPORT.replace("halted", "running"))
        for place in ("one", "two"):
            self.yes("checkpoint", self.folder / place)
        self.refused(1, "different stories", "fork", one, self.folder / "two", "--out", self.folder / "fork")
        self.assertIn("two stories", self.yes("verify-proof", self.folder / "fork", "--key", self.members.log_key))
        self.yes("fork", one, one)

    def test_a_copy_is_made_from_a_bundle_and_can_not_be_added_to(self):
        place = self.members.make("border")
        self.members.append(place)
        self.yes("checkpoint", place)
        self.yes("export", place, "bundle", self.folder / "bundle")
        self.yes("import", self.folder / "bundle", self.folder / "copy", "--key", self.members.log_key)
        self.yes("fork", place, self.folder / "copy")
        self.refused(2, "it is a copy", "append", self.folder / "copy", "-", text=self.members.signed(place))
        self.refused(2, "it is a copy", "checkpoint", self.folder / "copy")
        text = (self.folder / "bundle").read_text().replace("halted", "hAlted")
        (self.folder / "bundle").write_text(text)
        self.refused(1, "entry 1", "import", self.folder / "bundle", self.folder / "other")
        self.assertFalse((self.folder / "other").exists())
        self.assertEqual([f.name for f in self.folder.iterdir() if "unfinished" in f.name], [])


class OthersPrograms(Case):
    def exported(self):
        place = self.members.make("border")
        lines = "".join(self.members.signed(place, "North", number=n + 1) for n in range(3))
        self.assertEqual(ledger("append", place, "-", "--now", NOON, text=lines).returncode, 0)
        self.yes("checkpoint", place)
        self.yes("export", place, "tiles", self.folder / "tiles")

    def test_the_log_of_another_program_is_verified_and_every_flipped_byte_is_found(self):
        self.assertIn("15 entries", self.yes("verify", TESSERA, "--key", TESSERA_KEY))
        self.refused(1, "not signed", "verify", TESSERA, "--key", self.members.log_key)
        generator = random.Random(1)
        for file in sorted(f for f in TESSERA.rglob("*") if f.is_file()):
            with self.subTest(file=file.name):
                copy = self.folder / "copy"
                shutil.rmtree(copy, ignore_errors=True)
                shutil.copytree(TESSERA, copy)
                changed = copy / file.relative_to(TESSERA)
                data = bytearray(changed.read_bytes())
                if not data:
                    continue
                data[generator.randrange(len(data))] ^= 1
                changed.write_bytes(data)
                self.refused(1, "The first fault", "verify", copy, "--key", TESSERA_KEY)

    def test_our_tiles_are_verified_by_us_and_by_the_libraries_of_go(self):
        self.exported()
        tiles = self.folder / "tiles"
        self.yes("verify", tiles, "--key", self.members.log_key)
        go = "/usr/lib/go/bin/go"
        if not os.path.exists(go) or not os.path.exists("/usr/share/gocode/src/golang.org/x/mod/sumdb/tlog"):
            print("SKIPPED, NOT TESTED: Debian's golang-go or golang-golang-x-mod-dev is not installed", file=sys.stderr)
            self.skipTest("no Go here")
        program = self.folder / "outside"
        environment = {**os.environ, "GO111MODULE": "off", "GOPATH": "/usr/share/gocode", "GOFLAGS": "", "GOTOOLCHAIN": "local",
                       "GOROOT": "/usr/lib/go", "GOCACHE": str(self.folder / "go-cache")}
        subprocess.run([go, "build", "-o", program, REPOSITORY / "tests/ledger/outside/main.go"], check=True, env=environment, cwd=self.folder)
        run = subprocess.run([program, tiles, self.members.log_key], capture_output=True, text=True, check=False)
        self.assertEqual((run.returncode, run.stdout), (0, "4 entries\n"))
        self.assertEqual(subprocess.run([program, TESSERA, TESSERA_KEY], capture_output=True, text=True, check=False).stdout, "15 entries\n")
        entries = next((tiles / "tile/entries").rglob("4"))
        entries.write_bytes(entries.read_bytes()[:-1] + b"x")
        self.assertEqual(subprocess.run([program, tiles, self.members.log_key], capture_output=True, check=False).returncode, 1)
        self.refused(1, "The first fault", "verify", tiles, "--key", self.members.log_key)

    def test_openssl_verifies_the_signature_of_an_event(self):
        place = self.members.make("border")
        text = self.members.signed(place).strip()
        signed = json.loads(text)
        message = text[len('{"event":'):text.index(',"signature":')]
        public = base64.b64decode((self.folder / "North.pub").read_text().strip().split("+", 2)[2])[1:]
        der = bytes.fromhex("302a300506032b6570032100") + public
        (self.folder / "key.der").write_bytes(der)
        (self.folder / "message").write_text(message)
        (self.folder / "signature").write_bytes(base64.b64decode(signed["signature"]))
        command = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "key.der", "-keyform", "DER", "-rawin", "-in", "message", "-sigfile", "signature"]
        self.assertEqual(subprocess.run(command, cwd=self.folder, capture_output=True, check=False).returncode, 0)
        (self.folder / "message").write_text(message + " ")
        self.assertNotEqual(subprocess.run(command, cwd=self.folder, capture_output=True, check=False).returncode, 0)


class WhatFollows(Case):
    def test_a_standing_and_a_replay_are_told_from_a_ledger(self):
        case = REPOSITORY / "cases/two-neighbours"
        place = self.members.make("border")
        promise = {"plan": "first step", "items": [{"by": "North", "commitment": "reactor", "level": "halted", "due": "2027-01-10"}]}
        self.members.append(place, content=json.dumps(promise), kind="commitments")
        self.members.append(place)

        def told(*arguments):
            run = subprocess.run([PROGRAM, *map(str, arguments), "--ledger", place, "--json"], capture_output=True, text=True, check=False)
            self.assertEqual(run.returncode, 0, run.stderr)
            self.assertIn("is not this file", run.stderr)
            return json.loads(run.stdout)

        standing = told("review", "standing", case, "--on", "2027-01-20")
        self.assertEqual([one["status"] for one in standing["obligations"]], ["reported"])
        self.assertEqual(standing["levels"]["reactor"], "today")
        finding = '{"commitment":"reactor","level":"halted","on":"2027-01-15","result":"fulfilled","report":2}'
        self.members.append(place, "Agency", finding, "finding")
        standing = told("review", "standing", case, "--on", "2027-01-20")
        self.assertEqual([one["status"] for one in standing["obligations"]], ["fulfilled"])
        self.assertEqual(standing["levels"]["reactor"], "halted")
        changes = [change["after"] for month in told("replay", case)["months"] for change in month["changes"]]
        self.assertEqual(changes, ["fulfilled"])


class AMachineThatFails(Case):
    def begin_to_append(self, place, batch):
        process = subprocess.Popen([PROGRAM, "ledger", "append", place, "-", "--now", NOON], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        process.stdin.write(batch)
        process.stdin.close()
        process.stdin = None
        return process

    def test_nothing_acknowledged_is_lost_when_the_program_is_killed(self):
        place = self.members.make("border")
        kills = int(os.environ.get("ENTENTE_KILLS", "50"))
        generator = random.Random(7)
        signed = []
        number = killed = unacknowledged = 0

        def next_batch():
            while len(signed) < number + 4:
                signed.append(self.members.signed(place, number=len(signed) + 1))
            return "".join(signed[number:number + 4])

        # Killed at any moment of an append, however long one takes here: the span from which the moment is drawn grows with each kill
        # and shrinks with each append that was sooner done, so that seven in ten are killed.
        span = 0.05
        while killed < kills:
            process = self.begin_to_append(place, next_batch())
            time.sleep(generator.uniform(0, span))
            process.send_signal(signal.SIGKILL)
            answer = process.communicate()[0]
            was_killed = process.returncode == -signal.SIGKILL
            killed += was_killed
            span *= 1.1 if was_killed else 0.8
            found = json.loads(self.yes("audit", place, "--json"))
            self.assertIsNone(found["fault"], killed)
            events = found["entries"] - 1
            self.assertIn(events, (number, number + 4), "half a batch")
            if "Appended" in answer:
                self.assertEqual(events, number + 4, "an acknowledged batch is lost")
            unacknowledged += events == number + 4 and "Appended" not in answer
            number = events
        print(f"killed {kills} appends; {number // 4} batches were kept, {unacknowledged} of them unacknowledged", file=sys.stderr)

    def not_root(self, *arguments, **how):
        how |= {"user": 65534, "group": 65534, "extra_groups": []} if os.geteuid() == 0 else {}
        return self.refused(*arguments, **how)

    def test_a_read_only_ledger_a_locked_one_one_that_is_gone(self):
        place = self.members.make("border")
        event = self.members.signed(place)
        self.refused(3, "there is no ledger at", "append", self.folder / "nowhere", "-", text=event)
        database = sqlite3.connect(place / "ledger.sqlite", isolation_level=None)
        database.execute("BEGIN IMMEDIATE")
        self.refused(3, "locked", "append", place, "-", "--now", NOON, text=event)
        database.execute("ROLLBACK")
        database.close()
        os.chmod(self.folder, 0o755)
        for file in place.iterdir():
            os.chmod(file, 0o444)
        os.chmod(place, 0o555)
        self.not_root(3, "readonly", "append", place, "-", "--now", NOON, text=event)
        self.not_root(3, "copy the folder to a place of your own", "audit", place)
        os.chmod(place, 0o755)
        self.yes("audit", place)
        (place / "ledger.sqlite").unlink()
        self.refused(3, "there is no ledger at", "append", place, "-", "--now", NOON, text=event)

    def test_a_folder_that_may_not_be_looked_into_is_not_one_without_files(self):
        place, tiles = self.members.make("border"), self.folder / "tiles"
        self.yes("checkpoint", place)
        self.yes("export", place, "tiles", tiles)
        os.chmod(self.folder, 0o755)
        os.chmod(tiles / "tile", 0)
        self.not_root(3, "can not read", "verify", tiles, "--key", self.members.log_key)
        os.chmod(tiles / "tile", 0o755)

    def test_a_full_disk(self):
        place = self.members.make("border")
        content = REPORT[:-1] + ',"text":"' + "x" * 60000 + '"}'
        (self.folder / "content").write_text(content)
        event = "".join(self.members.signed(place, number=n + 1, content=self.folder / "content") for n in range(4))
        limit = ["bash", "-c", 'trap "" XFSZ; ulimit -f 150; exec "$@"', "limit", PROGRAM, "ledger", "append", str(place), "-", "--now", NOON]
        run = subprocess.run(limit, input=event, capture_output=True, text=True, check=False)
        self.assertEqual(run.returncode, 3, run.stderr)
        self.assertIn("ledger.sqlite", run.stderr)
        self.assertEqual(json.loads(self.yes("audit", place, "--json"))["entries"], 1)
        self.assertEqual(ledger("append", place, "-", "--now", NOON, text=event).returncode, 0)

    def test_a_result_that_can_not_be_written_is_not_half_written(self):
        place = self.members.make("border")
        self.yes("checkpoint", place)
        self.refused(3, "can not", "export", place, "tiles", "/proc/tiles")
        self.refused(2, "is there already", "export", place, "tiles", place)

    def test_a_database_that_is_taken_away(self):
        if postgresql.binaries() is None or postgresql.becoming() is None:
            print("SKIPPED, NOT TESTED: no PostgreSQL server here", file=sys.stderr)
            self.skipTest("no PostgreSQL here")
        server = postgresql.Server()
        self.addCleanup(server.remove)
        place = self.members.make("border", "--store", server.url)
        self.members.append(place)
        event = self.members.signed(place)
        server.stop()
        self.refused(3, "can not open the database", "append", place, "-", "--now", NOON, text=event)
        server.start()
        self.assertEqual(json.loads(self.yes("audit", place, "--json"))["entries"], 2)


class Usage(Case):
    def test_a_misspelt_command_is_told_with_the_one_meant(self):
        self.refused(2, "did you mean audit", "audti", self.folder)
        self.refused(2, "a command is missing")

    def test_a_key_is_never_replaced_and_only_its_owner_reads_it(self):
        self.refused(2, "is there already", "key", "North", "--out", self.members.key("North"))
        self.assertEqual(self.members.key("North").stat().st_mode & 0o777, 0o600)

    def test_a_ledger_is_reached_through_a_link(self):
        self.members.make("border")
        (self.folder / "link").symlink_to(self.folder)
        self.yes("audit", self.folder / "link" / "border")

    def test_a_store_that_is_no_server_is_refused(self):
        made = ("--origin", "o", "--accord", "a" * 64, "--members", self.folder / "members.json", "--policy", self.folder / "policy", "--host",
                "Secretariat", "--key", self.members.key("Secretariat"))
        self.refused(2, "write postgresql://", "init", self.folder / "border", *made, "--store", "mydb")
        self.assertFalse((self.folder / "border").exists())

    def test_a_misspelt_member_or_type_or_role_is_told(self):
        place, key = self.members.make("border"), ("--key", self.members.key("North"))
        self.refused(2, "did you mean North", "sign", place, "report", REPORT, "--as", "Nort", *key)
        self.refused(2, "docs/ledger-format.md lists them", "sign", place, "reprot", REPORT, "--as", "North", *key)
        self.refused(2, "party, verifier, organ or host", "sign", place, "report", REPORT, "--as", "North", "--role", "chief", *key)

    def test_an_event_of_100_megabytes_is_refused(self):
        place = self.members.make("border")
        self.refused(2, "more than 65535", "append", place, "-", text="x" * (100 << 20))


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
