/** Drift: snapshots of what models decide on, alarms when that changes, and performance before and after labels. */
export { acknowledgeAlarm } from './acknowledge-alarm'
export { getDrift } from './get-drift'
export { measureDrift } from './measure/measure-drift'
export { measureTenant } from './measure/measure-tenant'
