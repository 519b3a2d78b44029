#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints one line, N passed, N failed, for the test cases of the last runs of meson test in the
build folders given, or of the logs given (JSON): the subtests of TAP programs, the cases of unittest programs, and one case for
any other program."""
import json
import pathlib
import re
import sys

TAP_LINE = re.compile(r'^(not )?ok\b(?!.*# SKIP)', re.MULTILINE)

LATER_TRY = re.compile(r'^ok \d+ - (.*) # (second|third) try$', re.MULTILINE)
BAD_LINE = re.compile(r'^not ok \d+ - (.*)$', re.MULTILINE)
WHY = re.compile(r'^# (\w*(?:Error|Exception|Failure)\b.*)$', re.MULTILINE)

UNITTEST_RAN = re.compile(r'^Ran (\d+) tests? in', re.MULTILINE)
UNITTEST_BAD = re.compile(r'(?:failures|errors)=(\d+)')


def count_unittest(text):
    """Passed and failed of a program that says so as python's unittest does, or None."""
    ran = UNITTEST_RAN.search(text)
    if ran is None:
        return None
    bad = sum(int(n) for n in UNITTEST_BAD.findall(text[ran.end():]))
    return int(ran.group(1)) - bad, bad


def count(test):
    cases = TAP_LINE.findall(test.get('stdout') or '')
    passed = sum(1 for no in cases if not no)
    failed = len(cases) - passed
    if not cases:
        cases_of_unittest = count_unittest((test.get('stdout') or '') + (test.get('stderr') or ''))
        if cases_of_unittest is not None:
            passed, failed = cases_of_unittest
            cases = [True]
    good = test['result'] in ('OK', 'EXPECTEDFAIL', 'SKIP')
    if not good and failed == 0:
        return passed, 1
    if good and not cases:
        return (0 if test['result'] == 'SKIP' else 1), 0
    return passed, failed


def main():
    passed = failed = 0
    for given in map(pathlib.Path, sys.argv[1:]):
        log = given if given.suffix == '.json' else given / 'meson-logs' / 'testlog.json'
        if not log.exists():
            print(f'{given}: no tests ran', file=sys.stderr)
            failed += 1
            continue
        for line in log.read_text(encoding='utf-8').splitlines():
            test = json.loads(line)
            good, bad = count(test)
            passed += good
            failed += bad
            told = test.get('stdout') or ''
            for name, which in LATER_TRY.findall(told):
                print(f'passed at the {which} try: {name}')
            if bad:
                cases = ', '.join(BAD_LINE.findall(told)) or 'no case says so'
                print(f'failed: {test["name"]}: {cases}', *WHY.findall(told), sep='\n  ')
    print(f'{passed} passed, {failed} failed')
    return 1 if failed or not passed else 0


sys.exit(main())
