"""docs/evidence.schema.json accepts every evidence file that the reader accepts, and refuses what a schema can see."""

import copy
import json
import pathlib
import sys
import unittest

import jsonschema
import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "docs/evidence.schema.json").read_text(encoding="utf-8"))


class PlainLoader(yaml.SafeLoader):
    """Numbers are numbers and all else is text, as the reader takes it: no dates, and `no` is a word."""


PlainLoader.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in resolvers if tag.rsplit(":", 1)[1] in ("int", "float", "null")]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}

VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def as_text(document):
    """Keys are text, also 1 to 5 of the grades."""
    if isinstance(document, dict):
        return {str(key): as_text(value) for key, value in document.items()}
    return [as_text(one) for one in document] if isinstance(document, list) else document


def parsed(text):
    return as_text(yaml.load(text, Loader=PlainLoader))


FULL = parsed((ROOT / "tests/evidence/full.yaml").read_text(encoding="utf-8"))


class Schema(unittest.TestCase):
    def test_is_itself_a_valid_schema(self):
        jsonschema.Draft202012Validator.check_schema(SCHEMA)

    def test_accepts_the_evidence_of_every_case(self):
        files = sorted(ROOT.glob("cases/*/evidence.yaml"))
        self.assertGreaterEqual(len(files), 1)
        for path in files:
            with self.subTest(str(path.relative_to(ROOT))):
                self.assertEqual([e.message for e in VALIDATOR.iter_errors(parsed(path.read_text(encoding="utf-8")))], [])

    def test_accepts_every_key_of_the_format_at_once(self):
        self.assertEqual([error.message for error in VALIDATOR.iter_errors(FULL)], [])

    def test_refuses_faults_of_form(self):
        def item(**changes):
            def change(document):
                for key, value in changes.items():
                    if value is None:
                        del document["items"][0][key]
                    else:
                        document["items"][0][key] = value
            return change

        def put(key, value):
            def change(document):
                document[key] = value
            return change

        for change in (
            item(seen=None), item(id=None), item(by=None), item(about=None), item(says=None), item(says="keept"), item(grade="G2"),
            item(grade=None), item(seen="2.3.2025"), item(sha256="12"), item(about={}), item(signal="dear"), item(colour="red"),
            item(custody=[]), item(file="a.txt"), item(sealed="maybe"),
            put("grades", {"F": "10%"}), put("grades", {"A": "101%"}), put("classes", {"rumour": {}}), put("belief", {"begin": "2025-01-01"}),
            put("items", []), put("means", {"gate": {"detects": "50%"}}),
            put("means", {"gate": {"covers": "3 months", "false_alarms": "1%"}}), put("means", {"gate": {}}), put("common_cause", [{"sources": []}]),
        ):
            document = copy.deepcopy(FULL)
            change(document)
            with self.subTest(repr(document)[:200]):
                self.assertFalse(VALIDATOR.is_valid(document))

    def test_a_sealed_item_says_nothing(self):
        document = copy.deepcopy(FULL)
        sealed = next(one for one in document["items"] if one.get("sealed") == "true")
        sealed["says"] = "kept"
        self.assertFalse(VALIDATOR.is_valid(document))


if __name__ == "__main__":
    sys.exit(unittest.main())
