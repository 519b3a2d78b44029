# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the unittest cases of a module and tells the result in the Test Anything Protocol."""
import sys
import traceback
import unittest


class TapResult(unittest.TestResult):
    def __init__(self):
        super().__init__()
        self.n = 0

    def _say(self, ok, test, comment=''):
        self.n += 1
        name = test.id().replace('__main__.', '').replace('#', '')
        print(f'{"ok" if ok else "not ok"} {self.n} - {name}{comment}', flush=True)

    def _explain(self, error):
        for line in ''.join(traceback.format_exception(*error)).splitlines():
            print('# ' + line)

    def startTest(self, test):
        super().startTest(test)
        self.broken_subtests = []

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is not None:
            self.broken_subtests.append((subtest, err))

    def stopTest(self, test):
        super().stopTest(test)
        if self.broken_subtests:
            self._say(False, test)
        for subtest, err in self.broken_subtests:
            print('# ' + subtest.id())
            self._explain(err)

    def addSuccess(self, test):
        super().addSuccess(test)
        self._say(True, test)

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self._say(False, test)
        self._explain(err)

    def addError(self, test, err):
        super().addError(test, err)
        self._say(False, test)
        self._explain(err)

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._say(True, test, f' # SKIP {reason}')


def flatten(suite):
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            yield from flatten(test)
        else:
            yield test


def main():
    """All tests, or those that are named on the command line (Case, Case.test). With share=K/N every
    N-th test from the K-th on, for programs whose tests do not need each other."""
    names = [word for word in sys.argv[1:] if not word.startswith('share=')]
    shares = [word.removeprefix('share=') for word in sys.argv[1:] if word.startswith('share=')]
    loader, module = unittest.defaultTestLoader, sys.modules['__main__']
    suite = (loader.loadTestsFromNames(names, module) if names
             else loader.loadTestsFromModule(module))
    for share in shares:
        k, n = map(int, share.split('/'))
        suite = unittest.TestSuite(list(flatten(suite))[k - 1::n])
    print(f'1..{suite.countTestCases()}', flush=True)
    result = TapResult()
    suite.run(result)
    sys.exit(0 if result.wasSuccessful() else 1)
