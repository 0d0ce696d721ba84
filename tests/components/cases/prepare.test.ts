import { prepareEntitySuggestions } from '@/app/(workspace)/cases/[id]/prepare-entity-suggestions'
import { prepareTransitions } from '@/app/(workspace)/cases/[id]/prepare-transitions'
import { formatHours, parseHours } from '@/app/(workspace)/cases/sla/parse-hours'
import { linkWords } from '@/components/cases/link-words'
import { initialsOf } from '@/components/cases/user-avatar'
import { CASE_STATUSES, CASE_TRANSITIONS } from '@/lib/desk/cases/schema'

it.each(CASE_STATUSES)('offers from %s exactly the allowed changes, and explains the others', (status) => {
  const offered = prepareTransitions(status)
  expect(offered.map((transition) => transition.status)).toEqual([...CASE_STATUSES])
  const allowed = offered.filter((transition) => transition.allowed).map((transition) => transition.status)
  expect(allowed.sort()).toEqual([...CASE_TRANSITIONS[status]].sort())
  expect(offered.filter(({ current }) => current).map((transition) => transition.status)).toEqual([status])
  expect(offered.every(({ note }) => note.length > 0)).toBe(true)
})

it('calls every change from closed a reopening', () => {
  expect(prepareTransitions('closed').find(({ allowed }) => allowed)).toMatchObject({
    status: 'open',
    label: 'Reopen',
  })
})

it('suggests each entity of the found transactions once, without those that are linked', () => {
  const payment = { transaction_id: 't', type: 'TRANSFER', amount: '1.00', currency: 'USD' }
  const found = [
    { ...payment, sender_account: 'ACC-1', receiver_account: 'X-ACC', device_id: 'dev-9', phone: null },
    { ...payment, sender_account: 'ACC-1', receiver_account: 'ACC-2', device_id: null, phone: null },
  ]
  expect(prepareEntitySuggestions(found, 'acc', [{ kind: 'account', id: 'ACC-2' }])).toEqual([
    { kind: 'account', id: 'ACC-1' },
    { kind: 'account', id: 'X-ACC' },
  ])
  expect(prepareEntitySuggestions(found, 'DEV', [])).toEqual([{ kind: 'device', id: 'dev-9' }])
})

it('reads hours as whole minutes and writes them unchanged', () => {
  expect(parseHours(' 1,5 ')).toEqual({ minutes: 90 })
  for (const minutes of [5, 50, 61, 240, 10_080, 525_600])
    expect(parseHours(formatHours(minutes))).toEqual({ minutes })
  for (const wrong of ['', '-4', '4h', '0.01', '8761', '1e3'])
    expect(parseHours(wrong)).toHaveProperty('error')
})

it('states what is linked and shortens names', () => {
  const entity = { kind: 'account', id: 'a' } as const
  expect(linkWords({ transactionIds: ['1', '2'], entities: [entity] })).toBe('2 transactions and 1 entity')
  expect(linkWords({ transactionIds: [], entities: [entity, entity] })).toBe('2 entities')
  expect(linkWords({ transactionIds: [], entities: [] })).toBe('')
  expect(['Maya Chen', 'Plato', 'Ana de la Cruz'].map(initialsOf)).toEqual(['MC', 'P', 'AC'])
})
