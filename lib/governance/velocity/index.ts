/** The velocity rule of an institution. Server only. */
export { applyVelocity } from './apply-velocity'
export { getVelocity, velocityInForce } from './read-velocity'
