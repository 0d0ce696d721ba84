import { FEATURES } from '@/lib/engine/features'
import { REASON_CODES, reasonMeaning } from '@/lib/engine/policy'
import { reasonOfFamily } from '@/lib/engine/policy/reason-codes'

const families = [...new Set(FEATURES.map(({ family }) => family))]

it.each(families)('gives the family %s a reason code with a meaning', (family) => {
  expect(Object.keys(REASON_CODES)).toContain(reasonOfFamily(family))
})

it('gives each family a different reason code', () => {
  expect(new Set(families.map(reasonOfFamily)).size).toBe(families.length)
})

it('returns the meaning of a reason code and null for any other text', () => {
  expect(reasonMeaning('sender_blocked')).toBe('The sender is on the blocked list')
  expect(reasonMeaning('driver_amount')).toBeNull()
  expect(reasonMeaning('toString')).toBeNull()
})
