/** Guarantee: a number is read as it was meant, or not at all. */

import fc from 'fast-check'
import { decimalReader, isScientific, type NumberFormat } from '@/lib/platform/csv/read-decimal'

const read = (text: string, format: NumberFormat = {}) => decimalReader(format)(text)

it.each([
  ['12', 12],
  ['-12.5', -12.5],
  ['1234.56', 1234.56],
  ['12,5', 12.5],
  ['1,234.56', 1234.56],
  ['1.234,56', 1234.56],
  ['1,234,567', 1234567],
  ['12,34,567.80', 1234567.8],
  ['1 234,5', 1234.5],
  ['1\u00a0234.5', 1234.5],
  ["1'234.50", 1234.5],
  ['0.125', 0.125],
  ['1234.567', 1234.567],
])('%s says by itself that it is %d', (text, value) => {
  expect(read(text)).toBe(value)
})

it.each(['1.234', '1,234', '-999,999'])('%s is ambiguous without a declaration', (text) => {
  expect(read(text)).toMatch(/ambiguous/)
})

it.each([
  ['1.234', { decimal: '.' }, 1.234],
  ['1.234', { decimal: ',' }, 1234],
  ['1,234', { thousands: ',' }, 1234],
  ['1,234', { decimal: ',' }, 1.234],
  ['1 234', { thousands: ' ' }, 1234],
] as const)('%s is read as declared', (text, format, value) => {
  expect(read(text, format)).toBe(value)
})

it.each([
  ['1,234', { decimal: '.', thousands: 'none' }],
  ['12,34', { decimal: '.' }],
  ['1.2.3', {}],
  ['1,23,4', {}],
  ['1e3', {}],
  ['NaN', {}],
  ['Infinity', {}],
  ['$3', {}],
  ['', {}],
  ['1.', {}],
  ['.5', {}],
  ['--1', {}],
] as [string, NumberFormat][])('%s is not a number', (text, format) => {
  expect(read(text, format)).toMatch(/not a plain number/)
})

it('rejects a number whose separators contradict those above', () => {
  const reader = decimalReader({})
  expect(reader('1.234,50')).toBe(1234.5)
  expect(reader('12.5')).toMatch(/contradicts the numbers above it, whose decimal separator is ","/)
})

it('reads back every amount in every declared way of writing', () => {
  const format = fc.constantFrom<[decimal: '.' | ',', thousands: '.' | ',' | ' ' | "'" | 'none']>(
    ['.', ','],
    [',', '.'],
    [',', ' '],
    ['.', "'"],
    ['.', 'none'],
  )
  fc.assert(
    fc.property(format, fc.integer({ min: -1e12, max: 1e12 }), ([decimal, thousands], cents) => {
      const [whole = '', fraction = ''] = (Math.abs(cents) / 100).toFixed(2).split('.')
      const grouped = thousands === 'none' ? whole : whole.replace(/\B(?=(\d{3})+$)/g, thousands)
      const text = `${cents < 0 ? '-' : ''}${grouped}${decimal}${fraction}`
      expect(read(text, { decimal, thousands })).toBe(cents / 100)
    }),
  )
})

it('knows a number that a spreadsheet has cut', () => {
  expect(['2.29116E+15', '2,29116e+15', '1E+12', '2.5471e11'].map(isScientific)).toEqual([
    true,
    true,
    true,
    true,
  ])
  expect(['229116', '12E5', 'E+15', 'C1.5E+3', '1e5'].map(isScientific)).toEqual([
    false,
    false,
    false,
    false,
    false,
  ])
})
