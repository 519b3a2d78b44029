#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Exports while the disk fails at every call in turn: there is the old file or the new one, whole,
the fault is told, and nothing else is left. Usage: test-faults.py PROGRAM FAULTIO"""
import errno
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import tap  # noqa: E402

FAULTIO = os.path.abspath(sys.argv.pop(2))
PROGRAM = os.path.abspath(sys.argv.pop(1))
DATA = os.environ['ACCESSION_DATA_DIR']
OLD = b'the old file'
MOST_CALLS = 200


class Faults(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(os.path.realpath(folder.name))
        self.mark = self.folder / 'mark'
        (self.folder / 'out').mkdir()

    def export(self, suffix, **fault):
        self.target = self.folder / 'out' / f'figure{suffix}'
        self.target.write_bytes(OLD)
        self.mark.unlink(missing_ok=True)
        arguments = ['--force', '-o', self.target, '--date', '2022-09-06', '--size', '320x240']
        if suffix == '.geojson':
            arguments += ['--layers', 'occupied']
        environment = {'ACCESSION_DATA_DIR': DATA, 'LD_PRELOAD': FAULTIO,
                       'FAULT_FOLDER': str(self.folder / 'out'), 'FAULT_MARK': str(self.mark)}
        for name, value in fault.items():
            environment['FAULT_' + name] = str(value)
        return subprocess.run([PROGRAM, 'export', *map(str, arguments)], capture_output=True,
                              env=environment, timeout=120, check=False)

    def every_call(self, suffix, op, check, **fault):
        """Runs with the first, second … call failing, until none is left to fail."""
        result = self.export(suffix)
        self.assertEqual(result.returncode, 0, result.stderr)
        whole = self.target.read_bytes()
        self.assertNotEqual(whole, OLD)
        for n in range(1, MOST_CALLS):
            result = self.export(suffix, OP=op, N=n, **fault)
            with self.subTest(suffix=suffix, op=op, n=n, **fault):
                if not self.mark.exists():
                    self.assertEqual(result.returncode, 0, result.stderr)
                    self.assertEqual(self.target.read_bytes(), whole)
                    break
                check(result, self.target.read_bytes(), whole)
        else:
            self.fail('never without a fault')
        self.assertGreater(n, 1, f'{op} was never called')

    def check_told(self, result, there, whole):
        self.assertEqual(result.returncode, 1, result.stderr)
        self.assertIn('figure', result.stderr.decode())
        self.assertIn(there, (OLD, whole))
        self.assertEqual(os.listdir(self.folder / 'out'), [self.target.name])

    def check_killed(self, result, there, whole):
        self.assertEqual(result.returncode, 137)
        self.assertIn(there, (OLD, whole))
        # Only between its link and its rename a file has a name of its own: a hidden one.
        for name in os.listdir(self.folder / 'out'):
            if name != self.target.name:
                self.assertRegex(name, r'^\.accession-[0-9a-f]{8}$')
                (self.folder / 'out' / name).unlink()

    def check_killed_early(self, result, there, whole):
        self.assertEqual(result.returncode, 137)
        self.assertEqual(there, OLD)
        self.assertEqual(os.listdir(self.folder / 'out'), [self.target.name])

    def test_series_leaves_nothing(self):
        frames = self.folder / 'out' / 'f-%02d.png'
        environment = {'ACCESSION_DATA_DIR': DATA, 'LD_PRELOAD': FAULTIO, 'FAULT_OP': 'write',
                       'FAULT_FOLDER': str(self.folder / 'out'), 'FAULT_ERRNO': str(errno.ENOSPC)}
        for n in (1, 3, 5):
            result = subprocess.run(
                [PROGRAM, 'export', '-o', frames, '--from', '2022-02-22', '--to', '2022-02-26', '--step', '1d',
                 '--size', '320x240'], capture_output=True, env=dict(environment, FAULT_N=str(n)), check=False)
            self.assertEqual(result.returncode, 1)
            self.assertIn(b'f-0', result.stderr)
            self.assertEqual(os.listdir(self.folder / 'out'), [])

    def check_done(self, result, there, whole):
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(there, whole)


def add(name, suffix, op, check, **fault):
    def test(self):
        self.every_call(suffix, op, getattr(self, check), **fault)
    setattr(Faults, f'test_{suffix[1:]}_{name}', test)


for suffix_ in ('.png', '.svg', '.pdf', '.geojson'):
    for op_, code in (('write', errno.ENOSPC), ('fsync', errno.EIO), ('linkat', errno.EACCES),
                      ('rename', errno.EACCES)):
        add(f'{op_}_fails', suffix_, op_, 'check_told', ERRNO=code)
    add('write_is_short', suffix_, 'write', 'check_done', SHORT=1)
for op_ in ('write', 'linkat'):
    add(f'killed_at_{op_}', '.svg', op_, 'check_killed_early', KILL=1)
for op_ in ('fsync', 'rename', 'close'):
    add(f'killed_at_{op_}', '.svg', op_, 'check_killed', KILL=1)


if __name__ == '__main__':
    tap.main()
