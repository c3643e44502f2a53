"""What the commands print as JSON is what docs/json says: python3 schemas_test.py PROGRAM REPOSITORY."""

import copy
import json
import pathlib
import subprocess
import sys
import unittest

import jsonschema

PROGRAM, REPOSITORY = sys.argv[1], pathlib.Path(sys.argv[2])
ACCORDS = REPOSITORY / "tests/reference/data/accords"
NEIGHBOURS = REPOSITORY / "tests/report/accords/neighbours.yaml"
RIVER = REPOSITORY / "tests/report/accords/river.yaml"
NO_DEAL = REPOSITORY / "tests/report/accords/no-deal.yaml"


def printed(*arguments):
    run = subprocess.run([PROGRAM, *map(str, arguments), "--json"], capture_output=True, text=True, check=False)
    assert run.returncode in (0, 1), run.stderr
    return json.loads(run.stdout)


def whole(name):
    """The schema with the parts it takes from common.schema.json laid beside its own: no validator has to fetch anything."""
    text = (REPOSITORY / "docs/json" / f"{name}.schema.json").read_text()
    schema = json.loads(text.replace("common.schema.json#", "#"))
    common = (REPOSITORY / "docs/json/common.schema.json").read_text()
    parts = json.loads(common.replace("common.schema.json#", "#"))["$defs"]
    return {**schema, "$defs": {**parts, **schema.get("$defs", {})}}


def check(command, document):
    schema = whole(command)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(document)


class Schemas(unittest.TestCase):
    def test_plans_of_every_kind_of_accord(self):
        for accord in sorted(ACCORDS.glob("0[1-5]*.yaml")) + [NEIGHBOURS]:
            with self.subTest(accord=accord.name):
                check("plan", printed("plan", accord))

    def test_plans_within_a_tolerance_and_a_margin(self):
        check("plan", printed("plan", NEIGHBOURS, "--eps", "2%", "--margin", "1%"))

    def test_packages_with_and_without_a_deal_a_frontier_and_a_fund(self):
        for accord in sorted(ACCORDS.glob("0*.yaml")) + [NEIGHBOURS, RIVER, NO_DEAL]:
            for options in ((), ("--frontier",)):
                with self.subTest(accord=accord.name, options=options):
                    check("package", printed("package", accord, *options))
        check("package", printed("package", RIVER, "--solution", "egalitarian"))

    def test_evaluations_of_plans_that_hold_and_plans_that_break(self):
        document = printed("evaluate", NEIGHBOURS)
        check("evaluate", document)
        self.assertEqual([plan["holds"] for plan in document["plans"]], [False, True])

    def test_explanations_of_what_can_not_be_reached_and_of_what_can(self):
        for state in ("weapons=removed, relief=full", "reactor=halted, relief=half"):
            check("explain", printed("explain", NEIGHBOURS, "--at", state))

    def test_a_checked_file(self):
        check("check", printed("check", NEIGHBOURS))

    def test_an_imported_table(self):
        check("import", printed("import", "csv", REPOSITORY / "tests/fuzz/import_corpus/table.csv"))

    def test_checks_of_a_ledger_and_of_tiles(self):
        tiles = REPOSITORY / "tests/reference/data/transparency-log/tessera-log"
        key = "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx"
        document = printed("ledger", "verify", tiles, "--key", key)
        check("ledger", document)
        self.assertTrue(document["sound"])
        document = printed("ledger", "verify", tiles / "tile", "--key", key)
        check("ledger", document)
        self.assertEqual(document["fault"]["where"], "checkpoint")

    def test_the_schemas_see_what_is_missing_and_what_is_no_number(self):
        document = printed("plan", NEIGHBOURS)
        faulty = copy.deepcopy(document)
        del faulty["solutions"]["nash"]["steps"][0]["exposure"]
        with self.assertRaises(jsonschema.ValidationError):
            check("plan", faulty)
        faulty = copy.deepcopy(document)
        faulty["aim"]["lacks"][0]["mends"][0]["unit"] = "percent"
        with self.assertRaises(jsonschema.ValidationError):
            check("plan", faulty)
        faulty = printed("package", RIVER)
        del faulty["frontier_omitted"]
        with self.assertRaises(jsonschema.ValidationError):
            check("package", faulty)
        faulty = printed("package", NO_DEAL)
        faulty["fund"]["verdict"] = "maybe"
        with self.assertRaises(jsonschema.ValidationError):
            check("package", faulty)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
