/** What an analyst can say of a transaction; the latest that is not retracted counts. */
export const DECISIONS = ['confirmed_fraud', 'false_positive', 'escalated'] as const
export type Decision = (typeof DECISIONS)[number]
