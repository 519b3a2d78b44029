#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures the program against floors and peers of the same run.
Usage: bench.py BUILD_FOLDER [--runs N] [--only NAME,…] [--check | --keep | --widen]
--check: exit status 1 when a ratio is worse than the kept one by more than the tolerance, and is so
again when its part is measured once more.
--keep: keep this run's ratios.
--widen: keep of each ratio the worse of the kept one and this run's."""
import argparse
import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import measure
import peers

HERE = pathlib.Path(__file__).resolve().parent
DATA = HERE.parent.parent / 'data'
KEPT = HERE / 'ratios.json'
# Of two quiet runs on two cores, half an hour apart, most ratios of times agreed within 20 %, and
# those of a few frames or of another program's time not within 90 %. So the worse of two such runs
# is kept (--keep, then --widen), and that much more is allowed. Beyond that, of the hundred ratios
# two or three of a hundredth of the frames still were, other ones in each run: code that is slower is
# so twice, a busy moment of the machine is not, so a part with such a ratio is measured once more.
TOLERANCE = 0.2
# What an empty window takes on the quiet two-core machine that the ratios were kept on. Hosts of the
# same kind have been seen to take thrice as long for new memory.
EMPTY_WINDOW_MS = 180
DAY = '2024-07-11'
# Memory is that of a window that has been left alone for so long.
IDLE_AFTER_S = 7
IDLE_S = 10
# By then the panels are filled.
FILLED_AFTER_S = 3
COMPLETE = re.compile(r': complete (\d+)')


class Bench:
    def __init__(self, build, runs):
        self.build = pathlib.Path(build).resolve()
        self.runs = runs
        self.table = measure.Table()
        self.environment = dict(
            os.environ, GSK_RENDERER='cairo', GSETTINGS_BACKEND='memory', GTK_A11Y='none',
            ADW_DISABLE_PORTAL='1', GTK_USE_PORTAL='0', ACCESSION_TRACE='1',
            GSETTINGS_SCHEMA_DIR=str(self.build / 'resources'),
            ACCESSION_DATA_DIR=str(self.build / 'data'))
        self.folder_object = tempfile.TemporaryDirectory()
        self.folder = pathlib.Path(self.folder_object.name)
        self.cache = self.folder / 'cache'
        self.environment['XDG_CACHE_HOME'] = str(self.cache)
        self.accession = self.build / 'src/cli/accession'

    # --- Start ----------------------------------------------------------------------------------

    def take_pace(self):
        empty = self.build / 'tests/bench/empty-window'
        ms = measure.median_of(lambda: self.start_window(empty, idle_after_s=0)[0], 5)
        self.table.pace = max(1, ms / EMPTY_WINDOW_MS)
        print(f'pace of the machine {self.table.pace:.2f}: an empty window in {ms:.0f} ms', flush=True)

    def start_window(self, command, idle=None, idle_after_s=IDLE_AFTER_S):
        """Starts a window program; ms to its first complete picture, and its memory when it has
        been left alone, kB. To @idle its wake-ups a second are added from then on."""
        begin = time.monotonic()
        process = subprocess.Popen([str(command)], env=self.environment, stderr=subprocess.PIPE,
                                   encoding='utf-8')
        elapsed = None
        for line in process.stderr:
            match = COMPLETE.search(line)
            if match:
                elapsed = int(match.group(1)) - begin * 1000
                break
        time.sleep(idle_after_s)
        memory = measure.pss_kb(process.pid)
        if idle is not None:
            before = measure.wake_ups(process.pid)
            time.sleep(IDLE_S)
            idle.append(measure.wake_ups_between(before, measure.wake_ups(process.pid)) / IDLE_S)
        process.terminate()
        process.wait()
        process.stderr.close()
        if elapsed is None:
            sys.exit(f'{command}: no complete picture')
        return elapsed, memory

    def first_start(self, command):
        shutil.rmtree(self.cache / 'accession', ignore_errors=True)
        return self.start_window(command)[0]

    def start(self):
        window = self.build / 'src/app/accession-window'
        empty = self.build / 'tests/bench/empty-window'
        idle = []
        self.start_window(window, idle)
        self.start_window(empty)
        self.table.add('idle: wake-ups to two a second', idle[0] / 2, 1.0, f'{idle[0]:.1f} a second')
        # By turns, so that a busy moment of the machine hits both.
        pairs = [(self.start_window(empty), self.start_window(window)) for _ in range(self.runs)]
        floor_ms, floor_kb = (statistics.median(p[0][i] for p in pairs) for i in (0, 1))
        ms, kb = (statistics.median(p[1][i] for p in pairs) for i in (0, 1))
        self.table.add('start: to the empty window', ms / floor_ms, 2.0,
                       f'{ms:.0f} ms to the complete picture, {floor_ms:.0f} ms')
        first_ms = measure.median_of(lambda: self.first_start(window), min(self.runs, 3))
        self.table.add('first start: to the empty window', first_ms / floor_ms, None,
                       f'{first_ms:.0f} ms, nothing kept by an earlier one')
        self.table.add('memory: to the empty window', kb / floor_kb, 2.0,
                       f'{kb / 1024:.0f} MB, {floor_kb / 1024:.0f} MB')
        browser = peers.leaflet_ms(DATA, self.folder, DAY, min(self.runs, 3))
        if browser is None:
            self.table.missing('start: to Leaflet in Chromium', 'chromium or libjs-leaflet')
        else:
            self.table.add('start: to Leaflet in Chromium', ms / browser, 0.4, f'{browser:.0f} ms')
            browser_kb = peers.leaflet_kb(DATA, self.folder, DAY, IDLE_AFTER_S)
            self.table.add('memory: to Leaflet in Chromium', kb / browser_kb, 0.25,
                           f'{browser_kb / 1024:.0f} MB')

    # --- Figures --------------------------------------------------------------------------------

    def export_ms(self, *arguments):
        return measure.run_ms([self.accession, 'export', '--force', *arguments], cwd=self.folder,
                              env=self.environment)

    def floor_of_figure(self, width, height):
        """Painting and encoding alone, ms."""
        told = subprocess.run([self.build / 'tests/bench/bench-figures', str(width), str(height),
                               str(self.runs)], env=self.environment, check=True,
                              capture_output=True, encoding='ascii').stdout
        _, paint_ms, encode_ms = map(float, told.split())
        return paint_ms + encode_ms

    def mapnik_ms(self, width, height):
        program = peers.mapnik_map(DATA, self.folder, width, height, DAY)
        return None if program is None else peers.mapnik_ms(program, self.runs)

    def mapnik_frame_ms(self):
        program = peers.mapnik_map(DATA, self.folder, 1920, 1080, DAY)
        return None if program is None else peers.mapnik_frame_ms(program, min(self.runs, 3))

    def figures(self):
        for width, height, floor_limit, peer_limit in ((1920, 1080, None, 0.8), (7680, 4320, 1.2, None)):
            size = ('--size', f'{width}x{height}')
            whole = measure.median_of(lambda: self.export_ms('-o', 'a.png', *size), self.runs)
            floor = self.floor_of_figure(width, height)
            self.table.add(f'figure {width}x{height}: to painting and encoding', whole / floor,
                           floor_limit, f'{whole:.0f} ms, {floor:.0f} ms')
            mapnik = self.mapnik_ms(width, height)
            if mapnik is None:
                self.table.missing(f'figure {width}x{height}: to mapnik', 'python3-mapnik')
            else:
                self.table.add(f'figure {width}x{height}: to mapnik', whole / mapnik, peer_limit,
                               f'{mapnik:.0f} ms')
        self.series()

    def series(self):
        one = measure.median_of(lambda: self.export_ms('-o', 'a.png'), self.runs)
        days = ('--from', '2022-02-24', '--to', '2022-06-03', '--step', '1d')
        floor = self.floor_of_figure(1920, 1080)
        mapnik = self.mapnik_frame_ms()
        if mapnik is None:
            self.table.missing('series of 100: a further frame to mapnik', 'python3-mapnik')
        for name in ('f-%03d.png', 'a.webp'):
            whole = measure.median_of(lambda: self.export_ms('-o', name, *days), min(self.runs, 3))
            self.table.add(f'series of 100, {name}: to painting and encoding',
                           whole / (100 * floor / os.cpu_count()), None,
                           f'{(whole - one) / 99:.1f} ms a further frame')
            if mapnik is not None:
                self.table.add(f'series of 100, {name}: a further frame to mapnik',
                               (whole - one) / 99 / mapnik, 0.4, f'{mapnik:.1f} ms')

    # --- GeoJSON --------------------------------------------------------------------------------

    def geojson_cost(self, mode, path):
        return measure.run_with_peak([self.build / 'tests/bench/bench-geojson', mode, path],
                                     env=self.environment)

    def geojson(self):
        big = self.folder / 'big.geojson'
        subprocess.run([sys.executable, HERE / 'make-geojson.py', big, '4700000'], check=True)
        size_mb = big.stat().st_size / 1e6
        ms, peak_mb = self.geojson_cost('acn', big)
        tree_ms, tree_mb = self.geojson_cost('json-glib', big)
        self.table.add('GeoJSON: time to that of 80 MB/s', ms / (size_mb / 80 * 1000), 1.0,
                       f'{size_mb:.0f} MB in {ms:.0f} ms, {size_mb / ms * 1000:.0f} MB/s')
        self.table.add('GeoJSON: peak memory to 1.5x file + 40 MB', peak_mb / (1.5 * size_mb + 40),
                       1.0, f'{peak_mb:.0f} MB')
        self.table.add('GeoJSON: to json-glib', ms / tree_ms, 0.2, f'{tree_ms:.0f} ms, {tree_mb:.0f} MB')
        other = peers.ogrinfo(big)
        if other is None:
            self.table.missing('GeoJSON: to ogrinfo', 'gdal-bin')
        else:
            self.table.add('GeoJSON: to ogrinfo', ms / other[0], 0.5, f'{other[0]:.0f} ms, {other[1]:.0f} MB')
        big.unlink()
        self.growth()

    def growth(self):
        sizes, costs = (1000, 10_000, 100_000, 1_000_000), []
        for n in sizes:
            path = self.folder / 'growth.geojson'
            subprocess.run([sys.executable, HERE / 'make-geojson.py', path, str(n)], check=True)
            costs.append(measure.median_of(lambda: self.geojson_cost('acn', path)[0], 3))
        exponent = measure.fitted_exponent(sizes, costs)
        self.table.add('growth: GeoJSON vertices, exponent', exponent, 1.1,
                       ', '.join(f'{n}: {c:.0f} ms' for n, c in zip(sizes, costs)))

    # --- Frames ---------------------------------------------------------------------------------

    def frames_of(self, path, **environment):
        """Opening in ms, and by movement and kind the median and 99th percentile, ms."""
        told = subprocess.run([self.build / 'tests/bench/bench-frames', path],
                              env=dict(self.environment, **environment),
                              check=True, capture_output=True, encoding='utf-8').stdout
        return float(re.search(r'opened in (\d+)', told).group(1)), {
            (mode, what): (float(p50), float(p99)) for mode, what, p50, p99 in re.findall(
                r'(\w+) (\w+) p50 ([\d.]+) p99 ([\d.]+)', told)}

    def frames(self):
        _, cairo = self.frames_of(self.build / 'data/ukraine-nato.dossier.json')
        self.add_frames('', cairo)
        _, gl = self.frames_of(self.build / 'data/ukraine-nato.dossier.json', GSK_RENDERER='gl')
        for mode in ('pan', 'zoom', 'scrub'):
            self.table.add(f'frames: {mode} interval p50 with gl to cairo',
                           gl[mode, 'interval'][0] / cairo[mode, 'interval'][0], 1.5,
                           f'{gl[mode, "interval"][0]} ms, work {gl[mode, "work"][0]} ms')

    def add_frames(self, of, measured):
        limits = {'interval': (16.7, 33.0), 'settle': (50.0, 100.0),
                  # How long the map is blurred after a step of zoom; how long the line below the
                  # map takes to tell what is under the pointer.
                  'step settle': (150.0, 150.0), 'hover work': (16.0, 16.0)}
        for (mode, what), values in measured.items():
            told_limits = limits.get(f'{mode} {what}', limits.get(what, ()))
            for name, value, limit in zip(('p50', 'p99'), values, told_limits):
                # Against the time of a frame at 60 Hz, with a tenth for the clock's own noise.
                self.table.add(f'frames: {mode} {what} {name}{of} to {limit:g} ms', value / limit, 1.1,
                               f'{value} ms')

    def opened_ms(self, path):
        told = subprocess.run([self.build / 'tests/bench/bench-frames', path, 'open'],
                              env=self.environment, check=True, capture_output=True, encoding='utf-8').stdout
        return float(re.search(r'opened in (\d+)', told).group(1))

    def folder_of(self, name, n_files, n_vertices):
        folder = self.folder / name
        subprocess.run([sys.executable, HERE / 'make-geojson.py', '--folder', folder, str(n_files),
                        str(n_vertices)], check=True)
        return folder

    def days(self):
        """A file a day as one layer over time."""
        folder = self.folder_of('days', 769, 2_300_000)
        self.opened_ms(folder)
        opened, measured = self.frames_of(folder)
        self.table.add('days: 769 files opened to 2 s', opened / 2000, 1.0, f'{opened:.0f} ms')
        self.add_frames(', 769 files', {key: value for key, value in measured.items()
                                        if key[0] == 'scrub'})
        sizes, costs = (10, 100, 1000), []
        for n in sizes:
            folder = self.folder_of(f'days-{n}', n, 900 * n)
            costs.append(measure.median_of(lambda: self.opened_ms(folder), 3))
        self.table.add('growth: states, exponent', measure.fitted_exponent(sizes, costs), 1.1,
                       ', '.join(f'{n}: {c:.0f} ms' for n, c in zip(sizes, costs)))

    # --- What is very large ---------------------------------------------------------------------

    def main_thread_ms(self, path):
        """CPU time of the main thread until a window with the dossier is at rest."""
        process = subprocess.Popen([self.build / 'src/app/accession-window', path], env=self.environment,
                                   stderr=subprocess.PIPE, encoding='utf-8')
        for line in process.stderr:
            if COMPLETE.search(line):
                break
        time.sleep(FILLED_AFTER_S)
        ran_ns = pathlib.Path(f'/proc/{process.pid}/task/{process.pid}/schedstat').read_text().split()[0]
        process.terminate()
        process.wait()
        process.stderr.close()
        return int(ran_ns) / 1e6

    def dossier_of(self, name, layers):
        path = self.folder / f'{name}.dossier.json'
        path.write_text(json.dumps({
            'format': 'accession-dossier', 'version': 1, 'id': name, 'title': name, 'span': '2020/2022',
            'home': {'date': '2021-06-01', 'view': 'near'},
            'views': [{'id': 'near', 'title': 'Near', 'bbox': [22, 44, 40, 53]}],
            'layers': [{'id': f'l{i}', 'title': f'Layer {i}', 'data': data, 'visible': True,
                        'style': {'fill': 'teal', 'opacity': 0.4}} for i, data in enumerate(layers)]}))
        return path

    def large(self):
        """Hundreds of layers, and an area of a million vertices."""
        names = [f'cell-{i}.geojson' for i in range(600)]
        for i, name in enumerate(names):
            subprocess.run([sys.executable, HERE / 'make-geojson.py', self.folder / name, str(4 + i % 40)], check=True)
        paths = self.build / 'data/ukraine-nato.dossier.json', self.dossier_of('many', names)
        self.main_thread_ms(paths[0])  # what is read for the first time is not counted
        # By turns, so that a busy moment of the machine hits both.
        pairs = [[self.main_thread_ms(path) for path in paths] for _ in range(self.runs)]
        shipped, many = (statistics.median(of) for of in zip(*pairs))
        self.table.add('600 layers: main thread at start to the shipped dossier', many / shipped, 1.5,
                       f'{many:.0f} ms, {shipped:.0f} ms')
        subprocess.run([sys.executable, HERE / 'make-geojson.py', self.folder / 'million.geojson', '1000000',
                        '1000000'], check=True)
        opened, frames = self.frames_of(self.dossier_of('million', ['million.geojson']))
        self.table.add('area of 1,000,000 vertices: opened to 2 s', opened / 2000, 1.0, f'{opened:.0f} ms')
        for (mode, what), (_, p99) in frames.items():
            if what == 'interval' and mode in ('pan', 'zoom', 'scrub'):
                self.table.add(f'area of 1,000,000 vertices: {mode} interval p99 to 33 ms', p99 / 33, 1.0,
                               f'{p99} ms')

    # --- Timeline -------------------------------------------------------------------------------

    def timeline_of(self, n):
        """Loading in ms of CPU, bytes an event, and the 99th percentile of frames, ms of CPU."""
        path = self.folder / 'events.dossier.json'
        subprocess.run([sys.executable, HERE / 'make-events.py', str(n), path], check=True)
        told = subprocess.run([self.build / 'tests/bench/bench-timeline', path], check=True,
                              env=self.environment, capture_output=True, encoding='utf-8').stdout
        load_ms, bytes_each = map(float, re.search(
            r'loaded in (\d+) ms of CPU .*\), (-?\d+) bytes', told).groups())
        return load_ms, bytes_each, {(mode, form): float(p99) for form, mode, p99 in re.findall(
            r'(\w+) +(\w+) +cpu p50 +[\d.]+ p99 +([\d.]+)', told)}

    def timeline(self):
        sizes, loads, frames = (100, 1000, 10_000, 100_000, 1_000_000), [], []
        for n in sizes:
            load_ms, bytes_each, p99 = self.timeline_of(n)
            loads.append(load_ms)
            frames.append(max(p99.values()))
            if n < 100_000:
                continue
            self.table.add(f'timeline: load of {n:,} events to 2 s', load_ms / 2000,
                           1.0 if n == 1_000_000 else None, f'{load_ms:.0f} ms of CPU')
            self.table.add(f'timeline: memory of {n:,} events to 150 bytes each', bytes_each / 150, 1.0,
                           f'{bytes_each:.0f} bytes beside the texts')
            for (mode, form), value in p99.items():
                self.table.add(f'timeline: {mode} {form}, {n:,} events, p99 to 16.7 ms', value / 16.7,
                               1.0 if n == 100_000 else 2.0, f'{value} ms of CPU')
        for name, costs, limit in (('events loaded', loads, 1.1), ('events, slowest frame', frames, 0.2)):
            self.table.add(f'growth: {name}, exponent', measure.fitted_exponent(sizes, costs), limit,
                           ', '.join(f'{n}: {c:.0f} ms' for n, c in zip(sizes, costs)))
        self.play()

    # --- Instructions ---------------------------------------------------------------------------

    def counts(self):
        """What does not depend on how busy the machine is; measured against the kept count."""
        if shutil.which('valgrind') is None:
            self.table.missing('instructions', 'valgrind')
            return
        areas, events = self.folder / 'counted.geojson', self.folder / 'counted.dossier.json'
        subprocess.run([sys.executable, HERE / 'make-geojson.py', areas, '100000'], check=True)
        subprocess.run([sys.executable, HERE / 'make-events.py', '2000', events], check=True)
        bench = self.build / 'tests/bench'
        for name, *command in (('GeoJSON of 100,000 vertices', bench / 'bench-geojson', 'acn', areas),
                               ('figure of 960x540', bench / 'bench-figures', 960, 540, 1),
                               ('figure of the command line', self.accession, 'export', '--force', '-o',
                                self.folder / 'counted.png'),
                               ('2,000 events', self.accession, 'validate', events)):
            self.table.add_count(f'instructions: {name}',
                                 measure.instructions(command, self.folder, self.environment))

    def play(self):
        """No fewer than 30 frames a second while the story plays in the whole window."""
        told = subprocess.run([self.build / 'tests/bench/bench-play',
                               self.build / 'data/ukraine-nato.dossier.json'], env=self.environment,
                              check=True, capture_output=True, encoding='utf-8').stdout
        for speed, p99, cpu in re.findall(
                r'play (\S+) interval p50 [\d.]+ p99 ([\d.]+) ms, work .* p99 ([\d.]+)', told):
            self.table.add(f'timeline: playing at {speed}, interval p99 to 33 ms', float(p99) / 33,
                           1.0, f'{p99} ms, {cpu} ms of CPU')


PARTS = ('start', 'figures', 'geojson', 'frames', 'days', 'large', 'timeline', 'counts')


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('build')
    parser.add_argument('--runs', type=int, default=7)
    parser.add_argument('--only', default=','.join(PARTS))
    parser.add_argument('--check', action='store_true')
    parser.add_argument('--keep', action='store_true')
    parser.add_argument('--widen', action='store_true')
    options = parser.parse_args()
    bench = Bench(options.build, options.runs)
    settled = {}
    for part in options.only.split(','):
        if part not in PARTS:
            parser.error(f'no part “{part}”; there are {", ".join(PARTS)}')
        measure_part = getattr(bench, part)
        bench.take_pace()
        measure_part()
        if options.check:
            worse = bench.table.worse(KEPT, TOLERANCE)
            if worse.keys() - settled:
                print(f'{part} once more for', '; '.join(worse.keys() - settled), flush=True)
                bench.take_pace()
                bench.table.again(measure_part)
            settled = bench.table.worse(KEPT, TOLERANCE)
    if bench.table.missed:
        print('Missed:', '; '.join(bench.table.missed))
    if options.keep or options.widen:
        bench.table.keep(KEPT, widens=options.widen)
    if options.check and bench.table.check(KEPT, TOLERANCE):
        sys.exit(1)


main()
