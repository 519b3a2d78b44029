#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tiles while the disk of their cache fails at every call in turn: each is shown all the same, what
was kept stays whole, and nothing else is left. Usage: test-faults-tiles.py PROBE FAULTIO"""
import errno
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

TESTS = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TESTS))
sys.path.insert(0, str(TESTS / 'tiles'))
import tap  # noqa: E402
from tileserver import Server  # noqa: E402

FAULTIO = os.path.abspath(sys.argv.pop(2))
PROBE = os.path.abspath(sys.argv.pop(1))
MOST_CALLS = 40


class FaultsTiles(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(os.path.realpath(folder.name))
        self.cache = self.folder / 'cache'
        self.mark = self.folder / 'mark'
        self.server = Server()
        self.addCleanup(self.server.close)

    def show(self, path, **fault):
        """Asks for one tile, and gives what was said of it."""
        self.mark.unlink(missing_ok=True)
        environment = {**os.environ, 'XDG_CACHE_HOME': str(self.cache), 'LC_ALL': 'C.UTF-8', 'no_proxy': '*',
                       'GSETTINGS_BACKEND': 'memory', 'ALLOW': self.server.host, 'FAULT_FOLDER': str(self.cache),
                       'FAULT_MARK': str(self.mark)}
        if fault:
            environment['LD_PRELOAD'] = tap.preload(FAULTIO)
        for name, value in fault.items():
            environment['FAULT_' + name] = str(value)
        result = subprocess.run([PROBE, 'tiles', self.server.url(path + '/{z}/{x}/{y}.png'), '6', '0', '0'],
                                capture_output=True, timeout=120, encoding='utf-8', env=environment, check=False)
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertNotRegex(result.stderr, 'CRITICAL|WARNING')
        return result.stdout.splitlines()

    def files(self):
        return {path: path.read_bytes() for path in sorted(self.cache.rglob('*')) if path.is_file()}

    def every_call(self, op, **fault):
        """A tile that is kept but stale is fetched anew while the first, second … call fails."""
        for n in range(1, MOST_CALLS):
            for path in self.files():
                path.unlink()
            self.show('stale')
            kept = self.files()
            self.assertEqual(len(kept), 1)
            said = self.show('stale', OP=op, N=n, **fault)
            with self.subTest(op=op, n=n, **fault):
                if not self.mark.exists():
                    return n - 1
                self.assertEqual(said[1:], ['ready 256x256'])
                now = self.files()
                self.assertEqual(list(now), list(kept))
                # The old file, or one of the same tile with another time.
                self.assertEqual([data.partition(b'\n')[2] for data in now.values()],
                                 [data.partition(b'\n')[2] for data in kept.values()])
        self.fail('never without a fault')

    def test_every_call(self):
        n = {op: self.every_call(op, ERRNO=error) for op, error in (
            ('write', errno.ENOSPC), ('rename', errno.EROFS), ('fsync', errno.EIO), ('close', errno.EIO))}
        self.assertGreater(n['write'], 0)
        self.assertGreater(n['rename'], 0)

    def test_full_disk(self):
        """Nothing is kept, everything is shown, and with room again it is kept."""
        self.cache.mkdir()
        full = {'OP': 'write', 'N': 1, 'ALL': 1, 'ERRNO': errno.ENOSPC}
        for _ in range(3):
            self.assertEqual(self.show('fresh', **full)[1:], ['ready 256x256'])
            self.assertTrue(self.mark.exists())
            self.assertEqual(self.files(), {})
        self.assertEqual(len(self.server.log), 3)
        self.assertEqual(self.show('fresh')[1:], ['ready 256x256'])
        self.assertEqual(len(self.files()), 1)


if __name__ == '__main__':
    tap.main()
