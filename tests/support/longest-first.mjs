// The order of test files, longest first: a long file that starts last leaves the other worker idle.
import TestSequencer from '@jest/test-sequencer'

const Sequencer = TestSequencer.default ?? TestSequencer

const PROJECTS = ['e2e', 'integration', 'unit', 'architecture']
/** Takes longer than any other file of its project. */
const FIRST = ['hostile-input.test.ts']

const placeOf = ({ path, context }) =>
  FIRST.some((name) => path.endsWith(name)) ? -1 : PROJECTS.indexOf(context.config.displayName?.name)

export default class LongestFirst extends Sequencer {
  sort(tests) {
    return Promise.resolve(super.sort(tests)).then((sorted) =>
      [...sorted].sort((a, b) => placeOf(a) - placeOf(b)),
    )
  }
}
