/** Claims: which user works on which alert, so that two analysts do not decide the same one. */
export { claimAlert, claimOf } from './claim-alert'
export { honourClaims } from './honour-claims'
export { claimsOn } from './queries'
export { releaseClaim, releaseClaims } from './release-claim'
export { takeClaim } from './take-claim'
