/** Guarantee: the summary of CI names each failed test, and no suite that ended badly counts as passed. */

import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

let folder: string
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'sentinel-summary-'))))
afterEach(() => rmSync(folder, { recursive: true }))

interface JestTest {
  fullName: string
  status: 'passed' | 'failed'
  failureMessages: string[]
}

const failure = (fullName: string, message: string): JestTest => ({
  fullName,
  status: 'failed',
  failureMessages: [message],
})

function jestReport(tests: readonly JestTest[], brokenFiles: readonly string[] = []): string {
  const failed = tests.filter(({ status }) => status === 'failed').length
  const file = (name: string) => path.resolve('tests/lib', name)
  return JSON.stringify({
    numPassedTests: tests.length - failed,
    numFailedTests: failed,
    numRuntimeErrorTestSuites: brokenFiles.length,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults: [
      { name: file('a.test.ts'), status: failed ? 'failed' : 'passed', message: '', assertionResults: tests },
      ...brokenFiles.map((name) => ({
        name: file(name),
        status: 'failed',
        message: '  Cannot find module x\n\n    at run (jest.js:1:1)',
        assertionResults: [],
      })),
    ],
  })
}

const PASSED: JestTest = { fullName: 'holds', status: 'passed', failureMessages: [] }

const pytestReport = (counts: string, cases: string) =>
  `<?xml version="1.0"?><testsuites><testsuite name="pytest" ${counts}>${cases}</testsuite></testsuites>`

const PYTEST_PASSED = pytestReport(
  'errors="0" failures="0" skipped="0" tests="1"',
  '<testcase classname="ml.tests.test_a" name="test_holds" time="0.1" />',
)

function summaryOf(files: Record<string, string>, exits: readonly number[] = [0, 0, 0]) {
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text)
  const args = ['scripts/ci-summary.mjs', folder, ...exits.map(String)]
  const { stdout, status } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  return { lines: stdout.trimEnd().split('\n'), status }
}

const green = { 'jest.json': jestReport([PASSED]), 'jest-lts.json': jestReport([PASSED]) }

it('ends with the counts of all suites', () => {
  const { lines, status } = summaryOf({ ...green, 'pytest.xml': PYTEST_PASSED })
  expect(lines.at(-1)).toBe('3 passed, 0 failed')
  expect(status).toBe(0)
})

it('names each failed test with its file, title and message before the counts', () => {
  const message = '\u001b[31mError: expected 1\u001b[39m\n\nReceived: 2\n    at Object.<anonymous> (a.ts:1:1)'
  const { lines, status } = summaryOf(
    {
      'jest.json': jestReport([PASSED]),
      'jest-lts.json': jestReport([PASSED, failure('a score is positive', message)], ['b.test.ts']),
      'pytest.xml': pytestReport(
        'errors="1" failures="1" skipped="1" tests="4"',
        '<testcase classname="ml.tests.test_a" name="test_holds" time="0.1" />' +
          '<testcase classname="ml.tests.test_a" name="test_fit[0-2]" time="0.1">' +
          '<failure message="assert 1 &lt; 0&#10;where 1 = f()">def test_fit</failure></testcase>' +
          '<testcase classname="ml.tests.test_a" name="test_skip"><skipped message="no" /></testcase>' +
          '<testcase classname="ml.tests.test_b" name="test_data"><error message="no file">x</error></testcase>',
      ),
    },
    [0, 1, 1],
  )
  expect(lines).toEqual([
    'FAILED tests/lib/a.test.ts > a score is positive: Error: expected 1 Received: 2',
    'FAILED tests/lib/b.test.ts: Cannot find module x',
    'FAILED ml/tests/test_a.py > test_fit[0-2]: assert 1 < 0 where 1 = f()',
    'FAILED ml/tests/test_b.py > test_data: no file',
    'verify: 0 passed, 0 failed, 0 skipped (ok)',
    'npm test: 1 passed, 0 failed, 0 skipped (exit 1)',
    'npm test on the newest LTS: 1 passed, 2 failed, 0 skipped (ok)',
    'test:ml: 1 passed, 2 failed, 1 skipped (exit 1)',
    '3 passed, 5 failed',
  ])
  expect(status).toBe(1)
})

it('names at most 50 failed tests and cuts long messages', () => {
  const tests = Array.from({ length: 60 }, (_, i) => failure(`test ${i}`, 'x'.repeat(1_000)))
  const { lines } = summaryOf({ ...green, 'jest.json': jestReport(tests), 'pytest.xml': PYTEST_PASSED })
  expect(lines.filter((line) => line.startsWith('FAILED'))).toHaveLength(50)
  expect(lines[0]).toBe(`FAILED tests/lib/a.test.ts > test 0: ${'x'.repeat(300)}…`)
  expect(lines[50]).toBe('and 10 more failed tests')
})

it.each<[string, Record<string, string>, number[]]>([
  ['a suite without a report', { ...green }, [0, 0, 0]],
  ['a suite that ended badly without a failed test', { ...green, 'pytest.xml': PYTEST_PASSED }, [0, 0, 2]],
])('counts %s as one failure', (_, files, exits) => {
  const { lines, status } = summaryOf(files, exits)
  expect(lines.at(-1)).toMatch(/^[23] passed, 1 failed$/)
  expect(status).toBe(1)
})
