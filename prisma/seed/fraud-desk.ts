import type { Context } from '@/lib/contract/context'
import { recordDecision } from '@/lib/desk/decisions'
import { withTenant } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import type { ScoreResponse } from '@/lib/scoring/path/schema'
import type { SimulatedEvent, TypologyName } from '@/lib/engine/simulation'
import type { Decision } from '@/lib/contract/decisions'
import { addToWatchlist } from '@/lib/desk/watchlists'
import type { Agenda } from './agenda'
import { chance, waiting } from './chance'
import { noteOn } from './demo-notes'
import { HOUR_MS } from '@/lib/platform/time'

/**
 * The demo's analysts: they decide most alerts some hours after them, with the knowledge of what customers reported.
 */
const DESK = {
  /** The share of alerts that get a decision, and of customer reports that do. */
  picksUp: 0.6,
  closesReports: 0.4,
  /** Mean hours until a decision after an alert, an escalation and a report. */
  hours: { alert: 5, escalation: 9, report: 6 },
  /** How often a fraud is recognised or escalated; and how often a legitimate payment is escalated. */
  fraud: { confirmed: 0.9, escalated: 0.08 },
  honest: { escalated: 0.07 },
  seniorTakesAlert: 0.2,
  /** How often a receiver is put on a list, and the maximum number of entries. */
  lists: { blocked: { share: 0.6, most: 6 }, trusted: { share: 0.1, most: 3 } },
}

const MINUTE_MS = 60_000
const MONTH_MS = 30 * 24 * HOUR_MS

/** Kinds of fraud whose receiver is a criminal's account, not an abused shop or agent. */
const MULES: readonly (TypologyName | null)[] = [
  ...(['account_takeover', 'sim_swap', 'mule_chain', 'authorised_push_payment'] as const),
  ...(['dormant_revival', 'low_and_slow'] as const),
]

type Role = 'analyst' | 'senior_analyst'

export class FraudDesk {
  private constructor(
    private readonly contexts: Record<Role, Context>,
    private readonly agenda: Agenda,
    private readonly nowMs: number,
    private readonly decided: Set<string>,
    private readonly listed: Map<string, string>,
  ) {}

  /** The state that an interrupted run left. */
  static async open(ctx: Context, agenda: Agenda, nowMs: number): Promise<FraudDesk> {
    const tenantId = ctx.tenant.id
    return withTenant({ tenantId }, async (tx) => {
      const users = await tx.user.findMany({ where: { tenantId } })
      const as = (role: Role): Context => {
        const user = users.find((each) => each.role === role)
        if (!user) throw new Error(`the demo has no ${role}`)
        const { id, fullName: name, email } = user
        return { ...ctx, actor: { kind: 'user', id, sessionId: newId(), role, name, email } }
      }
      const decisions = await tx.analystDecision.findMany({
        where: { tenantId },
        select: { transactionId: true },
      })
      const entries = await tx.watchlistEntry.findMany({ where: { tenantId } })
      return new FraudDesk(
        { analyst: as('analyst'), senior_analyst: as('senior_analyst') },
        agenda,
        nowMs,
        new Set(decisions.map(({ transactionId }) => transactionId)),
        new Map(entries.map(({ accountId, listType }) => [accountId, listType])),
      )
    })
  }

  /** Handles an alert of the model. Most are decided some time after `fromMs`; those of the last hours stay open. */
  receiveAlert(event: SimulatedEvent, response: ScoreResponse, fromMs: number): void {
    const { externalId } = event.transaction
    const listed = response.reason_codes.some((code) => code.endsWith('_blocked'))
    if (response.outcome === 'approve' || listed || this.decided.has(response.transaction_id)) return
    if (chance(externalId, 'picked up') >= DESK.picksUp) return
    const atMs = fromMs + waiting(DESK.hours.alert, externalId, 'alert') * HOUR_MS
    const role = chance(externalId, 'role') < DESK.seniorTakesAlert ? 'senior_analyst' : 'analyst'
    this.agenda.add(atMs, async () => {
      if (this.decided.has(response.transaction_id)) return
      const decision = judge(event, role)
      await this.decide(event, response.transaction_id, atMs, role, decision)
      if (decision === 'escalated') this.passOn(event, response.transaction_id, atMs)
    })
  }

  /** Handles the report of a customer. Without a decision so far, it often leads to one. */
  receiveReport(event: SimulatedEvent, transactionId: string, atMs: number): void {
    const { externalId } = event.transaction
    if (this.decided.has(transactionId) || chance(externalId, 'closes report') >= DESK.closesReports) return
    const closedAtMs = atMs + waiting(DESK.hours.report, externalId, 'report') * HOUR_MS
    this.agenda.add(closedAtMs, async () => {
      if (this.decided.has(transactionId)) return
      await this.decide(event, transactionId, closedAtMs, 'analyst', 'confirmed_fraud', 'reported')
    })
  }

  private passOn(event: SimulatedEvent, transactionId: string, fromMs: number): void {
    const hours = waiting(DESK.hours.escalation, event.transaction.externalId, 'escalation')
    const atMs = fromMs + hours * HOUR_MS
    const role = 'senior_analyst'
    this.agenda.add(atMs, () => this.decide(event, transactionId, atMs, role, judge(event, role)))
  }

  private async decide(
    event: SimulatedEvent,
    transactionId: string,
    atMs: number,
    role: Role,
    decision: Decision,
    note: Decision | 'reported' = decision,
  ): Promise<void> {
    this.decided.add(transactionId)
    const notes = noteOn(note, event.truth.typology, event.transaction.externalId)
    await recordDecision({ ...this.contexts[role], at: new Date(atMs) }, transactionId, { decision, notes })
    const listedAtMs = atMs + 5 * MINUTE_MS
    this.agenda.add(listedAtMs, () => this.list(event, listedAtMs, decision))
  }

  /** Blocks a mule, and trusts a shop whose customers are blocked wrongly: a few of each. */
  private async list(
    { transaction, truth }: SimulatedEvent,
    atMs: number,
    decision: Decision,
  ): Promise<void> {
    const { receiverAccount, type } = transaction
    if (receiverAccount === null || this.listed.has(receiverAccount)) return
    // Shops and agents serve many customers, so one fraud does not block them.
    const person = !receiverAccount.startsWith('M')
    const mule = person && decision === 'confirmed_fraud' && MULES.includes(truth.typology)
    const shop = decision === 'false_positive' && type === 'PAYMENT'
    if (!mule && !shop) return
    const list_type = mule ? 'blocked' : 'trusted'
    const { share, most } = DESK.lists[list_type]
    const already = [...this.listed.values()].filter((type) => type === list_type).length
    if (already >= most || chance(receiverAccount, list_type) >= share) return
    this.listed.set(receiverAccount, list_type)
    const reason = mule ? 'Received a confirmed fraud' : 'Known shop, its customers were stopped for nothing'
    const expires = mule ? {} : { expires_at: new Date(this.nowMs + MONTH_MS).toISOString() }
    const ctx = { ...this.contexts.senior_analyst, at: new Date(atMs) }
    await addToWatchlist(ctx, { account_id: receiverAccount, list_type, reason, ...expires })
  }
}

/** The decision: mostly the truth, sometimes an escalation. Senior analysts do not escalate. */
function judge({ transaction, truth }: SimulatedEvent, role: Role): Decision {
  const doubt = chance(transaction.externalId, `judged by ${role}`)
  const { confirmed, escalated } = DESK.fraud
  if (role === 'senior_analyst') return truth.isFraud ? 'confirmed_fraud' : 'false_positive'
  if (!truth.isFraud) return doubt < DESK.honest.escalated ? 'escalated' : 'false_positive'
  if (doubt < confirmed) return 'confirmed_fraud'
  return doubt < confirmed + escalated ? 'escalated' : 'false_positive'
}
