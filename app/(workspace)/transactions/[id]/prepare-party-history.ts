import { formatCapped } from '@/components/fraud/format-numbers'
import type { PartyHistory } from '@/lib/desk/transactions/schema'

/** Fewer payments have no meaningful median. */
const ENOUGH = 3

/** Compares the amount in the institution's currency with the account's usual payments: "3.1x this account's 90-day median". */
export function usualSentence({ payments, median, days }: PartyHistory, amount: string | null): string {
  if (payments.count === 0) return `No other payment in ${days} days.`
  if (amount === null) return 'No comparison: the currency had no rate.'
  const usual = Number(median)
  if (payments.count < ENOUGH || !(usual > 0)) {
    const count = payments.count === 1 ? '1 other payment' : `${formatCapped(payments)} other payments`
    return `Too few payments for a comparison: ${count} in ${days} days.`
  }
  const ratio = Number(amount) / usual
  if (ratio > 0.95 && ratio < 1.05) return `About this account’s ${days}-day median.`
  return `${timesOf(ratio)} this account’s ${days}-day median.`
}

function timesOf(ratio: number): string {
  if (ratio < 0.1) return 'Less than a tenth of'
  return `${ratio < 10 ? ratio.toFixed(1) : whole.format(ratio)}×`
}

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })
