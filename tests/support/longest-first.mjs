// The order of test files, longest first: a long file that starts last leaves the other worker idle.
import TestSequencer from '@jest/test-sequencer'

const Sequencer = TestSequencer.default ?? TestSequencer

const PROJECTS = ['e2e', 'integration', 'unit', 'architecture']
/**
 * They take longer than any other file of their project, which the sizes of the files do not tell, or wait for long. The first
 * one seeds the demo, for which the second would wait.
 */
const FIRST = [
  'every-screen-of-work.test.ts',
  'roles.test.ts',
  'kill-server.test.ts',
  'every-other-screen.test.ts',
  'journey-retraining.test.ts',
  'journey-live.test.ts',
  'hostile-input.test.ts',
]

const placeOf = ({ path, context }) => {
  const first = FIRST.findIndex((name) => path.endsWith(name))
  return first < 0 ? PROJECTS.indexOf(context.config.displayName?.name) : first - FIRST.length
}

export default class LongestFirst extends Sequencer {
  sort(tests) {
    return Promise.resolve(super.sort(tests)).then((sorted) =>
      [...sorted].sort((a, b) => placeOf(a) - placeOf(b)),
    )
  }
}
