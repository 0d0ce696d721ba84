import { createCase } from '@/lib/desk/cases'
import { caseKey, createCaseBody } from '@/lib/desk/cases/schema'
import { search } from '@/lib/desk/search'
import { searchOperation } from '@/lib/desk/search/api'
import { callOperation } from '../../../support/call-operation'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { paysimRow, score, scoringKey } from '../../../support/scoring'
import { bearer, tokenOf } from '../../access/auth/support'

describe('the search', () => {
  let a: MintedTenant
  let b: MintedTenant
  let transactionId: string
  let ring: string
  let other: string

  beforeAll(async () => {
    ;[a, b] = [await mintTenant(), await mintTenant()]
    const key = await scoringKey(a)
    const response = await score(paysimRow({ nameOrig: 'C-lookup-77', external_id: 'ext-lookup-1' }), { key })
    transactionId = (await response.json()).transaction_id
    for (let i = 0; i < 7; i++) await score(paysimRow({ nameOrig: `C-many-${i}` }), { key })
    ring = await openCase('100% mule ring_1')
    other = await openCase('Ordinary')
  })

  const openCase = (title: string) =>
    createCase(a.as.analyst, createCaseBody.parse({ title })).then(({ number }) => caseKey(number))
  const keysOf = async (text: string) => (await search(a.as.analyst, text)).cases.map(({ key }) => key)

  it('finds a transaction by its own id, the external id and its beginning', async () => {
    for (const text of [transactionId, 'ext-lookup-1', 'ext-look', transactionId.slice(0, 23)]) {
      const { transactions } = await search(a.as.analyst, text)
      expect(transactions.map((found) => found.transaction_id)).toContain(transactionId)
    }
  })

  it('finds at most five accounts by their beginning', async () => {
    const { entities } = await search(a.as.analyst, 'C-many')
    expect(entities).toHaveLength(5)
    expect(entities[0]).toEqual({ kind: 'account', id: 'C-many-0' })
  })

  it('finds cases by number and by any part of the title; wildcards have no meaning', async () => {
    expect(await keysOf(other)).toEqual([other])
    for (const part of ['mule', '0% m', 'ring_1']) expect(await keysOf(part)).toEqual([ring])
    expect(await keysOf('%%')).toEqual([])
    expect(await keysOf('ring-1')).toEqual([])
  })

  it('finds nothing of another tenant, and nothing for one character', async () => {
    const nothing = { transactions: [], entities: [], cases: [] }
    for (const text of [transactionId, 'ext-lookup-1', 'C-many', 'mule', ring])
      expect(await search(b.as.admin, text)).toEqual(nothing)
    expect(await search(a.as.admin, 'C')).toEqual(nothing)
  })

  it('responds over HTTP, and rejects unknown parameters', async () => {
    const headers = bearer(await tokenOf(a.emailOf.analyst))
    const found = await callOperation(searchOperation, { headers, query: '?q=%20ext-lookup-1%20' })
    expect(found.status).toBe(200)
    expect((await found.json()).transactions).toHaveLength(1)
    for (const query of [`?q=${'x'.repeat(129)}`, '?nothing=1'])
      expect((await callOperation(searchOperation, { headers, query })).status).toBe(400)
  })
})
