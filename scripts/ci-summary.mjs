// Adds up what the suites reported. A suite that ended badly without a failing test counts as one failure, so that
// no crash, time-out or empty run can look like success.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

const [folder = '', ...exitCodes] = process.argv.slice(2)
const [verifyExit, testExit, mlExit] = exitCodes.map(Number)

const suites = [
  { name: 'verify', exit: verifyExit, passed: 0, failed: 0, skipped: 0 },
  { name: 'npm test', exit: testExit, ...jestCounts(path.join(folder, 'jest.json')) },
  { name: 'npm test on the newest LTS', exit: 0, ...jestCounts(path.join(folder, 'jest-lts.json')) },
  { name: 'test:ml', exit: mlExit, ...pytestCounts(path.join(folder, 'pytest.xml')) },
]

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
  }
}

function pytestCounts(file) {
  if (!existsSync(file)) return { passed: 0, failed: 0, skipped: 0 }
  const suite = readFileSync(file, 'utf8').match(/<testsuite\b[^>]*>/)?.[0] ?? ''
  const count = (name) => Number(suite.match(new RegExp(`\\b${name}="(\\d+)"`))?.[1] ?? 0)
  const failed = count('failures') + count('errors')
  return { passed: count('tests') - failed - count('skipped'), failed, skipped: count('skipped') }
}
