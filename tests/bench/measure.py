# SPDX-License-Identifier: GPL-3.0-or-later
"""What all benches use: times and memory of whole processes, a table of ratios, and their keeping.
A ratio is ours divided by a peer or a floor of the same run, so a slow machine slows both. A limit in
seconds is none of the same run: what is compared with a kept ratio to one allows for the pace of the
machine, while the limit itself is held to the clock."""
import json
import pathlib
import re
import statistics
import subprocess
import sys
import time


# A ratio below that is as good as none: no wake-up at all in ten seconds, or one.
NEGLIGIBLE = 0.05
# Ratios to a time, or to a time for so many bytes.
CLOCKED = re.compile(r' to (that of )?[\d.]+ (ms|s|MB/s)$')
# Threads take turns in another order in every run.
COUNT_TOLERANCE = 0.03


def median_of(function, runs):
    return statistics.median(function() for _ in range(runs))


def run_ms(command, **options):
    """Wall time of a whole process, ms."""
    begin = time.monotonic()
    subprocess.run(list(map(str, command)), check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL, **options)
    return (time.monotonic() - begin) * 1000


def run_with_peak(command, **options):
    """Wall time in ms and peak resident memory in MB of a process and its children."""
    script = ('import resource,subprocess,sys,time;b=time.monotonic();'
              'subprocess.run(sys.argv[1:],check=True,stdout=subprocess.DEVNULL,stderr=subprocess.DEVNULL);'
              'print((time.monotonic()-b)*1000,'
              'resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss/1024)')
    told = subprocess.run([sys.executable, '-c', script, *map(str, command)], check=True,
                          capture_output=True, encoding='ascii', **options).stdout
    return tuple(map(float, told.split()))


def pss_kb(pid):
    """Proportional set size of a process, kB."""
    try:
        text = pathlib.Path(f'/proc/{pid}/smaps_rollup').read_text(encoding='ascii')
    except OSError:
        return 0
    return int(re.search(r'^Pss:\s+(\d+)', text, re.MULTILINE).group(1))


def instructions(command, folder, environment):
    """Instructions of a whole process, counted by callgrind."""
    out = pathlib.Path(folder) / 'callgrind.out'
    subprocess.run(['valgrind', '--tool=callgrind', f'--callgrind-out-file={out}', *map(str, command)],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    return int(re.search(r'^(?:totals|summary): (\d+)', out.read_text(encoding='utf-8'),
                         re.MULTILINE).group(1))


def wake_ups(pid):
    """How often each thread of a process has gone to sleep and been woken so far, by its number."""
    told = {}
    for status in pathlib.Path(f'/proc/{pid}/task').glob('*/status'):
        try:
            told[int(status.parent.name)] = int(re.search(
                r'^voluntary_ctxt_switches:\s+(\d+)', status.read_text(encoding='utf-8'), re.MULTILINE).group(1))
        except OSError:
            pass
    return told


def wake_ups_between(before, after):
    """Wake-ups of the threads that are there at the end; one that has ended takes its own along."""
    return sum(n - before.get(thread, 0) for thread, n in after.items())


def family(pid):
    """A process and all that descend from it."""
    children = {}
    for stat in pathlib.Path('/proc').glob('[0-9]*/stat'):
        try:
            parent = int(stat.read_text(encoding='utf-8', errors='replace').rpartition(')')[2].split()[1])
        except OSError:
            continue
        children.setdefault(parent, []).append(int(stat.parent.name))
    found = [pid]
    for one in found:
        found += children.get(one, [])
    return found


class Table:
    """Ratios by name, with the limit that each is held to (None: only told). @pace: how much longer
    than where the ratios were kept the same takes now, 1 at least."""

    def __init__(self):
        self.ratios = {}
        self.missed = []
        self.pace = 1

    def add(self, name, ratio, limit=None, detail=''):
        self.ratios[name] = round(ratio / (self.pace if CLOCKED.search(name) else 1), 3)
        verdict = ''
        if limit is not None:
            verdict = f'  limit {limit:g}' + ('' if ratio <= limit else '  MISSED')
            if ratio > limit:
                self.missed.append(name)
        print(f'{name:44} {ratio:7.2f}x{verdict:22} {detail}', flush=True)

    def add_count(self, name, count):
        """A count that hardly differs from run to run; kept in millions."""
        self.ratios[name] = round(count / 1e6, 1)
        print(f'{name:44} {count / 1e6:9.1f} million', flush=True)

    @staticmethod
    def missing(name, package):
        print(f'{name:44} no peer: {package} is not installed', flush=True)

    def keep(self, path, widens=False):
        """Keeps this run's ratios beside those of parts that were not run, or, if it widens, of
        each the worse of the kept one and this run's."""
        path = pathlib.Path(path)
        kept = json.loads(path.read_text(encoding='ascii')) if path.exists() else {}
        for name, ratio in self.ratios.items():
            kept[name] = max(ratio, kept.get(name, 0)) if widens else ratio
        path.write_text(json.dumps(kept, indent=2, sort_keys=True) + '\n', encoding='ascii')

    def again(self, function):
        """What the function measures once more; the better of both stays. A missed limit stays one."""
        first = dict(self.ratios)
        function()
        for name, ratio in first.items():
            self.ratios[name] = min(ratio, self.ratios[name])

    def worse(self, path, tolerance):
        """Kept and own ratios, by name, of those that are worse than kept by more than the tolerance."""
        kept = json.loads(pathlib.Path(path).read_text(encoding='ascii'))
        return {name: (kept[name], ratio) for name, ratio in self.ratios.items()
                if name in kept and ratio > max(kept[name], NEGLIGIBLE) * (
                    1 + (COUNT_TOLERANCE if name.startswith('instructions') else tolerance))}

    def check(self, path, tolerance):
        """Whether a ratio is worse than kept; says which."""
        worse = self.worse(path, tolerance)
        for name, (kept, ratio) in worse.items():
            print(f'WORSE  {name}: {kept} -> {ratio}')
        if not worse:
            print(f'No ratio of {len(self.ratios)} is worse than kept')
        return bool(worse)


def fitted_exponent(sizes, costs):
    """b of cost = a * size^b by least squares on logarithms; costs below 1 are too small to tell."""
    import math
    xs, ys = [math.log(s) for s in sizes], [math.log(max(c, 1)) for c in costs]
    mx, my = statistics.mean(xs), statistics.mean(ys)
    return sum((x - mx) * (y - my) for x, y in zip(xs, ys)) / sum((x - mx) ** 2 for x in xs)
