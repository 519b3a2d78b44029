#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of the sheet against goldens, as an eye compares them: by patches, not by pixels, so that
another version of a font or of its renderer passes and another map does not. Usage: test-sheet.py
ACCESSION; with ACCESSION_WRITE_GOLDENS=1 the goldens are painted anew, to be looked at."""
import os
import pathlib
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent))
import gi  # noqa: E402
import sheet  # noqa: E402
import tap  # noqa: E402

gi.require_version('GdkPixbuf', '2.0')
from gi.repository import GdkPixbuf  # noqa: E402

PROGRAM = os.path.abspath(sys.argv.pop(1))
GOLDENS = HERE / 'goldens'
SIZE = '480x320'
# Sides of the patches, px, and how far their mean colours may lie apart, 0..255 a channel.
PATCH = 8
NEAR = 10
# The share of patches that may be farther apart: names whose letters run a little wider, as they do
# between releases of Pango.
STRAY = 0.018
CASES = [
    ('ukraine', 'light', '2024-07-11', 'en'),
    ('ukraine', 'dark', '2022-03-30', 'uk'),
    ('ukraine', 'grey', '2022-03-30', 'en'),
    ('europe', 'print', '2024-07-11', 'uk'),
    ('europe', 'light', '2008-04-02', 'en'),
    ('black-sea', 'light', '2013-11-21', 'en'),
    ('donbas', 'light', '2022-09-06', 'en'),
    ('crimea', 'dark', '2024-07-11', 'en'),
]


def patches(path):
    """The mean colours of the patches of a picture."""
    pixbuf = GdkPixbuf.Pixbuf.new_from_file(str(path))
    width, height = pixbuf.get_width(), pixbuf.get_height()
    data, stride, n = pixbuf.get_pixels(), pixbuf.get_rowstride(), pixbuf.get_n_channels()
    means = []
    for y in range(0, height, PATCH):
        rows = [data[r * stride:r * stride + width * n] for r in range(y, min(y + PATCH, height))]
        for x in range(0, width, PATCH):
            sums = [0, 0, 0]
            for row in rows:
                piece = row[x * n:(x + PATCH) * n]
                for channel in range(3):
                    sums[channel] += sum(piece[channel::n])
            count = len(rows) * min(PATCH, width - x)
            means.append(tuple(s / count for s in sums))
    return (width, height), means


def difference(a, b):
    """The share of patches that an eye would tell apart."""
    (size_a, means_a), (size_b, means_b) = patches(a), patches(b)
    if size_a != size_b:
        return 1
    return sum(1 for p, q in zip(means_a, means_b)
               if max(abs(i - k) for i, k in zip(p, q)) > NEAR) / len(means_a)


class Sheet(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def paint(self, case):
        path = self.folder / sheet.name_of(*case)
        sheet.paint(PROGRAM, path, *case, size=SIZE)
        return path

    def test_goldens(self):
        for case in CASES:
            with self.subTest(case):
                golden = GOLDENS / sheet.name_of(*case)
                path = self.paint(case)
                if os.environ.get('ACCESSION_WRITE_GOLDENS'):
                    golden.write_bytes(path.read_bytes())
                self.assertLess(difference(golden, path), STRAY)

    def test_the_measure_sees_what_matters(self):
        """Another day, style or language is another picture; the same is the same."""
        first = self.paint(CASES[0])
        view, style, date, language = CASES[0]
        self.assertEqual(difference(first, self.paint(CASES[0])), 0)
        for other in ((view, style, '2022-03-30', language), (view, 'print', date, language),
                      (view, style, date, 'uk'), ('black-sea', style, date, language)):
            with self.subTest(other):
                self.assertGreater(difference(first, self.paint(other)), 2 * STRAY)

    def test_no_golden_is_left_over(self):
        self.assertEqual(sorted(path.name for path in GOLDENS.iterdir()),
                         sorted(sheet.name_of(*case) for case in CASES))


if __name__ == '__main__':
    tap.main()
