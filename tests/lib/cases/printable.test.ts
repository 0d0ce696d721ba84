import { grouped } from '@/lib/cases/brief/compose-brief'
import { printable } from '@/lib/cases/brief/printable'

describe('the text of a PDF', () => {
  it.each([
    ['Tomás Rivera, Ångström, 5 €, “so” – ok…', 'Tomás Rivera, Ångström, 5 €, “so” – ok…'],
    ['Łódź Đorđe Kovač', 'Lódz Dorde Kovac'],
    ['e\u0301', 'é'],
    ['a\u2212b \u2192 c', 'a-b -> c'],
    ['東京', '??'],
    ['a\u0000b\u200dc', 'abc'],
    ['one\r\ntwo', 'one\ntwo'],
  ])('%j is shown as %j', (text, shown) => {
    expect(printable(text)).toBe(shown)
  })

  it.each([
    ['1234567.80', '1,234,567.80'],
    ['999.00', '999.00'],
    ['1000', '1,000'],
  ])('groups %s', (amount, shown) => {
    expect(grouped(amount)).toBe(shown)
  })
})
