import { reaches, type VelocityFinding, type VelocityRule } from '@/lib/engine/velocity'
import { NO_SIGNAL, type Signal } from './signal'

/** What the velocity of a payment means for its decision: one reason code, of the worst severity. */
export function velocitySignal(
  [worst]: readonly VelocityFinding[],
  { reviewFrom, blockFrom }: VelocityRule,
): Signal {
  if (!worst) return NO_SIGNAL
  const { severity } = worst
  const least = reaches(severity, reviewFrom) ? 'review' : 'approve'
  return { reasonCodes: [`velocity_${severity}`], atLeast: reaches(severity, blockFrom) ? 'block' : least }
}
