# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the unittest cases of a module and tells the result in the Test Anything Protocol."""
import os
import sys
import traceback
import unittest


# What tells the sanitizers how they are to work, for programs that are started with no other
# environment.
SANITIZERS = {name: value for name, value in os.environ.items() if name.endswith('SAN_OPTIONS')}
# Of things that fail in turn, each so many-th does: where programs are slow and all of it is tested
# elsewhere.
STRIDE = int(os.environ.get('ACCESSION_TEST_STRIDE', '1'))


def preload(*libraries):
    """What LD_PRELOAD is for these libraries: that of the sanitizers, if the program has one, is first."""
    return ' '.join([*os.environ.get('ACCESSION_TEST_SANITIZER', '').split(), *libraries])


class TapResult(unittest.TestResult):
    """Tells each case as it ends; with `tries` left, one that fails is put into `again` instead."""
    def __init__(self, tries):
        super().__init__()
        self.n = 0
        self.tries = tries
        self.again = []
        self.comment = ''

    def _say(self, ok, test, comment=''):
        self.n += 1
        comment += self.comment
        name = test.id().replace('__main__.', '').replace('#', '')
        print(f'{"ok" if ok else "not ok"} {self.n} - {name}{comment}', flush=True)

    def _explain(self, error):
        for line in ''.join(traceback.format_exception(*error)).splitlines():
            print('# ' + line[:2000])  # a longer one is torn where it is read, and no comment any more

    def _fail(self, test, *errors):
        if self.tries > 1 and isinstance(test, unittest.TestCase):
            print(f'# {test.id()} failed and is tried again at the end')
            if test not in self.again:
                self.again.append(test)
        else:
            self._say(False, test)
        for error in errors:
            self._explain(error)

    def try_again(self):
        """Runs what failed once more, each on a line that ends in `# second try` or `# third try`."""
        cases = [type(test)(test._testMethodName) for test in self.again]
        self.failures, self.errors, self.again = [], [], []
        self._previousTestClass = None  # so that its setUpClass() runs again as well
        self.tries -= 1
        self.comment = ' # third try' if self.comment else ' # second try'
        unittest.TestSuite(cases).run(self)

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
            self._fail(test, *[err for _, err in self.broken_subtests])

    def addSuccess(self, test):
        super().addSuccess(test)
        self._say(True, test)

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self._fail(test, err)

    def addError(self, test, err):
        super().addError(test, err)
        self._fail(test, err)

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._say(True, test, f' # SKIP {reason}')


def flatten(suite):
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            yield from flatten(test)
        else:
            yield test


def main(tries=1):
    """All tests, or those that are named on the command line (Case, Case.test). With share=K/N every
    N-th test from the K-th on, for programs whose tests do not need each other. With three `tries`,
    for tests that press keys in a real window on a machine that does other work, a case may fail
    twice; tests/count-cases.py names those that did."""
    names = [word for word in sys.argv[1:] if not word.startswith('share=')]
    shares = [word.removeprefix('share=') for word in sys.argv[1:] if word.startswith('share=')]
    loader, module = unittest.defaultTestLoader, sys.modules['__main__']
    suite = (loader.loadTestsFromNames(names, module) if names
             else loader.loadTestsFromModule(module))
    for share in shares:
        k, n = map(int, share.split('/'))
        suite = unittest.TestSuite(list(flatten(suite))[k - 1::n])
    print(f'1..{suite.countTestCases()}', flush=True)
    result = TapResult(tries)
    suite.run(result)
    while result.again:
        result.try_again()
    sys.exit(0 if result.wasSuccessful() else 1)
