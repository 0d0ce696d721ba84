import { authorize, type Context } from '@/lib/contract/context'
import { standing, undoableUntil } from '@/lib/desk/decisions/schema'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { readActiveEntries } from '@/lib/desk/watchlists'
import { explainPrediction, type PredictionExplanation } from './explain-prediction'
import { readAuditTrail } from './read-audit-trail'
import { recordedModel } from './recorded-model'
import type { AuditEntry, DecisionEntry, Listing, Party, TransactionDetail } from './schema'

/** Everything that is stored about a transaction, as it was stored. */
function read(tx: TenantClient, tenantId: string, id: string) {
  return tx.transaction.findFirst({
    where: { tenantId, id },
    include: {
      prediction: true,
      decisions: {
        include: { user: { select: { fullName: true } } },
        orderBy: [{ decidedAt: 'asc' }, { id: 'asc' }],
      },
    },
  })
}
type Stored = NonNullable<Awaited<ReturnType<typeof read>>>
type StoredPrediction = NonNullable<Stored['prediction']>

function decisionsOf(ctx: Context, stored: Stored): DecisionEntry[] {
  const latest = standing(stored.decisions).at(-1)
  return stored.decisions.map((row) => ({
    id: row.id,
    decision: row.decision as DecisionEntry['decision'],
    notes: row.notes,
    decidedAt: row.decidedAt.toISOString(),
    userId: row.userId,
    userName: row.user.fullName,
    retractsId: row.retractsId,
    undoUntil:
      row === latest && ctx.actor.id === row.userId
        ? (undoableUntil(row.decidedAt, new Date())?.toISOString() ?? null)
        : null,
  }))
}

/** A transaction with its score, its explanation, its decisions and its audit trail. Another tenant's does not exist. */
export async function getTransaction(ctx: Context, id: string): Promise<TransactionDetail> {
  authorize(ctx, 'transaction:read')
  const { stored, prediction, listed, version, audit } = await withTenant(
    { tenantId: ctx.tenant.id },
    async (tx) => {
      const tenantId = ctx.tenant.id
      const stored = await read(tx, tenantId, id)
      if (!stored?.prediction) throw new AppError('not-found')
      const { prediction } = stored
      const version = await tx.modelVersion.findFirst({ where: { tenantId, id: prediction.modelVersionId } })
      const listed = await readLists(tx, stored)
      return { stored, prediction, listed, version, audit: await readAuditTrail(tx, prediction) }
    },
  )
  const model = version && (await recordedModel(version))
  const explanation = explainPrediction(prediction, version?.featureNames ?? [], model?.calibrate ?? null)
  return present(ctx, stored, prediction, explanation, listed, audit)
}

/** The lists on which its accounts, its device and its phone stand now. */
async function readLists(tx: TenantClient, stored: Stored): Promise<Listing[]> {
  const { tenantId, senderAccount, receiverAccount, deviceId, phone } = stored
  const parties = [
    { kind: 'account', id: senderAccount },
    { kind: 'account', id: receiverAccount },
    { kind: 'device', id: deviceId },
    { kind: 'phone', id: phone },
  ] as const
  const entries = await readActiveEntries(
    tx,
    tenantId,
    parties.flatMap(({ kind, id }) => (id === null ? [] : [{ kind, id }])),
  )
  return entries.map(
    ({ id, kind, entity_id: entityId, list_type: listType, reason, expires_at: expiresAt }) => ({
      id,
      kind,
      entityId,
      listType,
      reason,
      expiresAt,
    }),
  )
}

const listOf = (listings: readonly Listing[], account: string): Party['watchlist'] =>
  listings.find(({ kind, entityId }) => kind === 'account' && entityId === account)?.listType ?? null

const money = (value: { toFixed(digits: number): string } | null): string | null => value?.toFixed(2) ?? null

function present(
  ctx: Context,
  stored: Stored,
  prediction: StoredPrediction,
  explanation: PredictionExplanation,
  listings: Listing[],
  auditTrail: AuditEntry[],
): TransactionDetail {
  return {
    transactionId: stored.id,
    externalId: stored.externalId,
    occurredAt: stored.occurredAt.toISOString(),
    step: stored.step,
    type: stored.type,
    amount: stored.amount.toFixed(2),
    currency: stored.currency,
    sender: {
      account: stored.senderAccount,
      balanceBefore: money(stored.senderBalanceBefore),
      balanceAfter: money(stored.senderBalanceAfter),
      watchlist: listOf(listings, stored.senderAccount),
    },
    receiver:
      stored.receiverAccount === null
        ? null
        : {
            account: stored.receiverAccount,
            balanceBefore: money(stored.receiverBalanceBefore),
            balanceAfter: money(stored.receiverBalanceAfter),
            watchlist: listOf(listings, stored.receiverAccount),
          },
    phone: stored.phone,
    deviceId: stored.deviceId,
    ip: stored.ip,
    city: stored.city,
    country: stored.country,
    latitude: stored.latitude,
    longitude: stored.longitude,
    merchantCategory: stored.merchantCategory,
    channel: stored.channel,
    declinedAttempts: stored.declinedAttempts,
    metadata: stored.metadata as Record<string, unknown> | null,
    source: stored.source,
    receivedAt: stored.receivedAt.toISOString(),
    prediction: {
      id: prediction.id,
      score: prediction.score,
      margin: prediction.margin,
      baseValue: prediction.baseValue,
      baseScore: prediction.baseScore,
      riskBand: prediction.riskBand as TransactionDetail['prediction']['riskBand'],
      outcome: prediction.outcome as TransactionDetail['prediction']['outcome'],
      threshold: prediction.threshold,
      policyVersion: prediction.policyVersion,
      modelVersion: prediction.modelVersion,
      reasonCodes: prediction.reasonCodes,
      ...explanation,
      expectedLoss: prediction.expectedLoss,
      latencyMs: prediction.latencyMs,
      timings: prediction.timings as Record<string, number>,
      scoredAt: prediction.scoredAt.toISOString(),
    },
    decision: prediction.disposition as TransactionDetail['decision'],
    decisions: decisionsOf(ctx, stored),
    listings,
    auditTrail,
  }
}
