/** Guarantee: draws have the distribution that they claim, and the queue gives events back by time. */

import fc from 'fast-check'
import { EventQueue } from '@/lib/engine/simulation/random/event-queue'
import { Random } from '@/lib/engine/simulation/random/random'
import { WeightedChoice } from '@/lib/engine/simulation/random/weighted-choice'
import { median } from './world-support'

const DRAWS = 40_000
const sample = (draw: (random: Random) => number): number[] => {
  const random = new Random(5, 'test')
  return Array.from({ length: DRAWS }, () => draw(random))
}
const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

it('streams of one seed differ, and each repeats its numbers', () => {
  const first = new Random(1, 'labels')
  const same = new Random(1, 'labels')
  const other = new Random(1, 'crime')
  const draws = Array.from({ length: 50 }, () => first.next())
  expect(Array.from({ length: 50 }, () => same.next())).toEqual(draws)
  expect(Array.from({ length: 50 }, () => other.next())).not.toEqual(draws)
  expect(new Set(draws).size).toBe(50)
})

it('means and medians match the distributions', () => {
  expect(mean(sample((random) => random.next()))).toBeCloseTo(0.5, 1)
  expect(Math.abs(mean(sample((random) => random.normal())))).toBeLessThan(0.02)
  expect(mean(sample((random) => random.normal() ** 2))).toBeCloseTo(1, 1)
  expect(median(sample((random) => random.logNormal(7, 0.5)))).toBeCloseTo(7, 0)
  expect(mean(sample((random) => random.exponential(3)))).toBeCloseTo(3, 0)
  expect(mean(sample((random) => random.poisson(1.7)))).toBeCloseTo(1.7, 1)
  expect(mean(sample((random) => random.poisson(80)))).toBeCloseTo(80, 0)
})

it('a weighted choice draws in proportion, and never a weight of zero', () => {
  const choice = new WeightedChoice([1, 0, 3])
  const drawn = sample((random) => choice.draw(random))
  expect(drawn).not.toContain(1)
  expect(drawn.filter((index) => index === 2).length / DRAWS).toBeCloseTo(0.75, 1)
  expect(() => new WeightedChoice([0, 0])).toThrow('must be positive')
  expect(() => new WeightedChoice([1, -1])).toThrow('must not be negative')
})

it('the queue returns events in time order, ties in the order of planning', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 20 })),
      fc.integer({ min: 0, max: 21 }),
      (times, endMs) => {
        const queue = new EventQueue<number>()
        times.forEach((atMs, index) => queue.add(atMs, () => index))
        const taken: [number, number][] = []
        for (let event = queue.takeBefore(endMs); event; event = queue.takeBefore(endMs)) {
          taken.push([event.atMs, event.play(event.atMs)!])
        }
        const due = times
          .map((atMs, index): [number, number] => [atMs, index])
          .filter(([atMs]) => atMs < endMs)
        expect(taken).toEqual(due.toSorted((one, other) => one[0] - other[0] || one[1] - other[1]))
        expect(queue.size).toBe(times.length - taken.length)
      },
    ),
  )
})
