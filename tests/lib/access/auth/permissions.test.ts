import { holdersOf } from '@/lib/contract/permissions'

it.each([
  ['transaction:decide', 'analysts, senior analysts and administrators'],
  ['audit:read', 'senior analysts and administrators'],
  ['policy:write', 'administrators'],
] as const)('says who holds %s: %s', (permission, holders) => expect(holdersOf(permission)).toBe(holders))
