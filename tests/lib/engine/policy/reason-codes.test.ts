import { FEATURES } from '@/lib/engine/features'
import { REASON_CODES, reasonMeaning } from '@/lib/engine/policy'
import { reasonOfFamily } from '@/lib/engine/policy/reason-codes'

const families = [...new Set(FEATURES.map(({ family }) => family))]

it.each(families)('has a reason with a meaning for the family %s', (family) => {
  expect(Object.keys(REASON_CODES)).toContain(reasonOfFamily(family))
})

it('gives each family a reason of its own', () => {
  expect(new Set(families.map(reasonOfFamily)).size).toBe(families.length)
})

it('knows the meaning of its codes and of nothing else', () => {
  expect(reasonMeaning('sender_blocked')).toBe('The sender is on the blocked list')
  expect(reasonMeaning('driver_amount')).toBeNull()
  expect(reasonMeaning('toString')).toBeNull()
})
