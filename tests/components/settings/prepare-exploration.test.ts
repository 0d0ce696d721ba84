import { settingsOf, typedOf } from '@/app/(workspace)/settings/exploration/prepare-exploration'

const TYPED = { share: '5', amount_cap: '50', daily_budget: '500' }

test('shows the share in per cent; nothing before the first settings', () => {
  const settings = { version: 1, share: 0.025, amount_cap: '50', daily_budget: '500', changed_at: '' }
  expect(typedOf(settings)).toEqual({ share: '2.5', amount_cap: '50', daily_budget: '500' })
  expect(typedOf(null)).toEqual({ share: '', amount_cap: '', daily_budget: '' })
})

test('reads what was typed', () => {
  expect(settingsOf(TYPED)).toEqual({ settings: { share: 0.05, amount_cap: '50', daily_budget: '500' } })
  expect(settingsOf({ ...TYPED, share: '0,5' })).toMatchObject({ settings: { share: 0.005 } })
})

test.each([
  ['share', '51'],
  ['share', ''],
  ['share', 'x'],
  ['amount_cap', '0'],
  ['amount_cap', '1,5'],
  ['daily_budget', '49.99'],
])('rejects %s %j beside its field', (name, text) => {
  expect(settingsOf({ ...TYPED, [name]: text })).toEqual({ errors: { [name]: expect.any(String) as string } })
})
