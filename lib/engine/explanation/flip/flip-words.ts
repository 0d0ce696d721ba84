import { minorDigits } from '@/lib/contract/currency-digits'
import { FACTS, type FactName } from './facts'
import { KNOWN_PAIR } from './history-facts'
import type { FactValue, Flip } from './nearest-flips'

const money = (digits: number) =>
  new Intl.NumberFormat('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })
const number = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 })
const MINOR_PER_MAJOR = 100

/** Formats the value of a fact for the user. */
export function factText(fact: FactName, value: number, currency: string): string {
  switch (FACTS[fact].unit) {
    case 'money':
      return `${money(minorDigits(currency)).format(value / MINOR_PER_MAJOR)} ${currency}`
    case 'hour':
      return `${String(value).padStart(2, '0')}:00 UTC`
    case 'days':
      return value === 1 ? '1 day' : `${number.format(value)} days`
    case 'count':
      return number.format(value)
    case 'share':
      return `${number.format(100 * value)} %`
    case 'yes-no':
      return value >= 0.5 ? 'yes' : 'no'
  }
}

const OUTCOMES = { approve: 'approved', review: 'sent to review', block: 'blocked' } as const

/** "Would have been approved if the amount had been 1,240.00 USD or less." */
export function describeFlip(
  { outcome, changes }: Pick<Flip, 'outcome' | 'changes'>,
  currency: string,
): string {
  const conditions = changes.map((change) => conditionOf(change, currency)).join(' and ')
  return `Would have been ${OUTCOMES[outcome]} if ${conditions}.`
}

function conditionOf({ fact, from, to, orBeyond }: FactValue, currency: string): string {
  const beyond = orBeyond ? (to < from ? ' or less' : ' or more') : ''
  const value = `${factText(fact, to, currency)}${beyond}`
  switch (fact) {
    case 'amount':
      return `the amount had been ${value}`
    case 'new_counterparty':
      return to === 0
        ? `the sender had paid this receiver ${KNOWN_PAIR.times} times, most recently ${KNOWN_PAIR.daysSincePaid} days before`
        : 'the sender had not paid this receiver recently'
    case 'device_known':
      return `the sender had used this device for ${value}`
    case 'phone_known':
      return `the sender had used this phone number for ${value}`
    case 'usual_place':
      return `the payment had come from a place where the sender makes ${value} of its payments`
    case 'hour':
      return `the payment had been made in the hour starting at ${value}`
    case 'declined_attempts':
      return to === 0
        ? 'no attempt had been declined before'
        : `the number of declined attempts had been ${value}`
    case 'sender_balance':
      return `the sender balance had been ${value}`
    case 'receiver_age':
      return `the receiver had been known for ${value}`
    case 'receiver_frauds':
      return 'there had been no known fraud at this receiver'
    case 'sender_frauds':
      return 'there had been no known fraud on the sender account'
    case 'device_frauds':
      return 'there had been no known fraud on this device'
  }
}
