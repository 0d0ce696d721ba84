// Names the failed tests and adds up what the suites reported. A suite that ended badly without a failing test counts as
// one failure, so that no crash, time-out or empty run can look like success.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'

const [folder = '', ...exitCodes] = process.argv.slice(2)
const [verifyExit, testExit, mlExit] = exitCodes.map(Number)

/** CI keeps only the end of the log. */
const MOST_FAILURES = 50
const LONGEST_MESSAGE = 300

const suites = [
  { name: 'verify', exit: verifyExit, passed: 0, failed: 0, skipped: 0 },
  { name: 'npm test', exit: testExit, ...jestCounts(path.join(folder, 'jest.json')) },
  { name: 'npm test on the newest LTS', exit: 0, ...jestCounts(path.join(folder, 'jest-lts.json')) },
  { name: 'test:ml', exit: mlExit, ...pytestCounts(path.join(folder, 'pytest.xml')) },
]

const failures = suites.flatMap((suite) => suite.failures ?? [])
for (const { file, title, message } of failures.slice(0, MOST_FAILURES)) {
  console.log(`FAILED ${[file, title].filter(Boolean).join(' > ')}: ${shortened(message)}`)
}
if (failures.length > MOST_FAILURES) console.log(`and ${failures.length - MOST_FAILURES} more failed tests`)

let passed = 0
let failed = 0
for (const suite of suites) {
  const isEmpty = suite.name !== 'verify' && suite.passed + suite.failed === 0
  const unexplained = suite.failed === 0 && (suite.exit !== 0 || isEmpty) ? 1 : 0
  const ending = suite.exit === 0 ? 'ok' : `exit ${suite.exit}`
  console.log(
    `${suite.name}: ${suite.passed} passed, ${suite.failed} failed, ${suite.skipped} skipped (${ending})`,
  )
  passed += suite.passed
  failed += suite.failed + unexplained
}
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 || passed === 0 ? 1 : 0

function jestCounts(file) {
  if (!existsSync(file)) return { passed: 0, failed: 0, skipped: 0 }
  const report = JSON.parse(readFileSync(file, 'utf8'))
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: report.numPendingTests + report.numTodoTests,
    failures: report.testResults.flatMap(jestFailures),
  }
}

/** The failed tests of a file, or the file itself if it ended before its first test. */
function jestFailures({ name, status, message, assertionResults }) {
  const file = path.relative(process.cwd(), name)
  if (status === 'failed' && assertionResults.length === 0) return [{ file, title: '', message }]
  return assertionResults
    .filter((test) => test.status === 'failed')
    .map(({ fullName, failureMessages }) => ({ file, title: fullName, message: failureMessages[0] ?? '' }))
}

function pytestCounts(file) {
  if (!existsSync(file)) return { passed: 0, failed: 0, skipped: 0 }
  const report = readFileSync(file, 'utf8')
  const suite = report.match(/<testsuite\b[^>]*>/)?.[0] ?? ''
  const count = (name) => Number(attribute(suite, name) || 0)
  const failed = count('failures') + count('errors')
  const failures = [...report.matchAll(/(<testcase\b[^>]*[^/]>)\s*(<(?:failure|error)\b[^>]*>)/g)].map(
    ([, test, failure]) => ({
      file: `${attribute(test, 'classname').replaceAll('.', '/')}.py`,
      title: attribute(test, 'name'),
      message: attribute(failure, 'message'),
    }),
  )
  return { passed: count('tests') - failed - count('skipped'), failed, skipped: count('skipped'), failures }
}

function attribute(tag, name) {
  const entities = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&', '#10': '\n' }
  const text = tag.match(new RegExp(`\\s${name}="([^"]*)"`))?.[1] ?? ''
  return text.replace(/&([#\w]+);/g, (whole, entity) => entities[entity] ?? whole)
}

/** One line: what a message says before its stack, without colours. */
function shortened(message) {
  const plain = stripVTControlCharacters(message).split(/\n\s+at /)[0] ?? ''
  const line = plain.replace(/\s+/g, ' ').trim()
  return line.length > LONGEST_MESSAGE ? `${line.slice(0, LONGEST_MESSAGE)}…` : line
}
