import { grouped } from '@/lib/desk/cases/brief/write-sentences'
import { printable } from '@/lib/desk/cases/brief/printable'

describe('the text of a PDF', () => {
  it.each([
    ['Łódź Đorđe Kovač, Ангела, Γιώργος, Nguyễn', 'Łódź Đorđe Kovač, Ангела, Γιώργος, Nguyễn'],
    ['e\u0301', 'é'],
    ['東京', '東京'],
    ['a\u0000b\u200dc\td', 'abc  d'],
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
