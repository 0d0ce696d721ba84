import { authorize, type Context } from '@/lib/contract/context'
import {
  describeFlip,
  factText,
  findSmallestFlips,
  FACTS,
  type FactName,
  type Flip,
} from '@/lib/engine/explanation'
import type { FeatureInput, TransactionType } from '@/lib/engine/features'
import { convert } from '@/lib/contract/conversion'
import { type Prisma, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { isListReason, isRingReason, isVelocityReason, type Outcome, outcomeOf } from '@/lib/engine/policy'
import { recordedModel } from './recorded-model'
import type { Counterfactual, OutcomeChange } from './schema'

/**
 * The smallest changes of the transaction that change the outcome under the model and the policy that scored it. Nothing
 * is stored.
 * @throws AppError not-found; model-retired where the bundle of its model is missing
 */
export async function findCounterfactual(ctx: Context, id: string): Promise<Counterfactual> {
  authorize(ctx, 'transaction:read')
  const { stored, prediction, version, policy } = await readScored(ctx, id)
  const outcome = prediction.outcome as Outcome
  const basis = {
    transaction_id: id,
    model_version: prediction.modelVersion,
    policy_version: prediction.policyVersion,
    outcome,
  }
  const nothing = { flips: [], facts: [], tried: 0 }
  if (prediction.reasonCodes.some(isListReason)) return { ...basis, decided_by: 'list', ...nothing }
  const [first = ''] = prediction.reasonCodes
  if (outcome !== 'approve' && isVelocityReason(first))
    return { ...basis, decided_by: 'velocity', ...nothing }
  if (outcome !== 'approve' && isRingReason(first)) return { ...basis, decided_by: 'ring', ...nothing }
  const model = await recordedModel(ctx.tenant.id, version)
  if (!model) {
    throw new AppError('model-retired', {
      detail: `The model ${prediction.modelVersion} is no longer available.`,
    })
  }
  const { features, margin } = prediction
  const { currency } = ctx.tenant
  const input = inputOf(stored, currency)
  const found = await findSmallestFlips(model, (score) => outcomeOf(policy, score), {
    input,
    features,
    margin,
  })
  return {
    ...basis,
    decided_by: 'score',
    flips: found.flips.map((flip) => presentChange(flip, currency)),
    facts: found.facts.map(labelOf),
    tried: found.tried,
  }
}

async function readScored(ctx: Context, id: string) {
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    const stored = await tx.transaction.findFirst({ where: { tenantId, id }, include: { prediction: true } })
    if (!stored?.prediction) throw new AppError('not-found')
    const { prediction } = stored
    const version = await tx.modelVersion.findFirst({ where: { tenantId, id: prediction.modelVersionId } })
    const policy = await tx.policy.findFirst({ where: { tenantId, version: prediction.policyVersion } })
    if (!version || !policy)
      throw new Error(`prediction ${prediction.id} names a model or policy that does not exist`)
    return { stored, prediction, version, policy }
  })
}
type Stored = Awaited<ReturnType<typeof readScored>>['stored']

/** Hundredths of an amount in the institution's currency, converted as scoring did. */
function minorOf(money: Prisma.Decimal | null, { currencyRate }: Stored, currency: string): number | null {
  if (money === null) return null
  const own =
    currencyRate === null ? money.toFixed() : convert(money.toFixed(), currencyRate.toFixed(), currency)
  return Math.round(Number(own) * 10_000) / 100
}

/** The input of the features, from the stored transaction. */
const inputOf = (stored: Stored, currency: string): FeatureInput => ({
  occurredAtMs: stored.occurredAt.getTime(),
  type: stored.type as TransactionType,
  amountMinor: minorOf(stored.amount, stored, currency) ?? 0,
  senderAccount: stored.senderAccount,
  senderBalanceBeforeMinor: minorOf(stored.senderBalanceBefore, stored, currency),
  receiverAccount: stored.receiverAccount,
  receiverBalanceBeforeMinor: minorOf(stored.receiverBalanceBefore, stored, currency),
  deviceId: stored.deviceId,
  phone: stored.phone,
  ip: stored.ip,
  country: stored.country,
  city: stored.city,
  latitude: stored.latitude,
  longitude: stored.longitude,
  merchantCategory: stored.merchantCategory,
  channel: stored.channel,
  declinedAttempts: stored.declinedAttempts,
})

const labelOf = (fact: FactName): string => FACTS[fact].label

const presentChange = (flip: Flip, currency: string): OutcomeChange => ({
  outcome: flip.outcome,
  score: flip.score,
  text: describeFlip(flip, currency),
  changes: flip.changes.map(({ fact, from, to, orBeyond }) => ({
    fact,
    label: labelOf(fact),
    from: factText(fact, from, currency),
    to: factText(fact, to, currency),
    or_beyond: orBeyond,
  })),
})
