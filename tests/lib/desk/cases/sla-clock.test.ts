import fc from 'fast-check'
import {
  reallowClock,
  resumeClock,
  secondsLeft,
  startClock,
  stopClock,
  stopsClock,
} from '@/lib/desk/cases/sla-clock'
import { CASE_STATUSES } from '@/lib/desk/cases/schema'

const START = new Date('2026-03-01T08:00:00Z')
const after = (seconds: number): Date => new Date(START.getTime() + seconds * 1000)

describe('the time limit of a case', () => {
  it('is breached at the end of the allowed time, and warns when a fifth is left', () => {
    expect(startClock(1_000, START)).toEqual({
      allowedS: 1_000,
      dueAt: after(1_000),
      leftS: null,
      warnAt: after(800),
    })
  })

  it('is paused while a case is pending or closed', () => {
    expect(CASE_STATUSES.filter(stopsClock)).toEqual(['pending', 'closed'])
    const stopped = stopClock(startClock(1_000, START), after(300))
    expect(stopped).toMatchObject({ dueAt: null, leftS: 700 })
    expect(stopClock(stopped, after(900))).toEqual(stopped)
    expect(resumeClock(stopped, after(5_000))).toMatchObject({ dueAt: after(5_700), leftS: null })
  })

  it('keeps the used time under a new priority, even when no time is left', () => {
    expect(reallowClock(startClock(1_000, START), 400, after(300)).dueAt).toEqual(after(400))
    expect(reallowClock(stopClock(startClock(1_000, START), after(300)), 200, after(900)).leftS).toBe(-100)
  })

  it('does not warn twice, unless a new priority allows more time', () => {
    const warned = { ...startClock(1_000, START), warnAt: null }
    expect(resumeClock(stopClock(warned, after(900)), after(950)).warnAt).toBeNull()
    expect(reallowClock(warned, 1_050, after(900)).warnAt).toBeNull()
    expect(reallowClock(warned, 2_000, after(900)).warnAt).toEqual(after(1_600))
  })

  it('is due at creation plus pauses plus the time allowed now, in any order of changes', () => {
    const step = fc.record({
      seconds: fc.integer({ min: 0, max: 100_000 }),
      act: fc.constantFrom('stop' as const, 'resume' as const, 'reallow' as const),
      allowedS: fc.integer({ min: 300, max: 1_000_000 }),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let [clock, atS, pausedS] = [startClock(86_400, START), 0, 0]
        for (const { seconds, act, allowedS } of steps) {
          atS += seconds
          if (clock.dueAt === null) pausedS += seconds
          if (act === 'stop') clock = stopClock(clock, after(atS))
          if (act === 'resume') clock = resumeClock(clock, after(atS))
          if (act === 'reallow') clock = reallowClock(clock, allowedS, after(atS))
          expect((clock.dueAt === null) !== (clock.leftS === null)).toBe(true)
          expect(secondsLeft(clock, after(atS))).toBe(pausedS + clock.allowedS - atS)
        }
      }),
    )
  })
})
