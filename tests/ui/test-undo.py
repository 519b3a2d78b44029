#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes at one stroke comes back by the toast that tells of it. Usage: test-undo.py
PROGRAM."""
import json
import os
import pathlib
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent))
import tap  # noqa: E402
from atlas import Atlas, pump, wait_for  # noqa: E402

PROGRAM = os.path.abspath(sys.argv.pop(1))


def square(x, y):
    return {'type': 'FeatureCollection', 'features': [{
        'type': 'Feature', 'properties': {}, 'geometry': {
            'type': 'Polygon',
            'coordinates': [[[x, y], [x + 2, y], [x + 2, y + 2], [x, y + 2], [x, y]]]}}]}


class Undo(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.home = folder.name
        self.app = Atlas(PROGRAM, home=self.home, still=True)
        self.addCleanup(self.app.close)
        self.app.wait_complete()

    def undo(self):
        self.app.press(self.app.wait('Undo$', 'button'))

    def gone(self, name):
        wait_for(lambda: self.app.find(name) is None, what=f'“{name}” gone')

    def test_layer(self):
        paths = [os.path.join(self.home, f'{name}.geojson') for name in ('first', 'second')]
        names = [os.path.basename(path) for path in paths]
        for path, at in zip(paths, (30, 34)):
            with open(path, 'w', encoding='utf-8') as file:
                json.dump(square(at, 48), file)
            self.app.activate('add-layer-path', path)
            self.app.wait(f'^{os.path.basename(path)}$')
        self.app.wait('^second.geojson$')
        order = [t for t in self.app.texts() if t in names]
        self.app.activate('remove-layer', paths[0])
        # The offer stands for ten seconds, in which a busy machine looks at the window but twice.
        def removed():
            texts = self.app.texts()
            return 'Removed “first.geojson”' in texts and 'first.geojson' not in texts

        wait_for(removed, what='the end of the layer')
        self.undo()
        self.app.wait('^first.geojson$')
        self.assertEqual([t for t in self.app.texts() if t in names], order)
        self.app.activate('restore-layer')  # nothing more to bring back
        pump(1)
        self.assertEqual([t for t in self.app.texts() if t in names], order)

    def saved(self):
        """What the settings on the disk hold of saved scenarios."""
        path = os.path.join(self.home, 'config', 'glib-2.0', 'settings', 'keyfile')
        with open(path, encoding='utf-8') as file:
            return ''.join(line for line in file if line.startswith('scenarios='))

    def test_saved_scenario(self):
        self.app.activate('what-if')
        self.app.activate('scenario', 'reforms=done')
        self.app.activate('save-scenario', 'Ours & theirs')
        self.app.wait('^Scenario saved as “Ours & theirs”$')
        self.assertIsNone(self.app.find('Undo$'))  # nothing has gone
        self.app.wait('^Ours & theirs$')
        self.app.activate('scenario', 'reforms=done,end=armistice')
        self.app.wait('^Both conditions are met$')
        self.app.activate('save-scenario', 'Ours & theirs')
        wait_for(lambda: 'end=armistice' in self.saved(), what='the second state in its place')
        self.undo()
        wait_for(lambda: 'end=armistice' not in self.saved(), what='the first state again')
        self.assertIn('reforms=done', self.saved())
        self.app.activate('forget-scenario', 'Ours & theirs')
        self.gone('^Ours & theirs$')
        self.undo()
        self.app.wait('^Ours & theirs$')

    def test_what_is_supposed(self):
        self.app.activate('what-if')
        self.app.activate('stop-scenario')
        pump(0.5)
        self.assertIsNone(self.app.find('Undo$'))  # nobody has supposed anything yet
        self.app.activate('scenario', 'reforms=done,end=armistice')
        self.app.wait('^Both conditions are met$')
        self.app.activate('stop-scenario')
        self.app.wait('^Nothing is supposed any more$')
        self.undo()
        self.app.wait('^Both conditions are met$')

    def test_filter(self):
        x, y = self.app.at_rest(self.app.wait('^Filter events by words$'))
        self.app.xdotool('mousemove', x, y, 'click', 1)
        self.app.xdotool('type', 'missile')
        told = self.app.wait('events are hidden$').get_name()
        self.app.press(self.app.wait('^Show _?All'))
        self.app.wait('^All events are shown again$')
        self.undo()
        self.app.wait(f'^{told}$')
        self.app.press(self.app.wait('^Show _?All'))
        self.app.wait('^All events are shown again$')
        self.app.activate('event', 'SUM-01')  # “back” would be this now
        self.gone('^All events are shown again$')

    def test_selection_of_several_events(self):
        def said():
            return self.app.wait('^Timeline$').get_description() or ''

        self.app.xdotool('mousemove', *(420, 300), 'click', 1)
        self.app.xdotool('key', 'Down', 'Up')
        wait_for(lambda: 'Selected' in said(), what='an event')
        self.app.xdotool('key', 'Escape')
        wait_for(lambda: 'Selected' not in said(), what='nothing')
        pump(0.5)
        self.assertIsNone(self.app.find('Undo$'))  # one click brings it back
        self.app.xdotool('key', 'Up', 'shift+Up', 'shift+Up')
        wait_for(lambda: '2 more are selected' in said(), what='three events')
        self.app.xdotool('key', 'Escape')
        self.app.wait('^3 events are no longer selected$')
        self.undo()
        wait_for(lambda: '2 more are selected' in said(), what='three events again')

    def test_another_dossier_takes_the_offer_away(self):
        self.app.activate('what-if')
        self.app.activate('scenario', 'reforms=done')
        self.app.activate('stop-scenario')
        self.app.wait('^Nothing is supposed any more$')
        self.app.activate('open-sample', 'german-unification')
        self.app.wait('^German unification 1989')
        self.gone('^Nothing is supposed any more$')
        self.app.activate('open-sample', 'eu-enlargement')
        self.app.wait('^The enlargement of the European Union$')
        self.app.activate('open-sample', '../ukraine-nato')  # is none
        pump(1)
        self.app.wait('^The enlargement of the European Union$')


if __name__ == '__main__':
    tap.main(tries=3)
