/** Guarantee: spellings of one thing are one thing for features, lists, links, searches and retries; unknown codes are rejected. */

import { setTenantCountry } from '@/scripts/set-country'
import { addToWatchlist, importEntries, listWatchlist } from '@/lib/desk/watchlists'
import { addEntityNote, getEntityHeader, listEntityTransactions } from '@/lib/desk/entities'
import { getTransaction, listTransactions } from '@/lib/desk/transactions'
import { createCase, linkEntities } from '@/lib/desk/cases'
import { giveFeedbackOperation } from '@/lib/desk/decisions/api'
import { createCaseOperation } from '@/lib/desk/cases/api'
import { investigateOperation } from '@/lib/desk/transactions/api'
import { formerContent, formerFingerprint } from '@/lib/scoring/path/former-fingerprint'
import { identified } from '@/lib/scoring/path/identify'
import { transactionBody } from '@/lib/scoring/path/schema'
import { search } from '@/lib/desk/search'
import { newId } from '@/lib/platform/ids'
import { callOperation } from '../../support/call-operation'
import { type MintedTenant, mintTenant } from '../../support/minted-tenant'
import { testSetting, withClient } from '../../support/postgres'
import { score, scoreBatch, scoringKey } from '../../support/scoring'
import { bearer, tokenOf } from '../access/auth/support'

let minted: MintedTenant
let key: string
beforeAll(async () => {
  const made = await mintTenant()
  await setTenantCountry(testSetting('MIGRATION_DATABASE_URL'), [
    '--tenant',
    made.tenant.slug,
    '--country',
    'ke',
  ])
  const tenant = { ...made.tenant, country: 'KE' }
  const inCountry = <C extends { tenant: unknown }>(ctx: C) => ({ ...ctx, tenant })
  const { analyst, senior_analyst, admin } = made.as
  minted = {
    ...made,
    tenant,
    system: inCountry(made.system),
    as: { analyst: inCountry(analyst), senior_analyst: inCountry(senior_analyst), admin: inCountry(admin) },
  }
  key = await scoringKey(minted)
})

const START = Date.now() - 6 * 3_600_000
const payment = (minutes: number, changes: object) => ({
  type: 'TRANSFER',
  amount: 100,
  occurred_at: new Date(START + minutes * 60_000).toISOString(),
  ...changes,
})

interface Scored {
  transaction_id: string
  outcome: string
  score: number
}
const sent = async (body: object): Promise<Scored> => {
  const response = await score(body, { key })
  const scored = (await response.json()) as Scored & { detail?: string }
  if (response.status !== 200) throw new Error(`${response.status}: ${scored.detail}`)
  return scored
}

describe('features', () => {
  it.each([
    ['city', 'Nairobi', ['NAIROBI', 'Nairobi ', 'Nairóbi', 'Nairo\u0301bi', 'nairobi\u200b']],
    ['country', 'GB', ['gb', ' GB']],
    ['ip', '2001:db8::1', ['2001:0DB8:0000:0000:0000:0000:0000:0001', '2001:DB8::0:1']],
    ['ip', '41.90.12.7', ['::ffff:41.90.12.7', '::FFFF:295a:c07']],
    ['phone', '+254788534310', ['0788534310', '254788534310', '00254788534310', '+254 788 534310']],
    ['device_id', 'D-7', ['D-7 ', '\u00a0D-7']],
    ['channel', 'mobile app', ['Mobile App', 'MOBILE\u00a0APP']],
    ['merchant_category', 'travel', ['Travel', 'TRAVEL ']],
  ])('are the same for every spelling of %s %s', async (field, first, others) => {
    const scores = []
    for (const spelling of [first, ...others]) {
      const parties = { sender_account: `S-${newId()}`, receiver_account: `R-${newId()}` }
      for (let i = 0; i < 6; i++) await sent(payment(i, { ...parties, [field]: first }))
      const scored = await sent(payment(60, { ...parties, [field]: spelling }))
      const { rows } = await withClient('superuser', (client) =>
        client.query('select features from predictions where tenant_id = $1 and transaction_id = $2', [
          minted.tenant.id,
          scored.transaction_id,
        ]),
      )
      scores.push({ score: scored.score, features: rows[0].features as unknown })
    }
    for (const other of scores.slice(1)) expect(other).toEqual(scores[0])
  })

  it('store the canonical form and show what was received', async () => {
    const { transaction_id } = await sent(
      payment(0, {
        sender_account: 'S-shown\u00a0',
        phone: '0788 534310',
        country: 'ke',
        city: 'Nairobi',
        channel: 'APP',
      }),
    )
    expect(await getTransaction(minted.as.analyst, transaction_id)).toMatchObject({
      sender_account: 'S-shown',
      phone: '+254788534310',
      country: 'KE',
      city: 'Nairobi',
      channel: 'app',
      received: { sender_account: 'S-shown\u00a0', phone: '0788 534310', country: 'ke', channel: 'APP' },
    })
  })
})

describe('codes and texts without a canonical form', () => {
  it.each([
    ['country', 'UK', /the code of United Kingdom is GB/],
    ['country', 'GBR', /is GB/],
    ['country', 'ZZ', /must be an ISO 3166-1 alpha-2 code$/],
    ['phone', '2.54712E+11', /scientific notation/],
    ['phone', 'call me', /must be a phone number/],
    ['ip', 'fe80::1%eth0', /must not name a zone/],
    ['ip', '41.90.12', /must be an IPv4 or IPv6 address/],
    ['sender_account', 'ACC-1\u200b', /U\+200B/],
    ['receiver_account', 'ACC\u202e-1', /U\+202E/],
    ['device_id', 'D\u00ad1', /U\+00AD/],
    ['channel', 'app\ufeff', /U\+FEFF/],
    ['external_id', 'x\u2066', /U\+2066/],
    ['city', '\u00a0', /must not be blank/],
  ])('%s "%s" is rejected by field, alone and in a batch', async (field, value, reason) => {
    const row = payment(0, { sender_account: 'S-rejected', [field]: value })
    const single = await score(row, { key })
    const problem = await single.json()
    expect(single.status).toBe(400)
    expect(problem.errors).toEqual([{ field, reason: expect.stringMatching(reason) }])
    const batch = await (
      await scoreBatch({ transactions: [row, payment(0, { sender_account: 'S-ok' })] }, { key })
    ).json()
    expect(batch.results.map(({ status }: { status: number }) => status)).toEqual([400, 200])
    expect(batch.results[0].problem.errors).toEqual(problem.errors)
  })

  it('rejects a national phone number of an institution without a country', async () => {
    const own = await mintTenant()
    const response = await score(payment(0, { sender_account: 'S', phone: '0788534310' }), {
      key: await scoringKey(own),
    })
    expect(response.status).toBe(400)
    expect((await response.json()).errors[0].reason).toMatch(/must begin with \+ or 00/)
  })
})

describe('lists', () => {
  const outcomeOf = async (changes: object) =>
    (await sent(payment(1, { sender_account: `S-${newId()}`, ...changes }))).outcome

  it.each([['0722000111'], ['254722000111'], ['00254722000111'], ['+254 722 000111'], ['+254722000111']])(
    'block the phone +254722000111 when it is sent as %s',
    async (phone) => {
      const entry = { entity_id: '+254722000111', kind: 'phone', list_type: 'blocked' } as const
      await addToWatchlist(minted.as.senior_analyst, entry).catch(() => undefined)
      expect(await outcomeOf({ phone })).toBe('block')
    },
  )

  it.each([['ACC-9 '], ['ACC-9\u00a0'], ['\u3000ACC-9'], ['ACC-9']])(
    'block the account ACC-9 when it is sent as "%s"',
    async (id) => {
      await addToWatchlist(minted.as.senior_analyst, { entity_id: 'ACC-9', list_type: 'blocked' }).catch(
        () => undefined,
      )
      expect(await outcomeOf({ sender_account: id })).toBe('block')
    },
  )

  it('store the canonical id with the entered one, and are found under both', async () => {
    const entry = await addToWatchlist(minted.as.senior_analyst, {
      entity_id: '0722 000 222',
      kind: 'phone',
      list_type: 'blocked',
    })
    expect(entry).toMatchObject({ entity_id: '+254722000222', received: '0722 000 222' })
    for (const q of ['0722000222', '+254722000222', '00254 722 000 222', '0722000'])
      expect(
        (await listWatchlist(minted.as.analyst, { q, kind: 'phone' })).items.map(({ id }) => id),
      ).toContain(entry.id)
    await expect(
      addToWatchlist(minted.as.senior_analyst, {
        entity_id: '+254722000222',
        kind: 'phone',
        list_type: 'trusted',
      }),
    ).rejects.toMatchObject({ code: 'conflict' })
    await expect(
      addToWatchlist(minted.as.senior_analyst, { entity_id: 'ACC\u200b', list_type: 'blocked' }),
    ).rejects.toMatchObject({
      code: 'invalid-request',
      errors: [{ field: 'entity_id', reason: expect.stringContaining('U+200B') }],
    })
  })

  it('import ids in any spelling once, and reject what has no canonical form by line', async () => {
    const csv =
      'kind,id,list\nphone,0722000333,blocked\nphone,+254722000333,blocked\nphone,2.54712E+11,blocked\naccount,AC\u200bC,blocked\n'
    const { rows } = await importEntries(minted.as.senior_analyst, csv, { dryRun: false })
    expect(rows.map(({ result, reason }) => [result, reason])).toEqual([
      ['accepted', null],
      ['refused', 'names the same phone as line 2'],
      ['refused', expect.stringContaining('scientific notation')],
      ['refused', expect.stringContaining('U+200B')],
    ])
    expect(await outcomeOf({ phone: '254722000333' })).toBe('block')
  })
})

describe('entities, links and searches', () => {
  it('lead every spelling to the same entity', async () => {
    const { transaction_id } = await sent(payment(0, { sender_account: 'José-1', phone: '0733000444' }))
    const { analyst } = minted.as
    for (const id of ['Jose\u0301-1', ' José-1', 'José-1\u00a0'])
      expect(await getEntityHeader(analyst, { kind: 'account', id })).toMatchObject({ id: 'José-1' })
    const phones = ['0733 000 444', '254733000444', '+254733000444']
    for (const id of phones) {
      const { items } = await listEntityTransactions(analyst, { kind: 'phone', id })
      expect(items.map((item) => item.transaction_id)).toEqual([transaction_id])
      await addEntityNote(analyst, { kind: 'phone', id }, { body: 'seen' })
      expect((await search(analyst, id)).entities).toEqual([{ kind: 'phone', id: '+254733000444' }])
      const found = await listTransactions(analyst, { q: id, order: 'time' }, { limit: 10 })
      expect(found.items.map((item) => item.transaction_id)).toEqual([transaction_id])
    }
    const { id: caseId } = await createCase(analyst, {
      title: 'One phone',
      priority: 'low',
      transaction_ids: [],
      entities: [{ kind: 'phone', id: '0733000444', role: 'related' }],
    })
    const linked = await linkEntities(analyst, caseId, [
      { kind: 'phone', id: '+254 733 000444', role: 'related' },
    ])
    expect(linked).toMatchObject({ changed: 0, entity_count: 1 })
  })

  it('filter countries in either case and reject unknown ones with a suggestion', async () => {
    const headers = bearer(await tokenOf(minted.emailOf.analyst))
    const ask = (country: string) =>
      callOperation(investigateOperation, { headers, query: `?country=${country}` })
    expect((await ask('ke')).status).toBe(200)
    expect((await (await ask('UK')).json()).errors[0].reason).toContain('is GB')
  })
})

describe('retries', () => {
  it('in another spelling and another order of members are the same request', async () => {
    const body = (changes: object) =>
      payment(0, { external_id: 'once', sender_account: 'S-once', ...changes })
    const first = await score(body({ phone: '0722000555', metadata: { b: { y: 1, x: [2] }, a: 1 } }), { key })
    const text = await first.text()
    const again = await score(body({ phone: '+254 722 000555', metadata: { a: 1, b: { x: [2], y: 1 } } }), {
      key,
    })
    expect([again.status, again.headers.get('idempotent-replayed')]).toEqual([200, 'true'])
    expect(await again.text()).toBe(text)
    const other = await score(body({ phone: '0722000555', metadata: { a: 1, b: { x: [2], y: 2 } } }), { key })
    expect(other.status).toBe(422)
  })

  it('of a body that an earlier release scored return its response', async () => {
    const body = payment(0, {
      external_id: 'former',
      sender_account: 'S-former',
      metadata: { b: 1, a: 2 },
      city: 'Nairobi',
    })
    const text = await (await score(body, { key })).text()
    const former = formerFingerprint(formerContent(identified(minted.tenant, transactionBody.parse(body))))
    await withClient('superuser', (client) =>
      client.query(
        "update transactions set fingerprint = decode($2, 'hex') where tenant_id = $1 and external_id = 'former'",
        [minted.tenant.id, former],
      ),
    )
    expect(await (await score(body, { key })).text()).toBe(text)
    expect((await score({ ...body, amount: 101 }, { key })).status).toBe(422)
  })
})

it('knows a UUID in upper case wherever it is sent', async () => {
  const { transaction_id } = await sent(payment(0, { sender_account: 'S-upper' }))
  const headers = bearer(await tokenOf(minted.emailOf.analyst))
  const upper = transaction_id.toUpperCase()
  const decided = await callOperation(giveFeedbackOperation, {
    headers,
    params: { id: upper },
    body: { decision: 'confirmed_fraud' },
  })
  expect(decided.status).toBe(201)
  const own = (minted.as.analyst.actor.id ?? '').toUpperCase()
  const opened = await callOperation(createCaseOperation, {
    headers,
    body: { title: 'Upper case', transaction_ids: [upper], assigned_to: own },
  })
  expect(opened.status).toBe(201)
})
