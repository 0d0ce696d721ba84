import { prepareMap } from '@/app/(workspace)/dashboard/prepare-map'
import type { Places } from '@/lib/desk/dashboard/schema'
import { drawWorld } from '@/lib/desk/geo'

/** The map and its list show the same figures and link to the same transactions. */
const place = (code: string, name: string, transactions: number, flagged: number) => ({
  code,
  name,
  transactions,
  flagged,
  flagged_share: flagged / transactions,
  amount: '10.00',
})
const PLACES: Places = {
  period: { asked: 'all', shown: 'all', from: null, to: null },
  currency: 'USD',
  places: [place('US', 'United States', 100, 1), place('SG', 'Singapore', 25, 5)],
  unplaced: { transactions: 0, flagged: 0 },
}

describe('prepareMap', () => {
  it('ranks by the metric, colours by its square root, and names places without a shape', () => {
    const volume = prepareMap(PLACES, drawWorld(), 'world', 'volume')
    expect(volume.ranked.map(({ code, part }) => [code, part])).toEqual([
      ['US', 1],
      ['SG', 0.25],
    ])
    expect([...volume.onMap].map(([code, { step }]) => [code, step])).toEqual([
      ['US', 5],
      ['SG', 3],
    ])
    expect(volume.withoutShape).toEqual(['Singapore'])
    expect(volume.onMap.get('US')).toMatchObject({
      href: '/investigate?country=US',
      words: 'United States: 100 transactions, 1 alert (1.0 %), 10.00 USD',
    })
    const share = prepareMap(PLACES, drawWorld(), 'world', 'share')
    expect(share.ranked.map(({ code }) => code)).toEqual(['SG', 'US'])
    expect(share.most).toBe('20.0 %')
  })

  it('links to states by their region', () => {
    const { ranked } = prepareMap(
      { ...PLACES, places: [place('CA', 'California', 3, 0)] },
      drawWorld(),
      'us',
      'volume',
    )
    expect(ranked[0]).toMatchObject({ href: '/investigate?region=US-CA', share: '0.00 %' })
  })
})
