import { isObjectPage, readVisits, rememberVisit } from '@/components/command/recent'

const stored = new Map<string, string>()
beforeEach(() => {
  stored.clear()
  const storage = {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  }
  Object.defineProperty(globalThis, 'localStorage', { value: storage, configurable: true })
})
const visit = (n: number) => ({ href: `/cases/${n}`, label: `Case ${n}` })

it('keeps the last eight of a user, newest first, each once', () => {
  for (let n = 1; n <= 10; n++) rememberVisit('me', visit(n))
  rememberVisit('me', visit(5))
  expect(readVisits('me').map(({ href }) => href)).toEqual(
    [5, 10, 9, 8, 7, 6, 4, 3].map((n) => `/cases/${n}`),
  )
  expect(readVisits('you')).toEqual([])
})

it('ignores invalid stored values', () => {
  for (const text of ['{', 'null', '{}', '[1]', '[{"href":"//evil.example","label":"x"}]']) {
    stored.set('sentinel.recent.me', text)
    expect(readVisits('me')).toEqual([])
  }
  stored.set('sentinel.recent.me', '[{"href":"javascript:alert(1)","label":"x"}]')
  expect(readVisits('me')).toEqual([])
})

it('distinguishes objects from lists', () => {
  expect(['/cases/1', '/transactions/1', '/entities/C1'].map(isObjectPage)).toEqual([true, true, true])
  expect(['/cases', '/cases/sla', '/models/1', '/cases/1/brief'].map(isObjectPage)).toEqual([
    false,
    false,
    false,
    false,
  ])
})
