#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The door to the network before a server with every fault. Usage: test-network.py PROBE."""
import gzip
import os
import pathlib
import re
import struct
import subprocess
import sys
import tempfile
import time
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent))
import tap  # noqa: E402
from tileserver import GOOD, Server, gzip_bomb, make_certificate, png_bomb  # noqa: E402

PROBE = os.path.abspath(sys.argv.pop(1))

# What one fetch of each scenario comes to, and how often the server may be asked.
SCENARIOS = [
    ('good', 'good', 1),
    ('png-as-html', 'good', 1),  # the bytes say what it is
    ('chunks', 'good', 1),
    ('gzip', 'good', 1),
    ('cookie', 'good', 1),
    ('redirect', 'good', 1),
    ('redirect-5', 'good', 1),
    ('error-503-then-good', 'good', 3),
    ('missing', 'not-found', 1),
    ('gone', 'not-found', 1),
    ('forbidden', 'invalid-data', 1),
    ('password', 'invalid-data', 1),
    ('teapot', 'invalid-data', 1),
    ('error-500', 'invalid-data', 3),
    ('redirect-6', 'invalid-data', 1),
    ('redirect-loop', 'invalid-data', 6),
    ('redirect-file', 'invalid-data', 1),
    ('redirect-data', 'invalid-data', 1),
    ('redirect-nowhere', 'invalid-data', 1),
    ('redirect-host', 'invalid-data', 1),
    ('endless', 'invalid-data', 1),
    ('declared-large', 'invalid-data', 1),
    ('gzip-bomb', 'invalid-data', 1),
    ('truncated', 'failed', 3),
    ('reset-in-body', 'failed', 3),
    # What these bring is for the gate to refuse, below.
    ('bad-chunks', 'good|failed', 3),
    ('huge-chunk', 'good|failed', 3),
    ('gzip-lie', 'good|failed', 3),
    ('garbage', 'failed', 3),
    # A connection that ends before any answer: the library itself asks once more.
    ('close', 'failed', 6),
    ('reset', 'failed', 6),
    ('stall', 'timed-out', 3),
    ('stall-in-body', 'timed-out', 3),
    ('drip', 'timed-out', 3),
    ('slow-headers', 'timed-out', 3),
    ('endless-headers', 'timed-out|failed', 3),
]

# What a tile of each comes to when it is decoded.
TILES = [
    ('good', 'ready 256x256', ''),
    ('png-as-html', 'ready 256x256', ''),
    ('html', 'absent', 'no picture'),
    ('html-as-png', 'absent', 'no picture'),
    ('svg-as-png', 'absent', 'no picture'),
    ('gif', 'absent', 'no picture'),
    ('empty', 'absent', 'empty'),
    ('no-content', 'absent', None),
    ('cut-png', 'absent', 'damaged'),
    ('bad-chunks', 'absent', 'empty'),
    ('huge-chunk', 'absent', 'empty'),
    ('truncated', 'absent', 'breaks the connection off'),
    ('png-bomb', 'absent', '65535 × 65535'),
    ('large-png', 'absent', '4097 × 16'),
    ('missing', 'absent', None),
    ('forbidden', 'absent', 'does not let us'),
    ('error-500', 'absent', 'answers 500'),
]


def varint(number):
    out = b''
    while True:
        byte, number = number & 0x7f, number >> 7
        out += bytes([byte | (0x80 if number else 0)])
        if not number:
            return out


def make_pmtiles(tile, padding=0):
    """One tile at zoom 0 far behind the header."""
    columns = [[0], [1], [len(tile)], [padding + 1]]
    root = varint(1) + b''.join(varint(value) for column in columns for value in column)
    metadata = b'{"attribution":"<b>&copy; Survey</b>"}'
    packed = [gzip.compress(part, mtime=0) for part in (root, metadata)]
    at, sections = 127, []
    for part in (*packed, b'', bytes(padding) + tile):
        sections.append(struct.pack('<QQ', at, len(part)))
        at += len(part)
    header = b'PMTiles\x03' + b''.join(sections) + struct.pack('<QQQ', 1, 1, 1) + bytes([1, 2, 1, 2, 0, 0])
    return header.ljust(127, b'\0') + b''.join(packed) + bytes(padding) + tile


class Network(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.server = Server()
        self.addCleanup(self.server.close)
        # Before any clock runs.
        png_bomb(), gzip_bomb()

    def probe(self, *arguments, allow=None, prefix=(), **environment):
        result = subprocess.run(
            [*prefix, PROBE, *map(str, arguments)], capture_output=True, timeout=120, encoding='utf-8',
            env={**os.environ, 'XDG_CACHE_HOME': self.folder.name, 'LC_ALL': 'C.UTF-8',
                 'GSETTINGS_BACKEND': 'memory', 'ALLOW': self.server.host if allow is None else allow, 'no_proxy': '*', **environment})
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertNotRegex(result.stderr, 'CRITICAL|WARNING')
        return result.stdout.splitlines()

    def fetch(self, path, n=1, **options):
        return self.probe('fetch', n, self.server.url(path), **options)

    def kept(self):
        return sorted(pathlib.Path(self.folder.name).rglob('*.tile'))

    def test_scenarios(self):
        # Side by side, each in a process of its own, so that most of the time is waiting.
        running = []
        for name, *_ in SCENARIOS:
            server = Server()
            self.addCleanup(server.close)
            process = subprocess.Popen(
                [PROBE, 'fetch', '1', server.url(f'{name}/0')], stdout=subprocess.PIPE, encoding='utf-8',
                env={**os.environ, 'ALLOW': server.host, 'LC_ALL': 'C.UTF-8', 'no_proxy': '*'})
            running.append((server, process, time.monotonic()))
        for (name, expected, n_asked), (server, process, begin) in zip(SCENARIOS, running):
            with self.subTest(name):
                said = process.communicate(timeout=120)[0]
                self.assertRegex(said, rf'^({expected}) ')
                self.assertNotIn('http', said)
                # Three tries of three seconds and what a busy machine adds.
                self.assertLess(time.monotonic() - begin, 60)
                n = len([entry for entry in server.log if name in entry[0]])
                self.assertTrue(1 <= n <= n_asked or name.startswith('redirect-'), f'{name}: {n}')
                self.assertLessEqual(len(server.log), max(n_asked, 6))
                for path, headers, _ in server.log:
                    self.assertRegex(headers['User-Agent'],
                                     r'^Accession/\d[\d.]* \(io\.github\.accession\.Accession\)$')
                    for forbidden in ('Referer', 'Cookie', 'Authorization', 'Cache-Control', 'Pragma'):
                        self.assertNotIn(forbidden, headers)

    def test_tiles(self):
        for name, expected, trouble in TILES:
            with self.subTest(name):
                said = self.probe('tiles', self.server.url(name + '/{z}/{x}/{y}.png'), 3, 1, 2)
                self.assertRegex(said[0], '^opened 127')
                self.assertEqual(said[1], expected)
                if trouble:
                    self.assertRegex(said[2], '^failed .*' + trouble)
                else:
                    self.assertEqual(len(said), 2)
        # Nothing that is no tile is kept.
        self.assertEqual(len(self.kept()), 2, TILES)
        self.assertTrue(all(GOOD in path.read_bytes() for path in self.kept()))

    def test_nothing_before_consent(self):
        self.assertRegex(self.fetch('good', allow='')[0], '^permission-denied nobody has agreed that 127')
        for place in ('good/{z}/{x}/{y}.png', 'tilejson.json', 'archive.pmtiles'):
            self.assertRegex(self.probe('tiles', self.server.url(place), 0, 0, 0, allow='example.org')[0],
                             '^permission-denied ')
        self.assertEqual(self.server.log, [])

    def test_no_socket_before_consent(self):
        log = os.path.join(self.folder.name, 'calls')
        said = self.probe('tiles', self.server.url('good/{z}/{x}/{y}.png'), 0, 0, 0, allow='',
                          prefix=('strace', '-f', '-o', log, '-e', 'trace=socket,connect'),
                          ASAN_OPTIONS='detect_leaks=0')
        self.assertRegex(said[0], '^permission-denied ')
        calls = pathlib.Path(log).read_text(encoding='utf-8')
        self.assertNotRegex(calls, r'AF_INET|connect\(')
        # The same looks do see a socket where there is one.
        self.fetch('good', prefix=('strace', '-f', '-o', log, '-e', 'trace=socket,connect'),
                   ASAN_OPTIONS='detect_leaks=0')
        self.assertRegex(pathlib.Path(log).read_text(encoding='utf-8'), r'AF_INET')

    def test_connections_at_once(self):
        said = self.fetch('slow', 24)
        self.assertEqual({line.split()[0] for line in said}, {'good'})
        self.assertEqual(len(self.server.log), 24)
        self.assertTrue(2 <= self.server.n_most <= 8, self.server.n_most)

    def test_retry_after(self):
        self.assertRegex(self.fetch('too-many-then-good')[0], '^good ')
        first, second = (entry[2] for entry in self.server.log)
        self.assertGreaterEqual(second - first, 1.9)

    def test_retry_after_a_date(self):
        self.assertRegex(self.fetch('too-many-until')[0], '^good ')
        first, second = (entry[2] for entry in self.server.log)
        self.assertGreaterEqual(second - first, 1.5)

    def test_long_retry_after(self):
        said = self.fetch('too-many', 12)
        self.assertTrue(all(re.match('invalid-data|busy', line) for line in said), said)
        # Those on their way, and none after.
        self.assertLessEqual(len(self.server.log), 8)

    def test_a_server_that_fails_is_left_alone(self):
        said = self.probe('tiles', self.server.url('error-500/{z}/{x}/{y}.png'),
                          *(n for x in range(40) for n in (6, x, 0)))
        self.assertEqual(said.count('absent'), 40)
        self.assertEqual(sum(line.startswith('failed') for line in said), 1)
        self.assertLess(len(self.server.log), 40)

    def test_a_server_without_tiles_is_told_once(self):
        said = self.probe('tiles', self.server.url('missing/{z}/{x}/{y}.png'),
                          *(n for x in range(20) for n in (6, x, 0)))
        self.assertEqual([line for line in said if line.startswith('failed')],
                         ['failed the server has no tiles at this address'])

    def test_other_servers_go_on(self):
        other = Server()
        self.addCleanup(other.close)
        process = subprocess.Popen([PROBE, 'fetch', '16', other.url('stall')], stdout=subprocess.DEVNULL,
                                   env={**os.environ, 'ALLOW': other.host})
        try:
            self.assertRegex(self.fetch('good')[0], '^good ')
        finally:
            process.kill()
            process.wait()

    def test_no_server(self):
        port = self.server.server_address[1]
        self.server.close()
        self.assertRegex(self.probe('fetch', 1, f'http://127.0.0.1:{port}/good')[0], '^connection-refused ')
        self.assertRegex(self.probe('fetch', 1, 'http://no-such-host.invalid/', allow='no-such-host.invalid')[0],
                         '^(host-not-found|failed) no-such-host.invalid ')

    # --- Cache ---

    def show(self, path, n=1):
        return self.probe('tiles', self.server.url(path + '/{z}/{x}/{y}.png'),
                          *(k for x in range(n) for k in (6, x, 0)))

    def test_fresh_tiles_are_not_asked_for_again(self):
        self.assertEqual(self.show('fresh')[1], 'ready 256x256')
        self.assertEqual(self.show('fresh')[1], 'ready 256x256')
        self.assertEqual(len(self.server.log), 1)

    def test_stale_tiles_are_asked_for_by_their_tag(self):
        self.show('stale')
        self.assertEqual(self.show('stale')[1], 'ready 256x256')
        self.assertEqual([entry[1].get('If-None-Match') for entry in self.server.log], [None, '"one"'])
        self.show('stale')  # the answer made it fresh
        self.assertEqual(len(self.server.log), 2)

    def test_stale_tiles_without_a_server(self):
        self.show('stale')
        self.server.close()
        self.assertEqual(self.show('stale')[1], 'ready 256x256')

    def test_what_must_not_be_kept(self):
        self.show('no-store')
        self.assertEqual(self.kept(), [])

    def test_expiry(self):
        for path, seconds in (('fresh', 3600), ('expires', 100), ('no-store', -1), ('stale', 0),
                              ('good', 7 * 86400)):
            kind, size, told = self.fetch(path)[0].split()
            self.assertEqual((kind, int(size)), ('good', len(GOOD)))
            self.assertAlmostEqual(int(told), seconds, delta=4)

    def test_damaged_cache(self):
        self.show('fresh')
        for damage in (b'', b'accession-tile 1 99999999999\n' + b'no picture', b'\0' * 300,
                       b'accession-tile 1 99999999999', b'accession-tile 1 x\n' + GOOD):
            self.kept()[0].write_bytes(damage)
            self.assertEqual(self.show('fresh')[1], 'ready 256x256')
            self.assertIn(GOOD, self.kept()[0].read_bytes())

    def test_limit_and_clearing(self):
        self.show('fresh', 30)
        size = int(self.probe('size')[0])
        self.assertEqual(size, sum(path.stat().st_size for path in self.kept()))
        self.assertEqual(len(self.kept()), 30)
        oldest = self.kept()[0]
        os.utime(oldest, (1, 1))
        stranger = oldest.parent / 'letter.txt'
        stranger.write_text('mine')
        self.probe('limit', size // 2)
        self.assertFalse(oldest.exists())
        self.assertTrue(5 <= len(self.kept()) <= 15, len(self.kept()))
        self.probe('clear')
        self.assertEqual(self.kept(), [])
        self.assertEqual(self.probe('size'), ['0'])
        self.assertTrue(stranger.exists())

    def test_no_room(self):
        """A cache that cannot be written is no failure."""
        self.assertEqual(self.probe('tiles', self.server.url('fresh/{z}/{x}/{y}.png'), 4, 0, 0,
                                    XDG_CACHE_HOME='/dev/null')[1], 'ready 256x256')

    # --- TileJSON and archives ---

    def test_tilejson(self):
        self.server.tilejson = ('{"tilejson":"3.0.0","attribution":"&copy; A","maxzoom":5,"tiles":["%s"]}'
                                % self.server.url('good/{z}/{x}/{y}.png'))
        said = self.probe('tiles', self.server.url('tilejson'), 5, 1, 1, 6, 1, 1)
        self.assertEqual(said, ['opened © A', 'ready 256x256', 'absent'])

    def test_vector_tiles(self):
        """By TileJSON and by the suffix of a template; kept on the disk as others are."""
        template = self.server.url('vector/{z}/{x}/{y}.pbf')
        self.server.tilejson = '{"vector_layers":[],"attribution":"A","tiles":["%s"]}' % template
        said = self.probe('tiles', self.server.url('tilejson'), 5, 1, 1, 5, 1, 2, PAINTER='1')
        self.assertEqual(said, ['opened A', 'ready 8x8', 'ready 8x8'])
        n_asked = len(self.server.log)
        said = self.probe('tiles', template + '?key=1', 5, 1, 1, PAINTER='1')
        self.assertEqual(said, [f'opened {self.server.host}', 'ready 8x8'])
        said = self.probe('tiles', template, 5, 1, 1, 5, 1, 2, PAINTER='1')
        self.assertEqual(said[1:], ['ready 8x8', 'ready 8x8'])
        self.assertEqual(len(self.server.log), n_asked + 1)  # the two are fresh on the disk
        said = self.probe('tiles', self.server.url('good/{z}/{x}/{y}.mvt'), 5, 1, 1, PAINTER='1')
        self.assertEqual(said[1:], ['absent', 'failed it is no vector tile'])
        n_asked = len(self.server.log)
        self.assertIn('vector tiles', self.probe('tiles', template, 5, 1, 1)[0])
        self.assertEqual(len(self.server.log), n_asked)

    def test_tilejson_of_another_server(self):
        other = Server()
        self.addCleanup(other.close)
        self.server.tilejson = '{"tiles":["%s"]}' % other.url('good/{z}/{x}/{y}.png')
        said = self.probe('tiles', self.server.url('tilejson'), 5, 1, 1)
        self.assertEqual(said, [f'permission-denied nobody has agreed that {other.host} is asked'])
        self.assertEqual(other.log, [])
        said = self.probe('tiles', self.server.url('tilejson'), 5, 1, 1,
                          allow=f'{self.server.host},{other.host}')
        self.assertEqual(said[1], 'ready 256x256')

    def test_bad_tilejson(self):
        for text, said in (('{', 'no TileJSON: line 1'), ('[' * 100000, 'deeper than 128'),
                           ('{"tiles":["file:///{z}/{x}/{y}"]}', 'begins with https'),
                           ('{"vector_layers":[],"tiles":["https://a/{z}/{x}/{y}"]}', 'vector tiles')):
            self.server.tilejson = text
            self.assertIn(said, self.probe('tiles', self.server.url('tilejson'), 0, 0, 0)[0])

    def test_archive(self):
        for padding in (0, 200000):
            self.server.archive = make_pmtiles(GOOD, padding)
            said = self.probe('tiles', self.server.url(f'archive.pmtiles?{padding}'), 0, 0, 0)
            self.assertEqual(said, ['opened © Survey', 'ready 256x256'])
        self.assertTrue(all(entry[1]['Range'].startswith('bytes=') for entry in self.server.log))
        self.assertEqual(len(self.server.log), 3)  # the small one came with its header
        said = self.probe('tiles', self.server.url('archive.pmtiles?200000'), 0, 0, 0)
        self.assertEqual(said[1], 'ready 256x256')
        self.assertEqual(len(self.server.log), 4)  # its tile was kept on the disk

    def test_bad_archives(self):
        self.server.archive = make_pmtiles(GOOD, 200000)
        for path, said in (('archive-whole.pmtiles', 'ranges'), ('archive-shifted.pmtiles', 'another part'),
                           ('html.pmtiles', 'ranges'), ('missing.pmtiles', 'no such tile')):
            self.assertIn(said, self.probe('tiles', self.server.url(path), 0, 0, 0)[0])
        said = self.probe('tiles', self.server.url('archive-changing.pmtiles'), 0, 0, 0)
        self.assertEqual(said[1], 'absent')
        self.assertIn('replaced', said[2])
        self.server.archive = self.server.archive[:-10]
        said = self.probe('tiles', self.server.url('archive.pmtiles?cut'), 0, 0, 0)
        self.assertEqual(said[1:], ['absent', 'failed the server gives less than was asked'])
        self.server.archive = self.server.archive[:100000]
        said = self.probe('tiles', self.server.url('archive.pmtiles'), 0, 0, 0)
        self.assertEqual(said[1], 'absent')

    def test_range(self):
        self.server.archive = bytes(range(256)) * 4
        self.assertEqual(self.probe('range', self.server.url('archive'), 1000, 100), ['good 24 of 1024'])

    # --- TLS ---

    def secure(self, *options, **words):
        certificate = make_certificate(self.folder.name, 'a', *options, **words)
        server = Server(certificate)
        self.addCleanup(server.close)
        return server, certificate[0]

    def test_untrusted_certificates(self):
        for options, words in ((('-days', '2'), {}),
                               (('-days', '2'), {'alternative': 'subjectAltName=DNS:other.example',
                                                 'subject': '/CN=other.example'})):
            server, _ = self.secure(*options, **words)
            said = self.probe('fetch', 1, server.url('good'), allow=server.host)
            self.assertEqual(said, [f'invalid-data {server.host} has a certificate that is not trusted'])
            self.assertEqual(server.log, [])

    def test_https_to_http(self):
        """What is secure is not led to what is not; no TLS is not taken for TLS."""
        said = self.probe('fetch', 1, f'https://{self.server.host}/good')
        self.assertRegex(said[0], '^(failed|invalid-data|timed-out) ')


if __name__ == '__main__':
    tap.main()
