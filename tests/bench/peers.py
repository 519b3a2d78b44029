# SPDX-License-Identifier: GPL-3.0-or-later
"""Peers of the benches, each on the same shapes: mapnik for figures, Leaflet in Chromium for
the start, ogrinfo for GeoJSON. None is needed; what is missing is named."""
import json
import pathlib
import shutil
import subprocess
import time

import measure

PYTHON = '/usr/bin/python3'

LEAFLET = pathlib.Path('/usr/share/javascript/leaflet')
STYLES = (
    ('land', 'basemap/land', '<PolygonSymbolizer fill="#f4f0e8"/>'),
    ('members', 'ukraine-nato/countries', '<PolygonSymbolizer fill="#d5dae2"/>'),
    ('lakes', 'basemap/lakes', '<PolygonSymbolizer fill="#cfdee9"/>'),
    ('rivers', 'basemap/rivers', '<LineSymbolizer stroke="#a9c4da" stroke-width="0.8"/>'),
    ('oblasts', 'basemap/oblasts', '<LineSymbolizer stroke="#b8b0a4" stroke-width="0.6"/>'),
    ('ukraine', 'ukraine-nato/ukraine', '<PolygonSymbolizer fill="#9cc8c0" fill-opacity="0.7"/>'),
    ('occupied', 'occupied', '<PolygonSymbolizer fill="#e8b4bc" fill-opacity="0.8"/>'
                             '<LineSymbolizer stroke="#a01030" stroke-width="1.5"/>'),
    ('borders', 'basemap/borders', '<LineSymbolizer stroke="#77706a" stroke-width="1.2"/>'),
    ('cities', 'cities', '<MarkersSymbolizer width="6" fill="#333333"/>'
                         '<TextSymbolizer face-name="DejaVu Sans Book" size="11" dx="6" '
                         'halo-radius="1.5">[label]</TextSymbolizer>'),
)


def _shown(path, day, folder, name):
    """A copy with what shows on one day only, as a peer would get it, with plain labels."""
    data = json.loads(path.read_text(encoding='utf-8'))

    def shows(feature):
        begin, _, end = (feature['properties'].get('when') or '../..').partition('/')
        return (begin in ('..', '') or begin <= day) and (end in ('..', '') or day <= end)

    data['features'] = [f for f in data['features'] if shows(f)]
    for feature in data['features']:
        named = feature['properties'].get('name')
        feature['properties'] = {'label': named.get('en', '') if isinstance(named, dict) else named or ''}
    copy = folder / f'{name}.geojson'
    copy.write_text(json.dumps(data, ensure_ascii=False), encoding='utf-8')
    return copy


def _files(data, folder, day):
    for name, path, style in STYLES:
        source = data / f'{path}.geojson' if '/' in path else data / f'ukraine-nato/{path}.geojson'
        yield name, _shown(source, day, folder, name), style


def mapnik_map(data, folder, width, height, day):
    """A program that paints the opening view with mapnik; None without mapnik."""
    if subprocess.run([PYTHON, '-c', 'import mapnik'], check=False, capture_output=True).returncode:
        return None
    styles, layers = [], []
    for name, path, style in _files(data, folder, day):
        styles.append(f'<Style name="{name}"><Rule>{style}</Rule></Style>')
        layers.append(f'<Layer name="{name}" srs="+proj=longlat +datum=WGS84"><StyleName>{name}</StyleName>'
                      f'<Datasource><Parameter name="type">geojson</Parameter>'
                      f'<Parameter name="file">{path}</Parameter></Datasource></Layer>')
    xml = folder / 'map.xml'
    xml.write_text(
        f'<Map srs="+proj=merc +a=6378137 +b=6378137 +units=m" background-color="#cfdee9" '
        f'font-directory="/usr/share/fonts/truetype/dejavu">'
        + ''.join(styles) + ''.join(layers) + '</Map>', encoding='utf-8')
    program = folder / 'paint.py'
    program.write_text(
        f'import mapnik\nimport sys\nm = mapnik.Map({width}, {height})\nmapnik.load_map(m, "{xml}")\n'
        'm.zoom_to_box(mapnik.Box2d(2300000, 5450000, 4700000, 6900000))\n'
        'for i in range(int(sys.argv[1])):\n'
        f'    mapnik.render_to_file(m, "{folder / "mapnik.png"}", "png24")\n', encoding='utf-8')
    return program


def mapnik_ms(program, runs, frames=1):
    return measure.median_of(lambda: measure.run_ms([PYTHON, program, frames]), runs)


def mapnik_frame_ms(program, runs):
    """What a further frame of the same map costs in one process."""
    return (mapnik_ms(program, runs, 11) - mapnik_ms(program, runs, 1)) / 10


def ogrinfo(path):
    """Time in ms and peak memory in MB to read a GeoJSON file whole, or None."""
    if shutil.which('ogrinfo') is None:
        return None
    return measure.run_with_peak(['ogrinfo', '-al', '-so', path])


CHROMIUM = ('chromium', '--headless', '--no-sandbox', '--disable-gpu', '--no-first-run',
            '--disable-background-networking', '--disable-component-update', '--disable-sync',
            '--allow-file-access-from-files', '--window-size=1280,800')


def _leaflet_page(data, folder, day):
    """A page of the same shapes, or None without a browser."""
    if shutil.which('chromium') is None or not LEAFLET.is_dir():
        return None
    layers = ''.join(f'add({path.read_text(encoding="utf-8")});'
                     for _, path, _ in _files(data, folder, day))
    page = folder / 'leaflet.html'
    page.write_text(
        f'<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="{LEAFLET}/leaflet.css">'
        f'<script src="{LEAFLET}/leaflet.js"></script>'
        '<div id="map" style="position:fixed;inset:0"></div><script>'
        'const map=L.map("map",{preferCanvas:true,zoomAnimation:false}).setView([48.5,31],6);'
        'const add=data=>L.geoJSON(data,{pointToLayer:(f,p)=>L.circleMarker(p,{radius:3})}).addTo(map);'
        f'{layers}</script>', encoding='utf-8')
    return page


def leaflet_ms(data, folder, day, runs):
    """A new headless browser to the first picture of the same shapes, 1280x800, or None."""
    page = _leaflet_page(data, folder, day)
    if page is None:
        return None

    def once():
        profile = folder / 'profile'
        shutil.rmtree(profile, ignore_errors=True)
        return measure.run_ms([*CHROMIUM, f'--user-data-dir={profile}',
                               f'--screenshot={folder / "leaflet.png"}', page.as_uri()])

    once()
    return measure.median_of(once, runs)


def leaflet_kb(data, folder, day, idle_after_s):
    """Memory of the browser and its children when the page has been left alone, kB, or None."""
    page = _leaflet_page(data, folder, day)
    if page is None:
        return None
    with subprocess.Popen([*CHROMIUM, f'--user-data-dir={folder / "profile"}',
                           '--remote-debugging-port=0', page.as_uri()],
                          stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as browser:
        time.sleep(idle_after_s)
        memory = sum(measure.pss_kb(pid) for pid in measure.family(browser.pid))
        browser.terminate()
    return memory
