import { alertsPerDayCapacity, readInstitutionSettings } from '@/lib/access/tenants'
import { changeTenantOperation, getTenantOperation } from '@/lib/access/tenants/api'
import { withTenant } from '@/lib/platform/db'
import { callOperation } from '../../../support/call-operation'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { paysimRow, score, scoringKey } from '../../../support/scoring'
import { bearer, codeOf, me, tokenOf } from '../auth/support'

let minted: MintedTenant
let headers: Record<string, string>
beforeAll(async () => {
  minted = await mintTenant()
  headers = bearer(await tokenOf(minted.emailOf.admin))
})

const read = async () => await (await callOperation(getTenantOperation, { headers })).json()
const change = (body: Record<string, unknown>, version?: number) =>
  callOperation(changeTenantOperation, {
    headers: { ...headers, ...(version !== undefined && { 'if-match': `"${version}"` }) },
    body,
  })
const auditOf = (action: string) =>
  withClient('superuser', async (client) => {
    const sql = 'select before, after from audit_log where tenant_id = $1 and action = $2 order by seq'
    return (await client.query(sql, [minted.tenant.id, action])).rows
  })

const COSTS = {
  fraud_loss_kind: 'fixed',
  fraud_loss_share: 0.5,
  fraud_loss_amount: '250.00',
  review_minute_cost: '0.75',
  stopped_payment_cost: '12.50',
}

it('begins with the defaults, which a job reads in its own transaction', async () => {
  const settings = await withTenant({ tenantId: minted.tenant.id }, readInstitutionSettings)
  expect(settings).toEqual({
    review_capacity: { reviewers: 4, hours_per_day: 6, minutes_per_alert: 10 },
    working_hours: { days: [1, 2, 3, 4, 5], from: '08:00', to: '18:00' },
    cost_model: {
      fraud_loss_kind: 'share',
      fraud_loss_share: 1,
      fraud_loss_amount: null,
      review_minute_cost: '0.50',
      stopped_payment_cost: '0.00',
    },
    four_eyes: false,
    sandbox: false,
    version: 1,
  })
  expect(alertsPerDayCapacity(settings)).toBe(144)
  expect(await read()).toMatchObject(settings)
})

it('changes several settings at once, with one audit row of what differs', async () => {
  const before = await read()
  const response = await change({
    name: 'Renamed',
    cost_model: COSTS,
    working_hours: { days: [7, 1], from: '22:00', to: '06:00' },
    four_eyes: before.four_eyes,
  })
  expect(response.status).toBe(200)
  const after = await response.json()
  expect(after).toMatchObject({
    name: 'Renamed',
    cost_model: COSTS,
    working_hours: { days: [1, 7] },
    version: before.version + 1,
  })
  expect(await read()).toEqual(after)
  expect(await auditOf('tenant.settings-changed')).toEqual([
    {
      before: { name: before.name, working_hours: before.working_hours, cost_model: before.cost_model },
      after: { name: 'Renamed', working_hours: after.working_hours, cost_model: COSTS },
    },
  ])
})

it('takes a value that is stored already as no change', async () => {
  const before = await read()
  const same = {
    review_capacity: before.review_capacity,
    cost_model: { ...COSTS, review_minute_cost: '0.7500' },
  }
  expect(await (await change(same)).json()).toEqual(before)
})

it('rejects a change of settings that another administrator changed meanwhile', async () => {
  const { version } = await read()
  expect((await change({ four_eyes: true }, version)).status).toBe(200)
  const late = await change({ name: 'Late' }, version)
  expect(late.status).toBe(412)
  expect(await late.json()).toMatchObject({
    type: '/docs/problems/version-conflict',
    current_version: version + 1,
  })
  expect((await read()).name).not.toBe('Late')
})

it('one administrator alone switches four eyes on, not off', async () => {
  expect((await change({ four_eyes: true })).status).toBe(200)
  const off = await change({ name: 'Off', four_eyes: false })
  expect([off.status, await codeOf(off)]).toEqual([409, 'conflict'])
  expect(await read()).toMatchObject({ four_eyes: true, name: expect.not.stringMatching('Off') as string })
})

it.each([
  [
    'review_capacity.reviewers',
    { review_capacity: { reviewers: 0, hours_per_day: 6, minutes_per_alert: 10 } },
  ],
  ['working_hours.to', { working_hours: { days: [1], from: '08:00', to: '25:00' } }],
  ['working_hours.to', { working_hours: { days: [1], from: '08:00', to: '08:00' } }],
  ['working_hours.days', { working_hours: { days: [1, 1], from: '08:00', to: '09:00' } }],
  ['cost_model.fraud_loss_amount', { cost_model: { ...COSTS, fraud_loss_amount: null } }],
  ['cost_model.review_minute_cost', { cost_model: { ...COSTS, review_minute_cost: '-1' } }],
  ['time_zone', { time_zone: '+02:00' }],
  ['time_zone', { time_zone: 'Middle/Earth' }],
  ['currency', { currency: 'XAU' }],
])('rejects %s out of bounds and changes nothing', async (field, body) => {
  const before = await read()
  const response = await change(body)
  expect(response.status).toBe(400)
  expect((await response.json()).errors).toEqual([expect.objectContaining({ field })])
  expect(await read()).toEqual(before)
})

it('changes currency and time zone of an institution without transactions, for the next request', async () => {
  expect((await change({ currency: 'chf', time_zone: 'Asia/Kolkata' })).status).toBe(200)
  expect(await read()).toMatchObject({ currency: 'CHF', time_zone: 'Asia/Kolkata' })
  expect((await me(headers)).status).toBe(200)
})

it('keeps the currency and the minutes at which hours begin once transactions are stored', async () => {
  const key = await scoringKey(minted)
  expect((await score(paysimRow({ external_id: 'first' }), { key })).status).toBe(200)
  for (const body of [
    { currency: 'EUR' },
    { time_zone: 'Europe/Berlin' },
    { name: 'Both', currency: 'EUR' },
  ]) {
    const response = await change(body)
    expect(response.status).toBe(409)
    expect(await codeOf(response)).toBe('conflict')
  }
  expect(await read()).toMatchObject({ currency: 'CHF', time_zone: 'Asia/Kolkata' })
  expect((await change({ time_zone: 'Asia/Colombo' })).status).toBe(200)
})
