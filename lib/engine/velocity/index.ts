export { findVelocity, VELOCITY_PARTIES, type VelocityFinding, type VelocityParty } from './find-velocity'
export {
  DEFAULT_VELOCITY,
  reaches,
  SEVERITIES,
  type Severity,
  severityOf,
  VELOCITY_BOUNDS,
  type VelocityRule,
} from './rule'
export { type VelocityFacts, velocityResponse, velocityText } from './velocity-response'
