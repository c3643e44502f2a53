"""Draws schedules again from docs/schedule-format.md alone, without our code: python3 schedule_again.py PROGRAM."""

import hashlib
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

PROGRAM = sys.argv[1]
PARTS = 10**9


def number(value):
    return value.to_bytes(8, "big")


def text(value):
    return number(len(value.encode())) + value.encode()


def sha256(*pieces):
    return hashlib.sha256(b"".join(pieces)).digest()


def parts(decimal):
    whole, _, rest = decimal.partition(".")
    return int(whole) * PARTS + int(rest.ljust(9, "0"))


def plan_digest(plan):
    return sha256(text("entente/schedule-plan/1"), text(plan["title"]), number(len(plan["parties"])),
                  *map(text, plan["parties"]), number(plan["periods"]), number(len(plan["sites"])),
                  *(text(site["site"]) + number(parts(site["visits"])) for site in plan["sites"]))


def drawn(plan, seed):
    for period in range(1, plan["periods"] + 1):
        start = int.from_bytes(sha256(text("entente/start/1"), seed, number(period)), "big") % PARTS
        visits, begin = [], 0
        for site in plan["sites"]:
            end = begin + parts(site["visits"])
            times = sum(1 for point in range(start, end, PARTS) if point >= begin)
            visits += [{"site": site["site"], "times": times}] if times else []
            begin = end
        yield {"period": period, "visits": visits}


def run(*arguments):
    subprocess.run([PROGRAM, "verify", "schedule", *map(str, arguments)], check=True, capture_output=True)


class DrawnAgain(unittest.TestCase):
    def test_every_byte_and_visit_is_what_the_format_says(self):
        plan = {"format": "entente/schedule-plan/1", "title": "Besuche, Frühjahr 2027", "parties": ["조선", "South", "Agency"],
                "periods": 50, "sites": [{"site": f"site {n}", "visits": v} for n, v in
                                         enumerate(["0.583333333", "0.416666667", "2.25", "0", "1", "0.05"])]}
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            (folder / "plan.json").write_text(json.dumps(plan))
            for party in plan["parties"]:
                run("seal", folder / "plan.json", "--party", party, "--out", folder)
            seals = sorted(folder.glob("*.seal.json"))
            for party in plan["parties"]:
                run("open", folder / "plan.json", folder / f"{party}.secret.json", *seals, "--out", folder)
            run("draw", folder / "plan.json", *seals, *folder.glob("*.opening.json"), "--out", folder / "schedule.json")
            schedule = json.loads((folder / "schedule.json").read_text())
        digest = plan_digest(schedule["plan"])
        self.assertEqual(schedule["plan_sha256"], digest.hex())
        for seal, opening in zip(schedule["seals"], schedule["openings"], strict=True):
            self.assertEqual(seal["seal"], sha256(text("entente/seal/1"), digest, text(opening["party"]),
                                                  bytes.fromhex(opening["salt"]), bytes.fromhex(opening["value"])).hex())
        seed = sha256(text("entente/seed/1"), digest, *(text(opening["party"]) + bytes.fromhex(opening["value"])
                                                        for opening in schedule["openings"]))
        self.assertEqual(schedule["seed"], seed.hex())
        self.assertEqual(schedule["draw"], list(drawn(plan, seed)))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
