#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Paints the shipped dossier in views x styles x dates x languages, each as a picture, and a page to
look at them all. Usage: sheet.py ACCESSION FOLDER"""
import html
import itertools
import os
import pathlib
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

VIEWS = ('ukraine', 'europe', 'black-sea', 'donbas')
STYLES = ('light', 'dark', 'print', 'grey')
DATES = ('2013-11-21', '2022-03-30', '2024-07-11')
LANGUAGES = ('en', 'uk')
SIZE = '720x480'


def name_of(view, style, date, language):
    return f'{view}-{style}-{date}-{language}.png'


def paint(program, path, view, style, date, language, size=SIZE):
    subprocess.run([program, 'export', '--force', '-o', str(path), '--view', view, '--style', style,
                    '--date', date, '--language', language, '--size', size, '--scale', '1'],
                   check=True)


def write_page(folder):
    """A row for each view and date, a column for each style and language."""
    columns = list(itertools.product(LANGUAGES, STYLES))
    lines = ['<!DOCTYPE html><meta charset="utf-8"><title>Sheet</title>',
             '<style>body{font:13px sans-serif}img{width:420px;display:block}td{padding:4px}</style>',
             '<table><tr><th></th>']
    lines += [f'<th>{html.escape(style)}, {language}</th>' for language, style in columns]
    for view, date in itertools.product(VIEWS, DATES):
        lines.append(f'</tr><tr><th>{view}<br>{date}</th>')
        lines += [f'<td><img alt="" src="{name_of(view, style, date, language)}"></td>'
                  for language, style in columns]
    lines.append('</tr></table>\n')
    (folder / 'index.html').write_text('\n'.join(lines), encoding='utf-8')


def main():
    program, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    everything = list(itertools.product(VIEWS, STYLES, DATES, LANGUAGES))
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(lambda each: paint(program, folder / name_of(*each), *each), everything))
    write_page(folder)
    print(f'{len(everything)} pictures: {folder / "index.html"}')


if __name__ == '__main__':
    main()
