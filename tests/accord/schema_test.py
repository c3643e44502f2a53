"""docs/accord.schema.json accepts every accord that the reader accepts, and refuses what a schema can see.

A schema knows keys, shapes and numbers but no names: what refers to a name that nothing defines is for the reader alone.
"""

import json
import pathlib
import sys
import unittest

import jsonschema
import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "docs/accord.schema.json").read_text(encoding="utf-8"))

# Cases of tests/accord/faulty whose fault lies in the names, in their order or in the text: invisible to a schema.
BEYOND_A_SCHEMA = (
    "a-key-twice", "a-party-twice", "a-range-out-of-order", "a-duration-of-nothing", "a-duration-of-too-many-periods",
    "a-duration-longer-than-history", "a-period-of-nothing", "a-commitment-by-a-misspelt-party", "two-levels-with-one-name",
    "a-value-for-a-misspelt-party", "undone-by-an-unknown-party", "an-indicator-that-nothing-can-meet",
    "an-indicator-reported-by-a-stranger", "needs-", "two-complements-with-one-name", "a-review-by-", "an-aim-at-an-unknown",
    "a-plan-with-an-unknown", "a-plan-that-", "two-plans-with-one-name", "two-circles", "a-plan-with-a-fault-in-every-step",
    "not-yaml", "a-second-document", "an-alias", "a-tag", "a-list-as-a-key", "a-party-called-source", "a-range-with-a-hole",
    "breakdown-that-is-not-a-number", "a-fund-whose-size-goes-down", "a-fund-that-", "a-fund-too-small",
    "a-fund-with-too-many", "two-tranches-with-one-name",
    "means-that-see-a-level", "means-that-need-each-other", "chosen-means-",
    "a-range-without-width", "a-range-of-ratios", "given-an-unknown", "given-other-numbers", "given-a-value-outside",
    "given-a-number-in-two", "together-what-is-no-range", "together-a-number-of-a-scenario", "together-correlations-that",
    "together-a-table-that", "a-uniform-range-of-durations",
    "procedure-with-stages-that-lead-nowhere", "procedure-that-leaves-out",
)
NEEDS_SEEN_BY_A_SCHEMA = ("needs-that-are-a-word",)


class PlainLoader(yaml.SafeLoader):
    """Numbers are numbers and all else is text, as the reader takes it: no dates, and `no` is a word."""


PlainLoader.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in resolvers if tag.rsplit(":", 1)[1] in ("int", "float", "null")]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read(path):
    return yaml.load(path.read_text(encoding="utf-8"), Loader=PlainLoader)


def validator(part=None):
    schema = SCHEMA if part is None else {"$defs": SCHEMA["$defs"], "$ref": "#/$defs/" + part}
    return jsonschema.Draft202012Validator(schema)


def beyond_a_schema(path):
    name = path.stem.split("-", 1)[1]
    return name.startswith(BEYOND_A_SCHEMA) and name not in NEEDS_SEEN_BY_A_SCHEMA


class Schema(unittest.TestCase):
    def test_is_itself_a_valid_schema(self):
        jsonschema.Draft202012Validator.check_schema(SCHEMA)

    def test_accepts_every_accord_of_the_project(self):
        accords = sorted((ROOT / "tests/reference/data/accords").glob("*.yaml")) + sorted(ROOT.glob("cases/*/accord.yaml"))
        self.assertGreaterEqual(len(accords), 13)
        for path in accords:
            with self.subTest(str(path.relative_to(ROOT))):
                self.assertEqual([error.message for error in validator().iter_errors(read(path))], [])

    def test_accepts_every_key_of_the_format_at_once(self):
        self.assertEqual([error.message for error in validator().iter_errors(read(ROOT / "tests/fuzz/corpus/full.yaml"))], [])

    def test_accepts_the_procedures_that_are_shipped(self):
        templates = sorted((ROOT / "src/accord/templates").glob("*.yaml"))
        self.assertGreaterEqual(len(templates), 6)
        for path in templates:
            with self.subTest(path.stem):
                self.assertEqual([error.message for error in validator("procedure").iter_errors(read(path))], [])

    def test_accepts_plan_files(self):
        for name in ("plan1", "plan2", "plans.json"):
            with self.subTest(name):
                validator("plan_file").validate(read(ROOT / "tests/fuzz/corpus" / name))

    def test_refuses_plan_files_with_unknown_keys_or_nothing_to_do(self):
        for wrong in ({"plan": []}, {"plan": [{}]}, {"stepps": [{"arms": "all"}]}, [{"name": "one"}], "plan"):
            with self.subTest(wrong):
                self.assertFalse(validator("plan_file").is_valid(wrong))

    def test_refuses_the_faulty_accords_whose_fault_is_one_of_form(self):
        refused = 0
        for path in sorted((ROOT / "tests/accord/faulty").glob("*.yaml")):
            if beyond_a_schema(path):
                continue
            with self.subTest(path.name):
                self.assertFalse(validator().is_valid(read(path)), "accepted")
                refused += 1
        self.assertGreaterEqual(refused, 50)


if __name__ == "__main__":
    sys.exit(unittest.main())
