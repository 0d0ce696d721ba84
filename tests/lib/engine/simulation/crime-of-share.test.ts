import { crimeOfShare } from '@/lib/engine/simulation'
import { eventsOf, shareOf, SMALL } from './world-support'

const fraudShare = (crime: number) => shareOf(eventsOf({ ...SMALL, crime }), ({ truth }) => truth.isFraud)

it('asks for no less than the usual crime', () => {
  expect([crimeOfShare(0), crimeOfShare(0.001)]).toEqual([1, 1])
})

it.each([0.05, 0.15])('makes a world in which about %d of the payments is fraud', (share) => {
  const made = fraudShare(crimeOfShare(share))
  expect(made).toBeGreaterThan(share / 2)
  expect(made).toBeLessThan(share * 2)
})
