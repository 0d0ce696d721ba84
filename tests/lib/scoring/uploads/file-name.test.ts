/** Guarantee: the name of a file is shown without its path and without characters that direct text or headers. */

import { shownFileName } from '@/lib/scoring/uploads/file/file-name'

it.each([
  ['payments.csv', 'payments.csv'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\fakepath\\payments.csv', 'payments.csv'],
  ['a\r\nSet-Cookie: x.csv', 'aSet-Cookie: x.csv'],
  ['\u202evsc.exe', 'vsc.exe'],
  ['..', 'unnamed'],
  ['/', 'unnamed'],
  ['Zahlungen März.csv', 'Zahlungen März.csv'],
])('shows %j as %j', (given, shown) => {
  expect(shownFileName(given)).toBe(shown)
})

it('shortens a name of 4 KB', () => {
  expect(shownFileName('😀'.repeat(2_000)).length).toBeLessThanOrEqual(128)
})
