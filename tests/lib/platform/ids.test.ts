import { validate, version } from 'uuid'
import { firstIdAt, newId, timeOfId } from '@/lib/platform/ids'

describe('newId', () => {
  it('makes valid version 7 UUIDs that grow and never repeat within a millisecond', () => {
    const ids = Array.from({ length: 50_000 }, newId)
    for (const id of ids.slice(0, 1_000)) {
      expect(validate(id)).toBe(true)
      expect(version(id)).toBe(7)
    }
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toEqual(ids.toSorted())
  })

  it('begins with the time in milliseconds', () => {
    const before = Date.now()
    const ms = Number.parseInt(newId().replaceAll('-', '').slice(0, 12), 16)
    expect(ms).toBeGreaterThanOrEqual(before)
    expect(ms).toBeLessThan(Date.now() + 1_000)
  })
})

test('an id tells when its row was created', () => {
  const at = new Date('2026-12-01T10:59:59.999Z')
  expect(timeOfId(firstIdAt(at))).toEqual(at)
})
