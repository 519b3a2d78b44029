#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures start and export, and tells them as ratios to floors measured in the same run.
Usage: bench.py BUILD_FOLDER [RUNS]"""
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time

BUILD = pathlib.Path(sys.argv[1]).resolve()
RUNS = int(sys.argv[2]) if len(sys.argv) > 2 else 7
COMPLETE = re.compile(r': complete (\d+)')
ENVIRONMENT = dict(os.environ, GSK_RENDERER='cairo', GSETTINGS_BACKEND='memory', GTK_A11Y='none',
                   ADW_DISABLE_PORTAL='1', GTK_USE_PORTAL='0', ACCESSION_TRACE='1',
                   ACCESSION_DATA_DIR=str(BUILD / 'data'))


def measure_memory_kb(pid):
    """Proportional set size of a process, kB."""
    try:
        text = pathlib.Path(f'/proc/{pid}/smaps_rollup').read_text(encoding='ascii')
    except OSError:
        return 0
    return int(re.search(r'^Pss:\s+(\d+)', text, re.MULTILINE).group(1))


def start(command):
    """Starts a window program; ms to its first complete picture, and its memory then, kB."""
    begin = time.monotonic()
    process = subprocess.Popen(command, env=ENVIRONMENT, stderr=subprocess.PIPE, encoding='utf-8')
    elapsed = None
    for line in process.stderr:
        match = COMPLETE.search(line)
        if match:
            elapsed = int(match.group(1)) - begin * 1000
            break
    time.sleep(0.5)
    memory = measure_memory_kb(process.pid)
    process.terminate()
    process.wait()
    process.stderr.close()
    if elapsed is None:
        sys.exit(f'{command[0]}: no complete picture')
    return elapsed, memory


def export(folder, *arguments):
    begin = time.monotonic()
    subprocess.run([BUILD / 'src/cli/accession', 'export', '--force', *map(str, arguments)], cwd=folder,
                   env=ENVIRONMENT, check=True)
    return (time.monotonic() - begin) * 1000


def floor_of_figure(width, height):
    """Painting and encoding alone, ms."""
    told = subprocess.run([BUILD / 'tests/bench/bench-figures', str(width), str(height), str(RUNS)],
                          env=ENVIRONMENT, check=True, capture_output=True, encoding='ascii').stdout
    _, paint_ms, encode_ms = map(float, told.split())
    return paint_ms + encode_ms


def figures():
    """Whole processes against painting the same shapes and encoding the same pixels."""
    with tempfile.TemporaryDirectory() as folder:
        for width, height in ((1920, 1080), (7680, 4320)):
            size = ('--size', f'{width}x{height}')
            whole = statistics.median(export(folder, '-o', 'a.png', *size) for _ in range(RUNS))
            floor = floor_of_figure(width, height)
            print(f'figure {width}x{height} PNG {whole:9.0f} ms   {whole / floor:.2f}x painting and encoding '
                  f'alone ({floor:.0f} ms)')
        one = statistics.median(export(folder, '-o', 'a.png') for _ in range(RUNS))
        days = ('--from', '2022-02-24', '--to', '2022-06-03', '--step', '1d')
        floor = floor_of_figure(1920, 1080)
        for name in ('f-%03d.png', 'a.webp'):
            series = statistics.median(export(folder, '-o', name, *days) for _ in range(min(RUNS, 3)))
            print(f'series of 100, {name:10} {series:7.0f} ms   {(series - one) / 99:.1f} ms a further frame, '
                  f'{series / (100 * floor / os.cpu_count()):.2f}x painting and encoding on {os.cpu_count()} cores')


def info():
    begin = time.monotonic()
    subprocess.run([BUILD / 'src/cli/accession', 'info', '--json'], env=ENVIRONMENT, check=True,
                   stdout=subprocess.DEVNULL)
    return (time.monotonic() - begin) * 1000


def main():
    window = [str(BUILD / 'src/app/accession-window')]
    empty = [str(BUILD / 'tests/bench/empty-window')]
    start(window)
    start(empty)
    # By turns, so that a busy moment of the machine hits both.
    pairs = [(start(empty), start(window)) for _ in range(RUNS)]
    floor_ms = statistics.median(pair[0][0] for pair in pairs)
    start_ms = statistics.median(pair[1][0] for pair in pairs)
    floor_kb = statistics.median(pair[0][1] for pair in pairs)
    memory_kb = statistics.median(pair[1][1] for pair in pairs)
    info_ms = statistics.median(info() for _ in range(RUNS))
    print(f'empty window           {floor_ms:7.0f} ms   {floor_kb / 1024:6.0f} MB')
    print(f'start to full picture  {start_ms:7.0f} ms   {memory_kb / 1024:6.0f} MB   '
          f'{start_ms / floor_ms:.2f}x time, {memory_kb / floor_kb:.2f}x memory of the empty window')
    print(f'info of the home day   {info_ms:7.0f} ms')
    figures()


main()
