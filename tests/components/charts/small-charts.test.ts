import { rampStep, spreadStep } from '@/components/charts/ramp'
import { sparkPath } from '@/components/charts/sparkline'

/** Small charts: what is missing is a gap, what is little still shows. */
describe('sparkPath', () => {
  it('starts the scale at zero, in the order of time', () =>
    expect(sparkPath([0, 5, 10])).toBe('M0 26L50 14L100 2'))
  it('has gaps for missing values, and dots for single ones', () =>
    expect(sparkPath([1, null, 1, 1])).toBe('M0 2h0M66.7 2L100 2'))
  it('is flat for zeros', () => expect(sparkPath([0, 0])).toBe('M0 26L100 26'))
  it('is empty without values', () => expect(sparkPath([])).toBe(''))
})

describe('rampStep', () => {
  it.each([
    [0, 0],
    [null, 0],
    [1, 1],
    [4, 1],
    [5, 2],
    [50, 4],
    [100, 5],
  ])('%s of 100 is step %i', (value, step) => expect(rampStep(value, 100)).toBe(step))
  it('has step zero without a maximum', () => expect(rampStep(0, 0)).toBe(0))
})

describe('spreadStep', () => {
  it.each([
    [0, 0],
    [null, 0],
    [70, 1],
    [99, 2],
    [197, 5],
  ])('%s between 70 and 197 is step %i', (value, step) => expect(spreadStep(value, 70, 197)).toBe(step))
  it('shows a single value in the full colour', () => expect(spreadStep(3, 3, 3)).toBe(5))
})
