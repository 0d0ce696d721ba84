/** From the mildest to the strictest. */
export const OUTCOMES = ['approve', 'review', 'block'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** The stricter of two outcomes. */
export const stricter = (a: Outcome, b: Outcome): Outcome =>
  OUTCOMES.indexOf(a) >= OUTCOMES.indexOf(b) ? a : b
