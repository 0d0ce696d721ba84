export { createTenant, systemContext, type TenantSetup } from './create-tenant'
export { setEarliestEvent } from './set-earliest-event'
