import { labelPayment } from './label-payment'
import type { Payment, Session } from './payment'
import type { Account } from './population/entities'
import type { SimulatedEvent, SimulatedTransaction } from './types'
import { HOUR_MS } from './time'
import type { World } from './world'
import { BALANCE_GAP, GAPS } from './world-parameters'

/**
 * Changes the balances, omits the fields that a feed lacks, and sets the label. As in PaySim, a CASH_IN adds to its
 * sender and subtracts from its receiver; any other type does the reverse.
 */
export function bookPayment(world: World, atMs: number, sequence: number, payment: Payment): SimulatedEvent {
  const { type, amountMinor, sender, receiver, typology } = payment
  const sign = type === 'CASH_IN' ? 1 : -1
  const [senderBefore, senderAfter] = move(world, sender, sign * amountMinor)
  const [receiverBefore, receiverAfter] =
    receiver === null ? NO_BALANCES : move(world, receiver, -sign * amountMinor)
  const transaction: SimulatedTransaction = {
    externalId: `sim-${world.config.seed}-${sequence}`,
    occurredAtMs: atMs,
    step: Math.floor((atMs - world.config.startMs) / HOUR_MS),
    type,
    amountMinor,
    currency: world.config.currency ?? 'USD',
    senderAccount: sender.id,
    senderBalanceBeforeMinor: senderBefore,
    senderBalanceAfterMinor: senderAfter,
    receiverAccount: receiver === null ? null : receiver.id,
    receiverBalanceBeforeMinor: receiverBefore,
    receiverBalanceAfterMinor: receiverAfter,
    ...reportSession(world, payment.session, payment.declinedAttempts),
    merchantCategory: payment.merchantCategory,
  }
  return {
    transaction,
    label: labelPayment(world.random.labels, atMs, typology),
    truth: { isFraud: typology !== null, typology },
  }
}

const NO_BALANCES = [null, null] as const

/** Balance before and after, when known and reported. */
function move(world: World, account: Account, byMinor: number): readonly [number | null, number | null] {
  const before = account.balanceMinor
  account.balanceMinor += byMinor
  return !account.showsBalance || world.random.gaps.chance(BALANCE_GAP)
    ? NO_BALANCES
    : [before, account.balanceMinor]
}

function reportSession(world: World, session: Session, declinedAttempts: number) {
  const random = world.random.gaps
  const gap = GAPS[session.channel]
  const place = random.chance(gap.city) ? null : session.place
  const point = random.chance(gap.point) ? null : place
  return {
    channel: session.channel,
    deviceId: random.chance(gap.device) ? null : session.deviceId,
    ip: random.chance(gap.network) ? null : session.ip,
    phone: random.chance(gap.phone) ? null : session.phone,
    city: place === null ? null : place.city.name,
    country: place === null ? null : place.city.country.code,
    latitude: point === null ? null : point.latitude,
    longitude: point === null ? null : point.longitude,
    declinedAttempts: random.chance(gap.declined) ? null : declinedAttempts,
  }
}
