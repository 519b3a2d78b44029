#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The argument, read claim by claim. Usage: test-argument.py PROGRAM."""
import calendar
import datetime
import os
import pathlib
import re
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent))
import tap  # noqa: E402
from atlas import DOSSIER, Atlas, Picture, read_dossier, wait_for  # noqa: E402

PROGRAM = os.path.abspath(sys.argv.pop(1))


class Argument(unittest.TestCase):
    """The argument from its first claim to its last, by the keyboard alone."""

    @staticmethod
    def last_day(when):
        """The last day that a date of the dossier means, in the words of the title bar."""
        end = when.split('/')[-1].rstrip('~?%')
        if end in ('', '..'):
            end = when.split('/')[0].rstrip('~?%')
            return None if len(end) != 10 else datetime.date.fromisoformat(end)
        year, month, day = [*map(int, end.split('-')), 0, 0][:3]
        if day:
            return datetime.date(year, month, day)
        month = month or 12
        return datetime.date(year, month, calendar.monthrange(year, month)[1])

    def shown_by(self, claims, index, layers):
        """What the map shows when the claims up to one have been told one after the other."""
        governed = {layer for claim in claims for layer in claim['layers']}
        visible = {layer['id']: layer.get('visible', True) for layer in layers}
        for claim in claims[:index + 1]:
            if claim['layers']:
                visible.update({layer: layer in claim['layers'] for layer in governed})
        return {layer for layer, shown in visible.items() if shown}

    def test_walk(self):
        dossier = read_dossier()
        claims, layers = dossier['claims'], dossier['layers']
        titles = {layer['id']: layer['title']['en'] for layer in layers}
        views = {view['id']: view['title']['en'] for view in dossier['views']}
        scenes = {scene['id']: scene for scene in dossier['scenes']}
        app = Atlas(PROGRAM, still=True)
        self.addCleanup(app.close)
        app.wait_complete()
        app.xdotool('key', 'F8')
        chart = app.wait('^Map$')
        for i, claim in enumerate(claims):
            with self.subTest(claim=claim['id']):
                wanted = {f'{i + 1} of {len(claims)}', claim['title']['en']}
                day = self.last_day(claim['when'])
                shown = self.shown_by(claims, i, layers)
                if 'scene' in claim:
                    day = datetime.date.fromisoformat(scenes[claim['scene']]['date'])
                    shown = {scenes[claim['scene']]['layer']}
                if day is not None and day.isoformat() <= dossier['span'].split('/')[1]:
                    date = f'{day.day} {day:%B} {day.year}'
                    wanted.add(date)
                else:
                    date = r'\d+ [A-Z][a-z]+ \d+'
                wait_for(lambda: wanted <= set(app.texts()),
                         what=lambda: f'{wanted - set(app.texts())} of {sorted(set(app.texts()))}')
                names = ', '.join(re.escape(titles[layer['id']])
                                  + (r' \(Hypothetical\)' if layer.get('hypothetical') else '')
                                  for layer in layers if layer['id'] in shown)
                words = re.compile(f'^{re.escape(views[claim["view"]])}, {date}: {names}\\.( |$)')
                wait_for(lambda: words.search(chart.get_description() or ''),
                         what=lambda: f'{words.pattern} instead of {chart.get_description()}')
            app.xdotool('key', 'ctrl+Page_Down')
        app.wait(f'^{len(claims)} of {len(claims)}$')

    def test_opened_at_a_claim(self):
        """The claim is told on its own map, which the panel makes room for, also where another map
        is remembered."""
        with tempfile.TemporaryDirectory() as home:
            for _ in range(2):
                app = Atlas(PROGRAM, DOSSIER + '#S-57', still=True, home=home)
                try:
                    app.wait_complete()
                    app.wait('^57 of 103$')
                    words = app.settled(app.wait('^Map$').get_description)
                    self.assertRegex(words or '', '^Japan, 23 June 1960: ')
                    self.assertIsNone(app.find('^Return to Claim$'))
                    self.assertIsNone(app.find('^Pages of the Panel$'))
                    app.activate('view', 'baltic')
                    app.settled(app.wait('^Map$').get_description)
                finally:
                    app.close()

    def test_look_around_and_return(self):
        app = Atlas(PROGRAM, DOSSIER + '#S-42', still=True)
        self.addCleanup(app.close)
        app.wait_complete()
        app.wait('^42 of 103$')
        chart = app.wait('^Map$')
        wait_for(lambda: (chart.get_description() or '').startswith('Ukraine, '), what='the view')
        # The areas are told when they have been measured.
        before = app.settled(chart.get_description)
        self.assertIsNone(app.find('^Return to Claim$'))
        app.activate('zoom-in')
        app.press(app.wait('^Return to Claim$'))
        wait_for(lambda: app.find('^Return to Claim$') is None, what='the way back')
        wait_for(lambda: chart.get_description() == before,
                 what=lambda: f'{before} instead of {chart.get_description()}')

    def test_presenter_keys(self):
        app = Atlas(PROGRAM, DOSSIER + '#S-10', still=True)
        self.addCleanup(app.close)
        app.wait_complete()
        app.wait('^10 of 103$')
        app.xdotool('key', 'F5')
        position = 10
        for key, step in (('space', 1), ('Right', 1), ('Left', -1), ('Page_Down', 1), ('Down', 1),
                          ('Page_Up', -1), ('Up', -1)):
            app.xdotool('key', key)
            position += step
            app.wait(f'^{position} of 103$')
        app.xdotool('key', 'Escape')
        app.wait('^Date$', 'slider')

    def test_figure_of_a_claim(self):
        app = Atlas(PROGRAM, DOSSIER + '#S-57', still=True)
        self.addCleanup(app.close)
        app.wait_complete()
        path = os.path.join(app.folder.name, 'claim.png')
        app.activate('export-claim-to', path)
        app.wait('^Figure saved$')
        self.assertGreaterEqual(Picture(path).width, 2560)


if __name__ == '__main__':
    tap.main(tries=3)
