import type { TransactionDetail } from '@/lib/desk/transactions/schema'

type Finding = TransactionDetail['velocity'][number]

/** '12 payments from this phone in 60 seconds; threshold 10' */
export const velocityText = ({
  payments,
  at_least: atLeast,
  party,
  window_seconds: seconds,
  threshold,
}: Finding): string =>
  `${atLeast ? 'at least ' : ''}${payments} payments from this ${party} in ${seconds} seconds; threshold ${threshold}`

/** '7 of 9 accounts that share devices or phones joined within 7 days; threshold 5' */
export const ringText = ({
  new_accounts: joined,
  accounts,
  days,
  threshold,
}: NonNullable<TransactionDetail['ring']>): string =>
  `${joined} of ${accounts} accounts that share devices or phones joined within ${days} days; threshold ${threshold}`
