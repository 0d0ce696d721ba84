// The order of test files: a long one that starts last keeps one worker busy while the other has nothing to do.
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
