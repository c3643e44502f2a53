"""What the commands print as JSON is what docs/json says: python3 schemas_test.py PROGRAM REPOSITORY."""

import copy
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
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


def with_page(folder, page, *command):
    """`COMMAND --out FOLDER/out` of a copy of the program that has this page, or none, to make reports from."""
    (folder / "bin").mkdir()
    shutil.copy(PROGRAM, folder / "bin/entente")
    if page is not None:
        (folder / "share/entente").mkdir(parents=True)
        (folder / "share/entente/report.html").write_text(page)
    run = subprocess.run([folder / "bin/entente", *map(str, command), "--out", folder / "out"], capture_output=True, text=True, check=False)
    assert run.returncode in (0, 1, 2), run.stderr
    return run


def whole(name):
    """The schema with the parts it takes from common.schema.json laid beside its own: no validator has to fetch anything."""
    text = (REPOSITORY / "docs/json" / f"{name}.schema.json").read_text()
    schema = json.loads(text.replace("common.schema.json#", "#"))
    common = (REPOSITORY / "docs/json/common.schema.json").read_text()
    parts = json.loads(common.replace("common.schema.json#", "#"))["$defs"]
    return {**schema, "$defs": {**parts, **schema.get("$defs", {})}}


def check(command, document, part=None):
    schema = whole(command)
    jsonschema.Draft202012Validator.check_schema(schema)
    if part is not None:
        schema = {"$ref": f"#/$defs/{part}", "$defs": schema["$defs"]}
    jsonschema.Draft202012Validator(schema).validate(document)


class Schemas(unittest.TestCase):
    def test_simulations(self):
        for plan in ("step by step", "disarm first"):
            with self.subTest(plan=plan):
                case = REPOSITORY / "cases/two-neighbours"
                document = printed("simulate", case, plan.replace(" ", "-"), "--runs", 2000)
                check("simulate", document)
                self.assertEqual(document["plan"], plan)
                self.assertEqual(len(document["rates"]), 10)
                lost = sum(one["runs"] for one in document["collapses"])
                self.assertEqual(lost + document["standing"]["runs"], document["runs"])
        del document["curve"][0]["standing"]
        with self.assertRaises(jsonschema.ValidationError):
            check("simulate", document)

    def test_plans_of_every_kind_of_accord(self):
        for accord in sorted(ACCORDS.glob("0[1-5]*.yaml")) + [NEIGHBOURS]:
            with self.subTest(accord=accord.name):
                check("plan", printed("plan", accord))

    def test_the_document_in_a_report(self):
        cases = [REPOSITORY / "cases" / name for name in ("two-neighbours", "jcpoa-2015")]
        for accord in cases + [NEIGHBOURS, NO_DEAL, ACCORDS / "03_no_plan.yaml", ACCORDS / "10_ranges.yaml"]:
            with self.subTest(accord=accord.name), tempfile.TemporaryDirectory() as name:
                run = with_page(pathlib.Path(name), '<i>"@ENTENTE-REPORT@"</i>', "plan", accord)
                self.assertNotIn("left out", run.stderr)
                page = (pathlib.Path(name) / "out/report.html").read_text()
                document = json.loads(page.removeprefix("<i>").removesuffix("</i>"))
                check("report", document)
                check("plan", {**document["plan"], "seconds": 0})
                check("package", {**document["package"], "seconds": 0})
                if document["people"] is not None:
                    check("evaluate", {**document["people"], "seconds": 0})
                printed_plan = json.loads((pathlib.Path(name) / "out/plan.json").read_text())
                self.assertEqual(document["plan"], {key: value for key, value in printed_plan.items() if key != "seconds"})
        faulty = copy.deepcopy(document)
        faulty["source"]["parties"][0]["patience"] = [0.1, 0.2]
        with self.assertRaises(jsonschema.ValidationError):
            check("report", faulty)

    def test_a_report_cites_what_the_bibliography_has(self):
        with tempfile.TemporaryDirectory() as name:
            with_page(pathlib.Path(name), '"@ENTENTE-REPORT@"', "plan", REPOSITORY / "cases/jcpoa-2015")
            document = json.loads((pathlib.Path(name) / "out/report.html").read_text())
        cited = {key for commitment in document["source"]["commitments"] for level in commitment["levels"] for key in level["sources"]}
        self.assertTrue(cited)
        self.assertEqual(cited - set(document["bibliography"]), set())

    def test_without_its_page_a_program_says_so_and_leaves_no_older_report(self):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            (folder / "out").mkdir()
            (folder / "out/report.html").write_text("of an earlier plan")
            run = with_page(folder, None, "plan", NEIGHBOURS)
            self.assertIn("report.html is left out", run.stderr)
            self.assertIn("the report of an earlier run was removed", run.stderr)
            self.assertEqual([file.name for file in (folder / "out").iterdir()], ["plan.json"])

    def test_a_page_that_is_not_whole_gives_no_report_at_all(self):
        with tempfile.TemporaryDirectory() as name:
            run = with_page(pathlib.Path(name), "<p>cut off", "plan", NEIGHBOURS)
            self.assertEqual(run.returncode, 2)
            self.assertIn("is not whole", run.stderr)
            self.assertEqual(list((pathlib.Path(name) / "out").iterdir()), [])

    def test_plans_in_many_worlds(self):
        one = printed("stress", REPOSITORY / "cases/jcpoa-2015", "--worlds", "300")
        check("stress", one)
        korea = REPOSITORY / "cases/korea-2019"
        for design in ("latin", "sobol", "random"):
            several = printed("stress", korea, "hanoi-offer", "freeze-for-freeze", "--worlds", "400", "--design", design)
            check("stress", several)
            for plan in several["plans"]:
                broken = sum(row["worlds"] for row in plan["first_breaks"])
                self.assertEqual(broken + plan["holds"]["worlds"], 400, "every world holds or breaks first somewhere")
        faulty = copy.deepcopy(one)
        faulty["plans"][0]["first_breaks"] = [{"step": 1}]
        with self.assertRaises(jsonschema.ValidationError):
            check("stress", faulty)

    def test_the_document_in_a_report_of_worlds(self):
        jcpoa = REPOSITORY / "cases/jcpoa-2015"
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            run = with_page(folder, '<i>"@ENTENTE-REPORT@"</i>', "stress", jcpoa, "historical", "--worlds", 300, "--sensitivity", 16)
            self.assertNotIn("left out", run.stderr)
            document = json.loads((folder / "out/report.html").read_text().removeprefix("<i>").removesuffix("</i>"))
            check("stress-report", document)
            check("stress", document["stress"])
            self.assertEqual(document["stress"], json.loads((folder / "out/stress.json").read_text()))
            self.assertEqual(document["case"], str(jcpoa))
        del document["stress"]
        with self.assertRaises(jsonschema.ValidationError):
            check("stress-report", document)

    def test_the_document_in_a_report_of_a_simulation(self):
        neighbours = REPOSITORY / "cases/two-neighbours"
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            run = with_page(folder, '<i>"@ENTENTE-REPORT@"</i>', "simulate", neighbours, "step-by-step", "--runs", 500)
            self.assertNotIn("left out", run.stderr)
            document = json.loads((folder / "out/report.html").read_text().removeprefix("<i>").removesuffix("</i>"))
            check("simulation-report", document)
            check("simulate", document["simulation"])
            self.assertEqual(document["simulation"], json.loads((folder / "out/simulate.json").read_text()))

    def test_a_program_without_its_page_leaves_worlds_all_the_same(self):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            run = with_page(folder, None, "stress", REPOSITORY / "cases/jcpoa-2015", "historical", "--worlds", 20, "--sensitivity", "none")
            self.assertIn("report.html is left out", run.stderr)
            self.assertEqual({file.name for file in (folder / "out").iterdir()}, {"stress.json", "worlds.csv"})

    def test_plans_within_a_tolerance_and_a_margin(self):
        check("plan", printed("plan", NEIGHBOURS, "--eps", "2%", "--margin", "1%"))

    def test_packages_with_and_without_a_deal_a_frontier_and_a_fund(self):
        for accord in sorted(ACCORDS.glob("0*.yaml")) + [NEIGHBOURS, RIVER, NO_DEAL]:
            for options in ((), ("--frontier",)):
                with self.subTest(accord=accord.name, options=options):
                    check("package", printed("package", accord, *options))
        check("package", printed("package", RIVER, "--solution", "egalitarian"))

    def test_procedures_of_a_case_and_those_that_are_shipped(self):
        shipped = printed("review", "procedures")
        check("review-procedures", shipped)
        self.assertGreaterEqual(len(shipped["procedures"]), 6)
        dispute = printed("review", "procedures", "--template", "jcpoa-dispute")
        check("review-procedures", dispute)
        self.assertEqual(dispute["procedures"][0]["beginnings"][0]["least"]["days"], 65)
        check("review-procedures", printed("review", "procedures", REPOSITORY / "cases/jcpoa-2015"))
        check("review-procedures", printed("review", "procedures", NEIGHBOURS))

    def test_evaluations_of_plans_that_hold_and_plans_that_break(self):
        document = printed("evaluate", NEIGHBOURS)
        check("evaluate", document)
        self.assertEqual([plan["holds"] for plan in document["plans"]], [False, True])

    def test_explanations_of_what_can_not_be_reached_and_of_what_can(self):
        for state in ("weapons=removed, relief=full", "reactor=halted, relief=half"):
            check("explain", printed("explain", NEIGHBOURS, "--at", state))

    def test_designs_of_verification_that_suffice_and_that_do_not(self):
        case = REPOSITORY / "cases/two-neighbours"
        document = printed("verify", "design", case)
        check("verify-design", document)
        self.assertTrue(document["designs"][0]["portfolios"]["found"])
        document = printed("verify", "design", case, "--plan", "disarm-first", "--plan", "step-by-step", "--margin", "10%")
        check("verify-design", document)
        self.assertEqual([design["suffices"] for design in document["designs"]], [False, True])
        document = printed("verify", "design", ACCORDS / "01_barter.yaml")
        self.assertIsNone(document["designs"][0]["portfolios"])
        check("verify-design", document)

    def test_a_checked_file(self):
        check("check", printed("check", NEIGHBOURS))

    def test_an_imported_table(self):
        check("import", printed("import", "csv", REPOSITORY / "tests/fuzz/import_corpus/table.csv"))

    def test_visits_samples_balances_and_stages(self):
        with tempfile.TemporaryDirectory() as name:
            sites = pathlib.Path(name) / "sites.yaml"
            sites.write_text("inspections: Sites\nbudget: 1\nparties: [North]\nsites: {reactor: {value: 2, detection: 90%}}\n")
            check("verify-inspect", printed("verify", "inspect", sites))
            check("verify-inspect", printed("verify", "inspect", sites, "--plan", pathlib.Path(name) / "plan.json"))
        check("verify-sample", printed("verify", "sample", "--items", 9, "--falsified", 2, "--sample", 3))
        check("verify-sample", printed("verify", "sample", "--items", 9, "--falsified", 0))
        check("verify-balance", printed("verify", "balance", "--loss", 4, "--periods", 5, "--inventory", 1))
        check("verify-stages", printed("verify", "stages", "--stages", 10, "--inspections", 3))
        check("verify-alarms", printed("verify", "alarms", "--shift", 2))
        for more in ((), ("--slots", 6), ("--seen", 2)):
            check("verify-timely", printed("verify", "timely", *more))

    def test_every_step_of_a_drawn_schedule(self):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            (folder / "plan.yaml").write_text("format: entente/schedule-plan/1\ntitle: Visits\nparties: [North]\n"
                                              "periods: 3\nsites: [{site: reactor, visits: 0.5}]\n")
            schedule, plan = ("verify", "schedule"), folder / "plan.yaml"
            check("verify-schedule", printed(*schedule, "seal", plan, "--party", "North", "--out", folder))
            seal, opening = folder / "North.seal.json", folder / "North.opening.json"
            check("verify-schedule", printed(*schedule, "draw", plan, seal))
            check("verify-schedule", printed(*schedule, "open", plan, folder / "North.secret.json", seal, "--out", folder))
            check("verify-schedule", printed(*schedule, "draw", plan, seal, opening, "--out", folder / "drawn.json"))
            document = printed(*schedule, "--check", folder / "drawn.json")
            check("verify-schedule", document)
            self.assertTrue(document["done"])
            document["schedule"]["seed"] = "?"
            with self.assertRaises(jsonschema.ValidationError):
                check("verify-schedule", document)

    def test_documents_and_their_copies(self):
        fixtures = sorted((REPOSITORY / "tests/evidence/fixtures").iterdir())
        check("evidence-read", printed("evidence", "read", *fixtures, "--text"))
        document = printed("evidence", "copies", *fixtures)
        check("evidence-copies", document)
        with tempfile.NamedTemporaryFile("w", suffix=".json") as truth:
            json.dump({"sources": document["sources"]}, truth)
            truth.flush()
            document = printed("evidence", "copies", *fixtures, "--truth", truth.name)
        check("evidence-copies", document)
        self.assertEqual(document["agreement"]["adjusted_rand_index"], 1)

    def test_evidence(self):
        for command in ("belief", "items", "next"):
            for case in ((REPOSITORY / "cases/two-neighbours",), (NEIGHBOURS, "--evidence", REPOSITORY / "tests/evidence/full.yaml")):
                with self.subTest(command=command, case=case[0].name):
                    check("evidence-" + command, printed("evidence", command, *case))
        check("evidence-alignment", printed("evidence", "alignment", REPOSITORY / "cases/two-neighbours/tone.csv"))

    def test_standings_answers_and_scores(self):
        case = REPOSITORY / "cases/two-neighbours"
        for day in ("2027-01-01", "2027-05-01", "2027-08-05"):
            document = printed("review", "standing", case, "--on", day)
            check("review-standing", document)
            check("review-answers", printed("review", "answers", case, "--on", day))
        self.assertEqual(document["levels"], {"reactor": "halted", "weapons": "today", "relief": "half"})
        self.assertEqual(document["on"], "2027-08-05")
        document["obligations"][0]["status"] = "nearly done"
        with self.assertRaises(jsonschema.ValidationError):
            check("review-standing", document)
        shares = ("--complete", 30, "--intermediate", 19, "--minimum", 37, "--none", 15)
        document = printed("review", "score", *shares, "--percent")
        check("review-score", document)
        self.assertEqual((document["score"], document["sum"]), (55.0, 101))
        check("review-score", printed("review", "score", *shares))

    def test_replays(self):
        for case in ("two-neighbours", "jcpoa-2015", "colombia-2016"):
            document = printed("replay", REPOSITORY / "cases" / case)
            check("replay", document)
        self.assertEqual([round(one["score"], 1) for one in document["assessments"]], [55.0, 57.7])
        changed = next(month for month in document["months"] if month["changes"])
        changed["changes"][0]["after"] = "nearly done"
        with self.assertRaises(jsonschema.ValidationError):
            check("replay", document)

    def test_a_plan_from_where_things_stand(self):
        with tempfile.TemporaryDirectory() as name:
            standing = pathlib.Path(name) / "standing.json"
            case = REPOSITORY / "cases/two-neighbours"
            standing.write_text(json.dumps(printed("review", "standing", case, "--on", "2027-08-05")))
            document = printed("plan", case, "--from", standing)
        check("plan", document)
        self.assertEqual(document["from"], {"reactor": "halted", "weapons": "today", "relief": "half"})
        raised = [raise_["commitment"] for step in document["solutions"]["nash"]["steps"] for raise_ in step["raises"]]
        self.assertEqual(len(raised), len(set(raised)), "what stands is not raised again")

    def test_checks_of_tiles(self):
        tiles = REPOSITORY / "tests/reference/data/transparency-log/tessera-log"
        key = "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx"
        document = printed("ledger", "verify", tiles, "--key", key)
        check("ledger", document, "verify")
        self.assertTrue(document["sound"])
        document = printed("ledger", "verify", tiles / "tile", "--key", key)
        check("ledger", document, "verify")
        self.assertEqual(document["fault"]["where"], "checkpoint")

    def test_every_command_of_a_ledger(self):
        now = ("--now", "2027-01-15T12:00:00Z")
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)

            def told(part, *arguments):
                document = printed("ledger", *arguments)
                check("ledger", document)
                check("ledger", document, part)
                return document

            told("key", "key", "North", "--out", folder / "North")
            log = told("key", "key", "log.example", "--out", folder / "log")["key"]
            (folder / "members").write_text('[{"name":"North","roles":["host","party"],"key":"North.pub"}]')
            (folder / "policy").write_text(f"witness N {(folder / 'North.witness.pub').read_text()}quorum N\n")
            place, copy = folder / "ledger", folder / "copy"
            told("init", "init", place, "--origin", "log.example", "--accord", NEIGHBOURS, "--members", folder / "members", "--policy",
                 folder / "policy", "--host", "North", "--key", folder / "North", "--log-key", folder / "log", *now)
            (folder / "plan.json").write_text(json.dumps(printed("plan", NEIGHBOURS)))
            content = told("commitments", "commitments", NEIGHBOURS, folder / "plan.json", "--start", "2027-03-01")

            def add(kind, content, role):
                event = told("sign", "sign", place, kind, json.dumps(content), "--as", "North", "--key", folder / "North", "--role", role, *now)
                # As it was signed: in canonical form, which these texts have without more.
                (folder / "event").write_text(json.dumps(event, sort_keys=True, separators=(",", ":"), ensure_ascii=False))
                return told("append", "append", place, folder / "event", *now)

            self.assertEqual(add("commitments", content, "party"), {"first": 1, "last": 1})
            self.assertFalse(told("checkpoint", "checkpoint", place)["counts"])
            self.assertTrue(told("checkpoint", "cosign", place, "--key", folder / "North", *now)["counts"])
            shutil.copytree(place, copy)
            add("report", {"commitment": "reactor", "level": "halted", "on": "2027-01-15"}, "party")
            told("checkpoint", "checkpoint", place)
            told("prove", "prove", place, "--since", 2)
            told("prove", "prove", place, "--entry", 1, "--out", folder / "proof")
            self.assertIsNone(told("verify_proof", "verify-proof", folder / "proof", "--key", log)["reason"])
            self.assertFalse(told("verify_proof", "verify-proof", folder / "proof", "--key", log, "--policy", folder / "policy")["counts"])
            told("verify_proof", "verify-proof", folder / "proof", "--key", (folder / "North.pub"))
            self.assertIsNone(told("fork", "fork", place, copy)["proof"])
            told("export", "export", place, "bundle", folder / "bundle")
            told("export", "export", place, "tiles", folder / "tiles")
            told("verify", "verify", folder / "tiles", "--key", log)
            told("audit", "import", folder / "bundle", folder / "third", "--key", log)
            told("audit", "audit", folder / "third", "--key", (folder / "North.pub"))
            add("withdrawal", {"entry": 2, "author": "North", "number": 3, "reason": "a source at risk"}, "party")
            told("withdraw", "withdraw", place, 2)
            self.assertEqual(told("audit", "audit", place)["withdrawn"], 1)
            add_to_copy = ("ledger", "sign", copy, "report", '{"commitment":"reactor","level":"halted","on":"2027-01-14"}', "--as", "North",
                           "--key", folder / "North", "--role", "party", *now)
            (folder / "event").write_text(json.dumps(printed(*add_to_copy), sort_keys=True, separators=(",", ":")))
            told("append", "append", copy, folder / "event", *now)
            told("checkpoint", "checkpoint", copy)
            forked = told("fork", "fork", place, copy)
            self.assertTrue(forked["forked"])
            faulty = {**forked, "forked": "yes"}
            with self.assertRaises(jsonschema.ValidationError):
                check("ledger", faulty, "fork")

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
