export { createTenant, systemContext, type TenantSetup } from './create-tenant'
export { getTenant } from './get-tenant'
export { setCountry } from './set-country'
export { setEarliestEvent } from './set-earliest-event'
