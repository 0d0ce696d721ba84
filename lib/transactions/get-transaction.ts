import { authorize, type Context } from '@/lib/auth/context'
import { standing, undoableUntil } from '@/lib/decisions/schema'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import type { AuditEntry, Contribution, DecisionEntry, Party, TransactionDetail } from './schema'

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

async function readAudit(tx: TenantClient, tenantId: string, id: string): Promise<AuditEntry[]> {
  const rows = await tx.auditLog.findMany({
    where: { tenantId, objectKind: 'transaction', objectId: id },
    orderBy: { seq: 'asc' },
    take: 200,
  })
  const userIds = [...new Set(rows.filter((row) => row.actorKind === 'user').map((row) => row.actorId ?? ''))]
  const keyIds = [
    ...new Set(rows.filter((row) => row.actorKind === 'api-key').map((row) => row.actorId ?? '')),
  ]
  const users = await tx.user.findMany({
    where: { tenantId, id: { in: userIds } },
    select: { id: true, fullName: true },
  })
  const keys = await tx.apiKey.findMany({
    where: { tenantId, id: { in: keyIds } },
    select: { id: true, name: true },
  })
  const names = new Map([
    ...users.map((u) => [u.id, u.fullName] as const),
    ...keys.map((k) => [k.id, k.name] as const),
  ])
  return rows.map((row) => ({
    seq: String(row.seq),
    at: row.at.toISOString(),
    action: row.action,
    actorKind: row.actorKind,
    actorName: row.actorId === null ? null : (names.get(row.actorId) ?? row.actorId),
    before: row.before,
    after: row.after,
    requestId: row.requestId,
  }))
}

/** Pairs what was stored with the names of the model that wrote it; a mismatch is a defect, not a zero. */
function contributionsOf(prediction: StoredPrediction, featureNames: readonly string[]): Contribution[] {
  const { features, contributions } = prediction
  if (features.length !== featureNames.length || contributions.length !== featureNames.length) {
    throw new Error(`prediction ${prediction.id} does not match the features of its model`)
  }
  return contributions
    .map((contribution, i): Contribution => {
      const value = features[i] as number
      return { name: featureNames[i] as string, value: Number.isNaN(value) ? null : value, contribution }
    })
    .sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
}

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
  return withTenant({ tenantId: ctx.tenant.id }, async (tx) => {
    const tenantId = ctx.tenant.id
    const stored = await read(tx, tenantId, id)
    if (!stored?.prediction) throw new AppError('not-found')
    const accounts = [
      stored.senderAccount,
      ...(stored.receiverAccount === null ? [] : [stored.receiverAccount]),
    ]
    const entries = await tx.watchlistEntry.findMany({
      where: {
        tenantId,
        accountId: { in: accounts },
        OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }],
      },
    })
    const listed = new Map(entries.map((entry) => [entry.accountId, entry.listType as Party['watchlist']]))
    const model = await tx.modelVersion.findFirst({
      where: { tenantId, id: stored.prediction.modelVersionId },
    })
    const contributions = contributionsOf(stored.prediction, model?.featureNames ?? [])
    return present(ctx, stored, stored.prediction, contributions, listed, await readAudit(tx, tenantId, id))
  })
}

const money = (value: { toFixed(digits: number): string } | null): string | null => value?.toFixed(2) ?? null

function present(
  ctx: Context,
  stored: Stored,
  prediction: StoredPrediction,
  contributions: Contribution[],
  listed: Map<string, Party['watchlist']>,
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
      watchlist: listed.get(stored.senderAccount) ?? null,
    },
    receiver:
      stored.receiverAccount === null
        ? null
        : {
            account: stored.receiverAccount,
            balanceBefore: money(stored.receiverBalanceBefore),
            balanceAfter: money(stored.receiverBalanceAfter),
            watchlist: listed.get(stored.receiverAccount) ?? null,
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
      contributions,
      expectedLoss: prediction.expectedLoss,
      latencyMs: prediction.latencyMs,
      timings: prediction.timings as Record<string, number>,
      scoredAt: prediction.scoredAt.toISOString(),
    },
    decision: prediction.disposition as TransactionDetail['decision'],
    decisions: decisionsOf(ctx, stored),
    auditTrail,
  }
}
