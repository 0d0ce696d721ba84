import { activeSection, SECTIONS, titleOf } from '@/components/layout/navigation'
import { isPlainKey } from '@/components/layout/plain-key'
import { parseTheme } from '@/components/layout/theme'

it('has a title for every page, also without a sidebar entry', () => {
  for (const { href, label } of SECTIONS) expect(titleOf(href)).toBe(label)
  expect(['/transactions/0193', '/cases/0193', '/models/0193', '/entities/C1'].map(titleOf)).toEqual([
    'Transaction',
    'Case',
    'Model',
    'Entity',
  ])
  expect(titleOf('/queues')).toBe('Page not found')
})

it('marks the section that a page belongs to', () => {
  expect(activeSection('/transactions/0193')).toBe('/queue')
  expect(activeSection('/docs/problems')).toBe('/docs')
  expect(activeSection('/nowhere')).toBeUndefined()
})

it('uses the dark theme for an unknown one', () => {
  expect([undefined, 'light', 'dark', '<script>'].map(parseTheme)).toEqual(['dark', 'light', 'dark', 'dark'])
})

it('leaves keys with a modifier to the browser', () => {
  const key = (init: Partial<KeyboardEvent>) => ({ defaultPrevented: false, ...init }) as KeyboardEvent
  expect(isPlainKey(key({ ctrlKey: true }))).toBe(false)
  expect(isPlainKey(key({ metaKey: true }))).toBe(false)
  expect(isPlainKey(key({ isComposing: true }))).toBe(false)
})
