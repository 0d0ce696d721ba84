import * as fc from 'fast-check'
import { canonicalPhone } from '@/lib/platform/canonical/phone'

const KENYAN = '+254788534310'
const hasReason = (text: string) => ({ reason: expect.stringContaining(text) as string })

it.each([
  '0788534310',
  '254788534310',
  '00254788534310',
  '+254 788 534310',
  '+254 (0) 788-534-310',
  ' +254.788.534.310',
])('%s is the number +254788534310 of a Kenyan institution', (written) =>
  expect(canonicalPhone(written, 'KE')).toBe(KENYAN),
)

it.each([
  '+254788534310',
  '00254788534310',
  '+254 788 534310',
  '＋254788534310',
  '+٢٥٤٧٨٨٥٣٤٣١٠',
  '\u202a+254788534310\u202c',
])('knows %s without a country', (written) => expect(canonicalPhone(written, null)).toBe(KENYAN))

it('reads a national number by the country of the institution', () => {
  expect(canonicalPhone('0788534310', null)).toEqual(hasReason('must begin with + or 00'))
  expect(canonicalPhone('(650) 253-0000', 'US')).toBe('+16502530000')
  expect(canonicalPhone('02 3661 8300', 'IT')).toBe('+390236618300')
  expect(canonicalPhone('1', 'KE')).toEqual(hasReason('must be a phone number of KE'))
})

it.each(['2.54712E+11', '2,54712E+11', '254712E6'])('rejects %s, which a spreadsheet wrote', (written) => {
  expect(canonicalPhone(written, 'KE')).toEqual(hasReason('scientific notation'))
})

it.each(['', ' ', '+', '+1', 'call me', '+254788534310;ext=5', '+25478853431012345678'])(
  'rejects "%s"',
  (written) => {
    expect(canonicalPhone(written, 'KE')).toEqual(hasReason('phone number'))
  },
)

it('keeps the digits of an international number that the library does not know', () => {
  expect(canonicalPhone('+999 1234 567', null)).toBe('+9991234567')
})

it('is idempotent and does not depend on separators', () => {
  const country = fc.constantFrom(null, 'KE', 'US', 'IT', 'GB', 'ZZ')
  const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 3, maxLength: 16 })
  const separator = fc.constantFrom('', ' ', '-', '.', '\u00a0', '\u2011')
  fc.assert(
    fc.property(fc.constantFrom('+', '00', ''), digits, separator, country, (prefix, list, between, home) => {
      const once = canonicalPhone(prefix + list.join(''), home)
      expect(canonicalPhone(prefix + list.join(between), home)).toEqual(once)
      if (typeof once === 'string') expect(canonicalPhone(once, home)).toBe(once)
    }),
    { numRuns: 2_000 },
  )
})
