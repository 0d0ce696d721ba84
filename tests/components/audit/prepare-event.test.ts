import { prepareDiff } from '@/app/(workspace)/audit/prepare-diff'
import { prepareObject } from '@/app/(workspace)/audit/prepare-object'
import { auditFields, auditFilterWords } from '@/app/(workspace)/audit/filter-fields'
import { auditUrl } from '@/app/(workspace)/audit/search-params'
import type { AuditEntry } from '@/lib/access/audit/schema'

const ID = '0199f3a2-5f6e-7c41-9a57-0f4c1d2e3b4a'
const about = (kind: string, id: string | null, states: Partial<AuditEntry> = {}) =>
  prepareObject({ object: { kind, id, name: null }, before: null, after: null, ...states })

describe('what changed', () => {
  it('lists changed fields in order, also those of one side only', () => {
    const before = { reason: 'a', list: 'blocked', expires_at: null }
    const after = { reason: 'b', list: 'blocked', count: 2, entries: [{ id: 1 }] }
    expect(prepareDiff({ before, after })).toEqual([
      { field: 'reason', from: 'a', to: 'b' },
      { field: 'count', from: null, to: '2' },
      { field: 'entries', from: null, to: '[{"id":1}]' },
    ])
    expect(prepareDiff({ before: null, after: null })).toEqual([])
  })

  it('shortens a long value and states its length', () => {
    const [change] = prepareDiff({ before: null, after: { text: 'x'.repeat(1_000) } })
    expect(change?.to).toBe(`${'x'.repeat(400)}… (1000 characters)`)
  })
})

describe('the object', () => {
  it.each([
    ['transaction', ID, `/transactions/${ID}`],
    ['case', ID, `/cases/${ID}`],
    ['model-version', ID, `/models/${ID}`],
    ['account', 'C/1', '/entities/C%2F1'],
    ['phone', '+49', '/entities/%2B49?kind=phone'],
    ['user', ID, null],
    ['watchlist', null, null],
  ])('links %s %s to %s', (kind, id, href) => {
    expect(about(kind, id).href).toBe(href)
  })

  it('links a list entry to its entity, also when it is removed or has no kind', () => {
    const state = { account_id: 'D-1', kind: 'device' }
    expect(about('watchlist-entry', ID, { after: state }).href).toBe('/entities/D-1?kind=device')
    expect(about('watchlist-entry', ID, { before: { account_id: 'C-1' } }).href).toBe('/entities/C-1')
    expect(about('watchlist-entry', ID).href).toBeNull()
  })

  it('shows the end of an id that has no name', () => {
    expect(about('session', ID).name).toBe('…0f4c1d2e3b4a')
    expect(about('saved-view', 'plain').name).toBe('plain')
  })
})

describe('the URL', () => {
  it('keeps known values and drops unknown and incomplete ones', () => {
    const { filter } = auditUrl.parse({
      category: 'case',
      actor: ' u ',
      from: '2026-01-01',
      to: 'soon',
      object_kind: 'case',
    })
    expect(filter).toEqual({ category: 'case', actor: 'u', from: '2026-01-01' })
    expect(auditUrl.href(filter)).toBe('/audit?category=case&actor=u&from=2026-01-01')
    expect([auditUrl.narrowing(filter), auditUrl.narrowing({})]).toEqual([filter, {}])
  })

  it('pages forward and back', () => {
    const first = auditUrl.parse({ category: 'case' })
    expect(auditUrl.previousHref(first)).toBeNull()
    const second = auditUrl.parse(
      Object.fromEntries(new URLSearchParams(auditUrl.nextHref(first, 'abc')?.split('?')[1])),
    )
    expect(second.cursor).toBe('abc')
    expect(auditUrl.previousHref(second)).toBe('/audit?category=case')
  })

  it('names each filter once and offers actors that are no users', () => {
    const { filter } = auditUrl.parse({
      category: 'case',
      actor: 'key',
      object_kind: 'api-key',
      object_id: 'k1',
    })
    const fields = auditFields([{ id: 'u', name: 'Ana' }], filter)
    const words = auditFilterWords(fields, filter)
    expect(words('category', 'case')).toBe('Category: Cases')
    expect([words('object_kind', 'api-key'), words('object_id', 'k1')]).toEqual([null, 'Only the api key k1'])
    expect(fields.find(({ name }) => name === 'actor')?.options).toEqual([
      ['key', 'key'],
      ['u', 'Ana'],
    ])
  })
})
