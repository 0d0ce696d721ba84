/** Intervals of estimates. Pure. */
export { wilson } from './wilson'
