import { noteOpened } from '@/lib/access/audit'
import { authorize, type Context } from '@/lib/contract/context'
import { readActiveEntries } from '@/lib/desk/watchlists'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { explainPrediction } from './explain-prediction'
import { presentTransaction, type StoredTransaction } from './present'
import { readAuditEntries } from './read-audit-entries'
import { recordedModel } from './recorded-model'
import { type Listing, listing, type TransactionDetail } from './schema'

/** A transaction with its score, its explanation, its decisions and its audit log entries. */
export async function getTransaction(ctx: Context, id: string): Promise<TransactionDetail> {
  authorize(ctx, 'transaction:read')
  const tenantId = ctx.tenant.id
  const { stored, version, listings, auditEntries } = await withTenant({ tenantId }, async (tx) => {
    const stored = await readStored(tx, tenantId, id)
    const { prediction } = stored
    const version = await tx.modelVersion.findFirst({ where: { tenantId, id: prediction.modelVersionId } })
    const listings = await readListings(tx, stored)
    return { stored, version, listings, auditEntries: await readAuditEntries(tx, prediction) }
  })
  noteOpened(ctx, 'transaction', id)
  const model = version && (await recordedModel(tenantId, version))
  const explanation = explainPrediction(
    stored.prediction,
    version?.featureNames ?? [],
    model?.calibrate ?? null,
  )
  return presentTransaction(stored, ctx, { explanation, listings, auditEntries })
}

/** @throws AppError not-found */
async function readStored(tx: TenantClient, tenantId: string, id: string): Promise<StoredTransaction> {
  const stored = await tx.transaction.findFirst({
    where: { tenantId, id },
    include: {
      prediction: true,
      decisions: {
        include: { user: { select: { fullName: true } } },
        orderBy: [{ decidedAt: 'asc' }, { id: 'asc' }],
      },
    },
  })
  if (!stored?.prediction) throw new AppError('not-found')
  return { ...stored, prediction: stored.prediction }
}

/** The watchlist entries in force of its accounts, its device and its phone. */
async function readListings(tx: TenantClient, stored: StoredTransaction): Promise<Listing[]> {
  const { tenantId, senderAccount, receiverAccount, deviceId, phone } = stored
  const entities = [
    { kind: 'account', id: senderAccount },
    { kind: 'account', id: receiverAccount },
    { kind: 'device', id: deviceId },
    { kind: 'phone', id: phone },
  ] as const
  const known = entities.flatMap(({ kind, id }) => (id === null ? [] : [{ kind, id }]))
  const entries = await readActiveEntries(tx, tenantId, known)
  return entries.map((entry) => listing.parse(entry))
}
