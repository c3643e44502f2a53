"""Pictures that commands leave are whole XML documents that stand alone: python3 pictures_test.py PROGRAM REPOSITORY."""

import pathlib
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as xml

PROGRAM, REPOSITORY = sys.argv[1], pathlib.Path(sys.argv[2])
ACCORDS = REPOSITORY / "tests/report/accords"
SVG = "{http://www.w3.org/2000/svg}"


def picture(accord, *options):
    with tempfile.TemporaryDirectory() as folder:
        run = subprocess.run([PROGRAM, "package", str(accord), "--out", folder, *options], capture_output=True, check=False)
        assert run.returncode in (0, 1), run.stderr
        return xml.fromstring((pathlib.Path(folder) / "package.svg").read_bytes())


class Pictures(unittest.TestCase):
    def test_are_well_formed_and_named(self):
        for name in ("neighbours", "river", "no-deal"):
            with self.subTest(name):
                root = picture(ACCORDS / f"{name}.yaml", "--frontier")
                self.assertEqual(root.tag, SVG + "svg")
                self.assertTrue(root.find(SVG + "title").text.startswith("Packages: "))

    def test_take_nothing_from_elsewhere(self):
        for element in picture(ACCORDS / "river.yaml").iter():
            self.assertNotIn(element.tag, (SVG + "image", SVG + "script", SVG + "use", SVG + "style"))
            for name, value in element.attrib.items():
                self.assertNotIn("href", name)
                self.assertNotIn("url(", value)

    def test_name_every_party_and_solution_in_text(self):
        root = picture(ACCORDS / "river.yaml", "--solution", "egalitarian")
        said = [element.text for element in root.iter(SVG + "text")]
        for name in ("Upstream", "Midway", "Delta", "Nash", "Kalai-Smorodinsky", "Egalitarian"):
            self.assertIn(name, said)

    def test_keep_every_mark_and_text_within_their_size(self):
        root = picture(ACCORDS / "river.yaml", "--frontier")
        size = {"x": float(root.get("width")), "y": float(root.get("height"))}
        for element in root.iter():
            for name in ("x", "cx", "y", "cy"):
                if element.get(name):
                    self.assertTrue(0 <= float(element.get(name)) <= size[name[-1]], element.attrib)

    def test_hold_a_title_full_of_markup(self):
        text = (ACCORDS / "neighbours.yaml").read_text(encoding="utf-8")
        first = next(line for line in text.splitlines() if line.startswith("accord:"))
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "accord.yaml"
            file.write_text(text.replace(first, "accord: 'A <b>&amp; \"B\"'"), encoding="utf-8")
            self.assertEqual(picture(file).find(SVG + "title").text, 'Packages: A <b>&amp; "B"')


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
