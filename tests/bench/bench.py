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


def export(folder):
    begin = time.monotonic()
    subprocess.run([BUILD / 'src/cli/accession', 'export', '--force', '-o', folder / 'a.png', '--size',
                    '1920x1080'], env=ENVIRONMENT, check=True)
    return (time.monotonic() - begin) * 1000


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
    with tempfile.TemporaryDirectory() as folder:
        export_ms = statistics.median(export(pathlib.Path(folder)) for _ in range(RUNS))
    info_ms = statistics.median(info() for _ in range(RUNS))
    print(f'empty window           {floor_ms:7.0f} ms   {floor_kb / 1024:6.0f} MB')
    print(f'start to full picture  {start_ms:7.0f} ms   {memory_kb / 1024:6.0f} MB   '
          f'{start_ms / floor_ms:.2f}x time, {memory_kb / floor_kb:.2f}x memory of the empty window')
    print(f'export 1920x1080 PNG   {export_ms:7.0f} ms   {export_ms / floor_ms:.2f}x an empty window')
    print(f'info of the home day   {info_ms:7.0f} ms')


main()
