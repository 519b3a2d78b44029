# SPDX-License-Identifier: GPL-3.0-or-later
"""A catalogue that nobody reads: every text between ⟦ and ⟧ and half as long again, in a language
that is written from right to left. What is on screen without the brackets was never marked."""
import os
import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
LANGUAGE = 'ar' # its direction is the toolkit's own knowledge


def lengthen(match):
    text = match.group(2)
    if not text:
        return match.group(0)
    return f'{match.group(1)} "⟦{text}{"~" * (len(text) // 2)}⟧"'


def build(folder):
    """Writes folder/ar/LC_MESSAGES/accession.mo."""
    template = os.path.join(folder, 'accession.pot')
    subprocess.run(['xgettext', '--from-code=UTF-8', f'--files-from={ROOT}/resources/po/POTFILES',
                    f'--directory={ROOT}', '-k_', '-kN_', '-kC_:1c,2', '-kNC_:1c,2', '-o',
                    template], check=True, capture_output=True)
    text = subprocess.run(['msgen', '--no-wrap', template], check=True, capture_output=True,
                          encoding='utf-8').stdout
    head, body = text.split('\n\n', 1)
    head = re.sub(r'"Plural-Forms:[^\n]*\n', '', head).replace('"Language: \\n"', (
        '"Language: ar\\n"\n"Plural-Forms: nplurals=2; plural=n != 1;\\n"')).replace('CHARSET', 'UTF-8')
    body = re.sub(r'^(msgstr(?:\[\d\])?) "(.*)"$', lengthen, body, flags=re.M)
    target = os.path.join(folder, LANGUAGE, 'LC_MESSAGES')
    os.makedirs(target)
    subprocess.run(['msgfmt', '-o', os.path.join(target, 'accession.mo'), '-'], check=True,
                   input=head + '\n\n' + body, encoding='utf-8')
