/** Guarantee: a scenario changes what it says from its day on, and nothing before. */

import { parseScenarios, type SimulatedEvent } from '@/lib/engine/simulation'
import { dayOf, eventsOf, shareOf, SMALL } from './world-support'

const DAYS = 30
const FROM_DAY = 10
const CONFIG = { ...SMALL, days: DAYS, customers: 800 }

const worlds = new Map<string, SimulatedEvent[]>()
function world(scenario: string): SimulatedEvent[] {
  const known = worlds.get(scenario)
  if (known) return known
  const events = eventsOf({ ...CONFIG, scenarios: scenario ? parseScenarios(scenario) : [] })
  worlds.set(scenario, events)
  return events
}
const plain = () => world('')
const inDays = (events: SimulatedEvent[], from: number, to: number) =>
  events.filter((event) => dayOf(event) >= from && dayOf(event) < to)

it.each(['new-tactic', 'new-region', 'seasonal-peak'])('%s does not change the days before it', (name) => {
  const changed = world(`${name}@day${FROM_DAY}`)
  const text = (events: SimulatedEvent[], from: number, to: number) =>
    JSON.stringify(inDays(events, from, to))
  expect(text(changed, 0, FROM_DAY) === text(plain(), 0, FROM_DAY)).toBe(true)
  expect(text(changed, FROM_DAY, DAYS) === text(plain(), FROM_DAY, DAYS)).toBe(false)
})

it('a new tactic adds an unknown typology with at least a tenth of all fraud', () => {
  const scenarios = parseScenarios(`new-tactic@day${FROM_DAY}`)
  const frauds = inDays(eventsOf({ ...CONFIG, customers: 2_500, scenarios }), FROM_DAY, DAYS).filter(
    ({ truth }) => truth.isFraud,
  )
  expect(shareOf(frauds, ({ truth }) => truth.typology === 'qr_code_scam')).toBeGreaterThan(0.1)
  expect(plain().some(({ truth }) => truth.typology === 'qr_code_scam')).toBe(false)
})

it('a new region takes a growing share of the payments', () => {
  const inRegion = (events: SimulatedEvent[]) =>
    shareOf(inDays(events, 20, DAYS), ({ transaction }) => transaction.country === 'PH')
  expect(inRegion(world(`new-region@day${FROM_DAY}`))).toBeGreaterThan(2 * inRegion(plain()))
})

it('a seasonal peak raises the volume on its days only', () => {
  const changed = world(`seasonal-peak@day${FROM_DAY}`)
  const ratio = (from: number, to: number) =>
    inDays(changed, from, to).length / inDays(plain(), from, to).length
  expect(ratio(FROM_DAY, FROM_DAY + 12)).toBeGreaterThan(1.35)
  expect(ratio(FROM_DAY + 14, DAYS)).toBeLessThan(1.15)
})

it.each([
  ['new-tactics@day3', '"new-tactics@day3" is no scenario'],
  ['new-tactic', '"new-tactic" is no scenario'],
  ['new-tactic@3', 'write NAME@dayN'],
  ['', 'one of new-tactic, new-region, seasonal-peak'],
  ['new-tactic@day3,new-tactic@day9', '"new-tactic" is given twice'],
])('rejects "%s" with a readable message', (text, reason) => {
  expect(() => parseScenarios(text)).toThrow(reason)
})
