/**
 * Servers of other tests would compare its decisions and make its messages.
 * @own-database
 */
import { createCase, noteDueCases } from '@/lib/desk/cases'
import { addToWatchlist } from '@/lib/desk/watchlists'
import { changeRule, createRule, deleteRule, raiseAlerts, watchRules } from '@/lib/messaging/alerts'
import type { AlertRule, RuleInput } from '@/lib/messaging/alerts/schema'
import { changeChannel, createChannel, listDeliveries } from '@/lib/messaging/delivery'
import { deliveryQuery } from '@/lib/messaging/delivery/schema'
import { withTenant, writeJobOutcome } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { earlierTransactionsEnded } from '../../../support/earlier-transactions'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { usePolicy } from '../../../support/scored-rows'
import { paysimRow, score, scoreBatch, scoringKey } from '../../../support/scoring'
import { backendOf, untilBlockedBy } from '../../../support/until-blocked'

let minted: MintedTenant
let key: string
let channelId: string

beforeEach(async () => {
  minted = await mintTenant()
  key = await scoringKey(minted)
  const channel = await createChannel(minted.as.admin, { kind: 'in_app', name: 'Us', roles: ['admin'] })
  channelId = channel.id
})

const rule = (changes: Partial<RuleInput> = {}): Promise<AlertRule> =>
  createRule(minted.as.admin, inputOf(changes))
const inputOf = (changes: Partial<RuleInput> = {}): RuleInput => ({
  name: `rule ${newId()}`,
  enabled: true,
  conditions: {
    kind: 'transaction',
    outcomes: [],
    min_score: 0,
    min_amount: null,
    reason_codes: [],
    list_hit: null,
    velocity: null,
  },
  quiet_hours: null,
  digest_minutes: 0,
  dedupe: { by: 'subject', minutes: 0 },
  channel_ids: [channelId],
  ...changes,
})

const watch = async (now: Date) => {
  await earlierTransactionsEnded()
  return await watchRules(now)
}

interface StoredMessage {
  rule_name: string
  title: string
  lines: string[]
  link: string
  payload: { count: number; events: Record<string, unknown>[] }
}
const messages = (): Promise<StoredMessage[]> =>
  withClient(
    'superuser',
    async (client) =>
      (
        await client.query<StoredMessage>('select * from alert_messages where tenant_id = $1 order by id', [
          minted.tenant.id,
        ])
      ).rows,
  )
const titles = async () => (await messages()).map(({ title }) => title)
let step = 700
const pay = async (changes: Record<string, unknown> = {}): Promise<{ transaction_id: string }> =>
  (await score(paysimRow({ step: step++, nameOrig: `C${step}`, ...changes }), { key })).json()
const at = (minutes: number) => new Date(Date.now() + minutes * 60_000)

describe('rules on decisions', () => {
  it('send a message about each decision that matches, once, with facts and a link and no account', async () => {
    const { name } = await rule()
    const { transaction_id: id } = await pay({ external_id: 'order-1' })
    await Promise.all([watch(new Date()), watch(new Date())])
    await watch(new Date())
    const [message, ...others] = await messages()
    expect(others).toEqual([])
    expect(message).toMatchObject({
      rule_name: name,
      title: expect.stringMatching(
        /^(Payment to review|Blocked payment|Approved payment): 181000.50? USD, score 0\.\d{3}$/,
      ),
      link: `/transactions/${id}`,
      payload: { count: 1, events: [{ transaction_id: id, external_id: 'order-1' }] },
    })
    const text = JSON.stringify(message)
    for (const account of [`C${step}`, paysimRow().nameDest]) expect(text).not.toContain(account)
  })

  it('count what is decided from their start on, and nothing while they are off', async () => {
    await pay()
    const { id } = await rule({ name: 'mine' })
    await watch(new Date())
    expect(await messages()).toEqual([])
    await changeRule(minted.as.admin, id, inputOf({ name: 'mine', enabled: false }))
    await pay()
    await watch(new Date())
    await changeRule(minted.as.admin, id, inputOf({ name: 'mine' }))
    await watch(new Date())
    expect(await messages()).toEqual([])
    await pay()
    await watch(new Date())
    expect(await messages()).toHaveLength(1)
  })

  it('match outcome, amount and list', async () => {
    await usePolicy(minted, [1e-9, 0.9], [1e-9, 1])
    const only = (some: object) => ({
      conditions: { ...inputOf().conditions, min_score: null, ...some } as RuleInput['conditions'],
    })
    await rule({ name: 'blocked', ...only({ list_hit: 'blocked' }) })
    await rule({ name: 'large', ...only({ min_amount: '200000' }) })
    await rule({ name: 'outcome', ...only({ outcomes: ['block'] }) })
    await addToWatchlist(minted.as.admin, { account_id: 'C-thief', list_type: 'blocked' })
    await pay({ nameOrig: 'C-thief' })
    await pay({ amount: 200_000, oldbalanceOrg: 200_000 })
    await pay()
    await watch(new Date())
    expect((await messages()).map((message) => message.rule_name).sort()).toEqual([
      'blocked',
      'large',
      'outcome',
    ])
  })

  it('match a velocity from its severity on', async () => {
    const { conditions } = inputOf()
    if (conditions.kind !== 'transaction') throw new Error('watches transactions')
    await rule({ conditions: { ...conditions, min_score: null, velocity: 'high' } })
    const transactions = Array.from({ length: 17 }, () => paysimRow({ step: 800, nameOrig: 'C-burst' }))
    await scoreBatch({ transactions }, { key })
    await watch(new Date())
    const found = (payments: number) => ({
      reason_codes: expect.arrayContaining(['velocity_high']) as string[],
      velocity: [
        { party: 'sender', severity: 'high', payments, at_least: false, threshold: 10, window_seconds: 60 },
      ],
      ring: null,
    })
    const sent = await messages()
    expect(sent.map(({ payload }) => payload.events[0])).toMatchObject([found(16), found(17)])
    expect(sent[0]?.lines.at(-1)).toBe(
      'Velocity high: 16 payments from this sender in 60 seconds; threshold 10',
    )
    expect(JSON.stringify(sent)).not.toContain('C-burst')
  })

  it('send many at the same time as one message', async () => {
    await rule({ name: 'all' })
    const rows = Array.from({ length: 30 }, (_, n) => paysimRow({ step: 800 + n, nameOrig: `C-many-${n}` }))
    await scoreBatch({ transactions: rows }, { key })
    await watch(new Date())
    const [message, ...others] = await messages()
    expect(others).toEqual([])
    expect(message).toMatchObject({ title: '30 transactions match: all', payload: { count: 30 } })
    expect(message?.lines).toHaveLength(21)
    expect(message?.lines.at(-1)).toBe('and 10 more')
  })

  it('do not repeat an alert of the same sender within the minutes of the rule', async () => {
    await rule({ dedupe: { by: 'sender', minutes: 60 } })
    await pay({ nameOrig: 'C-one' })
    await watch(new Date())
    await pay({ nameOrig: 'C-one' })
    await pay({ nameOrig: 'C-two' })
    await pay({ nameOrig: 'C-two' })
    await watch(new Date())
    expect(await messages()).toHaveLength(2)
  })

  it('gather a digest and send it once, at its end', async () => {
    await rule({ name: 'digest', digest_minutes: 15 })
    await pay()
    await watch(new Date())
    await pay()
    await watch(at(10))
    expect(await messages()).toEqual([])
    await watch(at(16))
    expect(await titles()).toEqual(['2 transactions match: digest'])
  })

  it('gather more than a thousand alerts as one digest, of which they count the rest', async () => {
    await rule({ name: 'digest', digest_minutes: 15 })
    await pay()
    await watch(new Date())
    await withClient('superuser', (client) =>
      client.query(
        `insert into alert_events select tenant_id, gen_random_uuid(), rule_id, subject, facts, at, due_at, held
           from alert_events, generate_series(1, 998) where tenant_id = $1`,
        [minted.tenant.id],
      ),
    )
    for (let n = 0; n < 2; n++) {
      await pay()
      await pay()
      await watch(new Date())
    }
    await watch(at(16))
    expect(await titles()).toEqual(['1003 transactions match: digest'])
    expect((await messages())[0]?.lines.at(-1)).toBe('and 983 more')
  })

  it('list a message as failed that a channel which is off would have got', async () => {
    const off = await createChannel(minted.as.admin, { kind: 'in_app', name: 'Off', roles: ['admin'] })
    await changeChannel(minted.as.admin, off.id, { enabled: false })
    await rule({ channel_ids: [off.id] })
    await pay()
    await watch(new Date())
    const { items } = await listDeliveries(minted.as.admin, deliveryQuery.parse({}))
    expect(items).toMatchObject([{ status: 'failed', error: 'The channel was off', next_attempt_at: null }])
    expect(items[0]?.channel).toEqual({ id: off.id, name: 'Off' })
  })

  it('hold alerts of the quiet hours until their end, and send them together', async () => {
    const clock = (minutes: number) => at(minutes).toISOString().slice(11, 16)
    await rule({ name: 'night', quiet_hours: { from: clock(-60), to: clock(60) } })
    await pay()
    await pay()
    await watch(new Date())
    await watch(at(55))
    expect(await messages()).toEqual([])
    await watch(at(61))
    expect(await titles()).toEqual(['2 transactions match: night'])
  })

  it('forget with the rule what waits for its digest', async () => {
    const { id } = await rule({ digest_minutes: 15 })
    await pay()
    await watch(new Date())
    await deleteRule(minted.as.admin, id)
    await watch(at(20))
    expect(await messages()).toEqual([])
  })
})

describe('rules on other events', () => {
  const newCase = () =>
    createCase(minted.as.admin, { title: 'late', priority: 'high', transaction_ids: [], entities: [] })

  it('store the alert in the transaction that causes it: a rollback leaves none', async () => {
    await rule({ conditions: { kind: 'case_breached' } })
    const { id, key: caseKey } = await newCase()
    const breach = {
      kind: 'case_breached' as const,
      case_id: id,
      case_key: caseKey,
      due_at: '2026-03-01T10:00:00.000Z',
    }
    const raise = (fails: boolean) =>
      withTenant({ tenantId: minted.tenant.id }, async (tx) => {
        await raiseAlerts(tx, minted.tenant.id, breach, new Date())
        if (fails) throw new Error('rolled back')
      })
    await expect(raise(true)).rejects.toThrow('rolled back')
    await watch(new Date())
    expect(await messages()).toEqual([])
    await raise(false)
    await watch(new Date())
    expect(await titles()).toEqual([`${caseKey} is overdue`])
  })

  it('tell once that a case exceeds its time limit', async () => {
    await rule({ conditions: { kind: 'case_breached' } })
    const { id, key: caseKey } = await newCase()
    await Promise.all([noteDueCases(at(60 * 24 * 365)), noteDueCases(at(60 * 24 * 365))])
    await watch(at(60 * 24 * 365))
    expect(await messages()).toMatchObject([{ title: `${caseKey} is overdue`, link: `/cases/${id}` }])
  })

  it('tell the failure of a job once, by its code', async () => {
    await rule({ conditions: { kind: 'job_failed', jobs: ['seal-rows'] } })
    await watch(new Date())
    const failed = (name: string) =>
      writeJobOutcome({ name, everyMs: 1_000, durationMs: 1, failure: 'SQLSTATE 57014' })
    await failed('seal-rows')
    await failed('prune-sessions')
    await watch(at(1))
    await watch(at(2))
    expect(await titles()).toEqual(['The background job seal-rows failed: SQLSTATE 57014'])
  })

  it('tell a job that fails each second at its first failure, then once a minute', async () => {
    await rule({ conditions: { kind: 'job_failed', jobs: ['send-alerts'] } })
    const failAndWatch = async () => {
      await writeJobOutcome({
        name: 'send-alerts',
        everyMs: 1_000,
        durationMs: 1,
        failure: 'SQLSTATE 57014',
      })
      await watch(new Date())
    }
    await failAndWatch()
    await failAndWatch()
    expect(await titles()).toHaveLength(1)
    await withClient('superuser', (client) =>
      client.query(
        "update job_outcomes set failed_at = failed_at + interval '1 minute' where name = 'send-alerts'",
      ),
    )
    await watch(new Date())
    expect(await titles()).toHaveLength(2)
  })
})

it('a rule waits for a channel that is being deleted, and does not name it', async () => {
  const [creating] = await withTenant({ tenantId: minted.tenant.id }, async (tx) => {
    await tx.alertChannel.deleteMany({ where: { tenantId: minted.tenant.id, id: channelId } })
    const result = rule().then(
      () => 'created',
      (error: { code?: string }) => error.code,
    )
    await untilBlockedBy(await backendOf(tx), result)
    return [result]
  })
  expect(await creating).toBe('invalid-reference')
})
