/** A new institution, ready to score. Server only. */
export { onboardTenant, type OnboardingSetup } from './onboard-tenant'
