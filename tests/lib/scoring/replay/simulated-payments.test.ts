import {
  simulatedPayments,
  type SimulationPlan,
  simulationShift,
} from '@/lib/scoring/replay/run/simulated-payments'
import { DAY_MS } from '@/lib/platform/time'

const PLAN: SimulationPlan = {
  seed: 7,
  fraudFraction: 0.15,
  currency: 'USD',
  startedAt: new Date('2026-06-10T12:00:00Z'),
}
const PAYMENTS = 300

const read = async (plan: SimulationPlan, position = 0, count = PAYMENTS) =>
  (await simulatedPayments(plan, await simulationShift(plan, PAYMENTS), position))(count)
const timeOf = ({ body }: { body: Record<string, unknown> }) => Date.parse(String(body.occurred_at))

describe('the simulated payments of a replay', () => {
  it.each([0, 0.01, 0.15, 0.5])('have the share of fraud %d', async (fraudFraction) => {
    const payments = await read({ ...PLAN, fraudFraction })
    expect(payments).toHaveLength(PAYMENTS)
    expect(payments.filter(({ isFraud }) => isFraud)).toHaveLength(Math.floor(PAYMENTS * fraudFraction))
  })

  it('are in order of time, at their time of day, and end within a day before the start', async () => {
    const shiftMs = await simulationShift(PLAN, PAYMENTS)
    const times = (await read(PLAN)).map(timeOf)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    expect(Math.abs(shiftMs % DAY_MS)).toBe(0)
    expect(times.at(-1)).toBeLessThanOrEqual(PLAN.startedAt.getTime())
    expect(times.at(-1)).toBeGreaterThan(PLAN.startedAt.getTime() - DAY_MS)
  })

  it('are the same from a position on, under names of their own', async () => {
    const all = await read(PLAN)
    expect(await read(PLAN, 120, 50)).toEqual(all.slice(120, 170))
    expect(new Set(all.map(({ name }) => name)).size).toBe(PAYMENTS)
  })

  it('have labels that arrive after them', async () => {
    const labelled = (await read(PLAN)).filter(({ label }) => label !== null)
    expect(labelled.length).toBeGreaterThan(0)
    expect(labelled.every((payment) => payment.label!.arrivesAtMs > timeOf(payment))).toBe(true)
  })

  it('have whole amounts in a currency without minor units', async () => {
    const payments = await read({ ...PLAN, currency: 'JPY' })
    expect(payments.every(({ body }) => Number.isInteger(body.amount))).toBe(true)
  })
})
