#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the pictures of the metainfo file and the README again. Usage: pictures.py PROGRAM FOLDER."""
import os
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
os.environ['ACCESSION_TEST_SCREEN'] = '1000x700'
from atlas import SCREEN, Atlas, pump  # noqa: E402

PROGRAM, FOLDER = sys.argv[1:3]


def shoot(name, do, **environment):
    """One window of its own, as large as the screen."""
    kept = {key: os.environ.get(key) for key in environment}
    os.environ.update(environment)
    with tempfile.TemporaryDirectory() as home:
        settings = pathlib.Path(home, 'config/glib-2.0/settings/keyfile')
        settings.parent.mkdir(parents=True)
        settings.write_text('[io/github/accession/Accession]\n'
                            f'window-width={SCREEN[0]}\nwindow-height={SCREEN[1]}\n'
                            'window-maximized=true\nhints=false\n', encoding='utf-8')
        app = Atlas(PROGRAM, home=home, still=True)
        try:
            app.wait_complete()
            do(app)
            app.xdotool('mousemove', SCREEN[0] - 2, SCREEN[1] - 2)
            pump(3)
            app.screenshot().pixbuf.savev(os.path.join(FOLDER, name), 'png', [], [])
        finally:
            app.close()
    for key, value in kept.items():
        if value is None:
            del os.environ[key]
        else:
            os.environ[key] = value


shoot('window.png', lambda app: None)
shoot('argument-dark.png', lambda app: app.activate('claim', 'S-42'),
      ADW_DEBUG_COLOR_SCHEME='prefer-dark')
shoot('what-if.png', lambda app: app.activate(
    'scenario', 'reforms=done,end=armistice,invitation=given,ratification=all,freeze=2024-03-31'))
shoot('ukrainian.png', lambda app: None, LANGUAGE='uk')
