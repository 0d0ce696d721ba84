/** Institutions and their settings. */
export { alertsPerDayCapacity } from './capacity'
export { changeTenant } from './change-tenant'
export { createTenant, systemContext, type TenantSetup } from './create-tenant'
export { endFourEyes } from './end-four-eyes'
export { getTenant, readInstitutionSettings } from './get-tenant'
export { loadTenant } from './load-tenant'
export { switchSetting } from './switch-setting'
