import { runForOperator } from '../operator.mjs'

/** `npm run tenant:earliest -- --tenant my-bank --at 2010-01-01` */
export const run = (args) => runForOperator('scripts/set-earliest-event.ts', args)
