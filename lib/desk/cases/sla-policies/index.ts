/** The time that a case of each priority is allowed to take. */
export { allowedMinutes, listSlaPolicies } from './queries'
export { setSlaPolicies } from './set-sla-policies'
