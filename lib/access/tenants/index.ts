export { createTenant, systemContext, type TenantSetup } from './create-tenant'
