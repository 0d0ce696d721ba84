import { countrySpellings, drawStates, drawWorld, STATE_CODES, stateName, stateOfCell } from '@/lib/desk/geo'
import { COUNTRIES, countryOf } from '@/lib/platform/canonical/countries'
import { countryShapes } from '@/lib/desk/geo/atlas'

/** Codes as transactions carry them lead to the shapes of the atlas, and cells to their states. */
describe('countries', () => {
  it('are found by any code, in either case', () => {
    expect(countryOf('US')?.name).toBe('United States')
    expect(countryOf('usa')).toBe(countryOf('US'))
    expect(countryOf('ZZ')).toBeNull()
    expect(countrySpellings('USA')).toEqual(['US', 'USA'])
    expect(countrySpellings('Atlantis')).toEqual(['Atlantis'])
  })

  it('have distinct, well-formed codes and a name', () => {
    for (const key of ['alpha2', 'alpha3', 'numeric', 'name'] as const)
      expect(new Set(COUNTRIES.map((country) => country[key])).size).toBe(COUNTRIES.length)
    for (const { alpha2, alpha3, numeric } of COUNTRIES)
      expect(`${alpha2} ${alpha3} ${numeric}`).toMatch(/^[A-Z]{2} [A-Z]{3} \d{3}$/)
  })

  it('cover every shape of the atlas except three disputed territories', () => {
    const unknown = countryShapes().filter(({ id }) => !countryOf(String(id)))
    expect(unknown.map(({ properties }) => properties.name).sort()).toEqual([
      'Kosovo',
      'N. Cyprus',
      'Somaliland',
    ])
  })
})

describe('stateOfCell', () => {
  it.each([
    ['34.1,-118.2', 'CA'],
    ['40.7,-74', 'NY'],
    ['38.9,-77.0', 'DC'],
    ['61.2,-149.9', 'AK'],
    ['52.8,173.2', 'AK'],
    ['21.3,-157.9', 'HI'],
    // The middle of this cell lies in the Pacific.
    ['37.8,-122.6', 'CA'],
  ])('%s lies in %s', (cell, state) => expect(stateOfCell(cell)).toBe(state))

  it.each([[''], ['0,0'], ['51.5,-0.1'], ['nonsense'], ['34.1'], ['1e9,5']])('%j lies in no state', (cell) =>
    expect(stateOfCell(cell)).toBeNull(),
  )

  it('names every state', () => {
    expect(STATE_CODES).toHaveLength(56)
    expect(STATE_CODES.map(stateName)).not.toContain(null)
  })
})

describe('the drawn maps', () => {
  it.each([
    ['world', drawWorld],
    ['states', drawStates],
  ])('%s: has closed paths inside the drawing, one per place', (_, draw) => {
    const { places, width, height } = draw()
    const ids = places.flatMap(({ id }) => id ?? [])
    expect(new Set(ids).size).toBe(ids.length)
    for (const { path } of places) {
      expect(path).toMatch(/^(M-?\d+ -?\d+l[-\d ]+z)+$/)
      for (const [, x, y] of path.matchAll(/M(-?\d+) (-?\d+)/g)) {
        expect(Number(x)).toBeGreaterThanOrEqual(-1)
        expect(Number(x)).toBeLessThanOrEqual(width + 1)
        expect(Number(y)).toBeGreaterThanOrEqual(-1)
        expect(Number(y)).toBeLessThanOrEqual(height + 1)
      }
    }
  })

  it('has a shape for the main countries and states', () => {
    expect(drawWorld().places.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['US', 'GB', 'FR', 'NO', 'KE', 'IN']),
    )
    expect(drawStates().places).toHaveLength(51)
  })
})
