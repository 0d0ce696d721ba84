import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '@/lib/contract/context'
import { createRule, deleteRule } from '@/lib/messaging/alerts'
import type { RuleInput } from '@/lib/messaging/alerts/schema'
import { createChannel, deliverDue, enqueue, settleDeliveries } from '@/lib/messaging/delivery'
import { withTenant } from '@/lib/platform/db'
import { startServer } from '../../tests/support/server'
import { allowLocalReceivers, type Receiver, startReceiver } from '../../tests/support/webhook-receiver'
import { type LoadRequest, runLoad } from './load'
import type { BenchResult } from './main-job'
import { prepareBench } from './prepare'
import { type BenchLine, percentiles } from './table'

/** Messages to each receiver in a turn. */
const MESSAGES = 10_000
const MESSAGES_AT_ONCE = 500
/** Turns of sending: without and with a dead receiver beside the fast one. */
const SENDING_TURNS = 4
const RULES = 10
/** Turns of scoring: without and with rules. */
const SCORING_TURNS = 6
/** In which the jobs of a server notice changed rules. */
const SETTLE_MS = 3_000

/** Messages to a fast receiver alone and beside a dead one, then single scores without and with alert rules, in turns. */
export async function benchWebhooks(seconds: number): Promise<BenchResult> {
  allowLocalReceivers()
  const { admin, apiKey, body, close } = await prepareBench()
  const [fast, dead] = [await startReceiver(), await startReceiver(() => undefined)]
  try {
    const sending = await benchSending(admin, fast, dead)
    const scoring = await benchScoring(admin, seconds, () => ({
      method: 'POST',
      path: '/api/score',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(body()),
    }))
    return {
      lines: [...sending.lines, ...scoring.lines],
      notes: [...sending.notes, ...scoring.notes],
      failures: scoring.failures,
    }
  } finally {
    await settleDeliveries()
    await fast.close()
    await dead.close()
    await close()
  }
}

async function benchSending(admin: Context, fast: Receiver, dead: Receiver) {
  const lines: BenchLine[] = []
  for (let turn = 0; turn < SENDING_TURNS; turn++) {
    const beside = turn % 2 === 1
    const hook = (url: string, name: string) =>
      createChannel(admin, { kind: 'webhook', name: `${name} ${turn}`, url })
    const { id } = await hook(fast.url, 'fast')
    const ids = beside ? [id, (await hook(dead.url, 'dead')).id] : [id]
    await fill(admin, ids)
    const before = fast.received.length
    const arrivals: number[] = []
    const startedAt = performance.now()
    while (fast.received.length - before < MESSAGES) {
      await deliverDue(new Date())
      await sleep(20)
      while (arrivals.length < fast.received.length - before) arrivals.push(performance.now() - startedAt)
    }
    lines.push({
      what: beside ? 'fast receiver beside a dead one' : 'fast receiver alone',
      load: `${MESSAGES} messages each`,
      samples: arrivals,
      perSecond: (1_000 * MESSAGES) / (performance.now() - startedAt),
    })
  }
  const rate = (what: string) => {
    const of = lines.filter((line) => line.what === what)
    return of.reduce((sum, { perSecond = 0 }) => sum + perSecond, 0) / of.length
  }
  const [alone, beside] = [rate('fast receiver alone'), rate('fast receiver beside a dead one')]
  const change = (100 * (beside / alone - 1)).toFixed(1)
  const notes = [
    `messages: ${alone.toFixed(0)}/s alone, ${beside.toFixed(0)}/s beside a dead receiver (${change} %), which had ${dead.open.most} at the same time`,
  ]
  return { lines, notes }
}

async function fill({ tenant: { id: tenantId } }: Context, channelIds: readonly string[]): Promise<void> {
  for (let n = 0; n < MESSAGES; n += MESSAGES_AT_ONCE) {
    const messages = Array.from({ length: MESSAGES_AT_ONCE }, (_, i) => ({
      rule: null,
      kind: 'alert.transaction',
      title: `Message ${n + i}`,
      lines: ['of the bench'],
      link: '/queue',
      payload: { number: n + i },
      about: {},
    }))
    await withTenant({ tenantId }, (tx) => enqueue(tx, tenantId, channelIds, messages, new Date()))
  }
}

async function benchScoring(admin: Context, seconds: number, next: () => LoadRequest) {
  const server = await startServer({ env: { LOG_LEVEL: 'info', SENTINEL_RATE_LIMIT: '1000000' } })
  const lines: BenchLine[] = []
  let failures = 0
  let rules: string[] = []
  try {
    for (let turn = 0; turn < SCORING_TURNS; turn++) {
      const withRules = turn % 2 === 1
      if (withRules) rules = await addRules(admin, turn)
      else for (const id of rules) await deleteRule(admin, id)
      await sleep(SETTLE_MS)
      const load = { url: server.url, connections: 1, seconds, warmup: turn === 0 ? 1_000 : 300, next }
      const result = await runLoad(load)
      failures += result.failures
      lines.push({
        what: withRules ? `${RULES} alert rules` : 'no alert rule',
        load: '1 connection',
        samples: result.samples,
        perSecond: result.samples.length / result.seconds,
      })
    }
  } finally {
    await server.stop()
  }
  const p50 = lines.map(({ samples }) => percentiles(samples).p50)
  // Each turn with rules against the turn before it: the machine changes its speed between the first and the last.
  const changes = p50.flatMap((ms, turn) => (turn % 2 === 1 ? [100 * (ms / p50[turn - 1]! - 1)] : []))
  const note = `p50 of a score with ${RULES} alert rules against the turn before without: ${changes.map((change) => `${change.toFixed(1)} %`).join(', ')}`
  return { lines, notes: [note], failures }
}

/** One rule matches every decision, the others ever fewer. */
async function addRules(admin: Context, turn: number): Promise<string[]> {
  const { id: channelId } = await createChannel(admin, {
    kind: 'in_app',
    name: `bench ${turn}`,
    roles: ['admin'],
  })
  const ids: string[] = []
  for (let n = 0; n < RULES; n++) {
    const rule: RuleInput = {
      name: `bench ${turn} ${n}`,
      enabled: true,
      conditions: {
        kind: 'transaction',
        outcomes: [],
        min_score: n / RULES,
        min_amount: null,
        reason_codes: [],
        list_hit: null,
        velocity: null,
      },
      quiet_hours: null,
      digest_minutes: n % 2,
      dedupe: { by: 'sender', minutes: n % 3 === 0 ? 60 : 0 },
      channel_ids: [channelId],
    }
    ids.push((await createRule(admin, rule)).id)
  }
  return ids
}
