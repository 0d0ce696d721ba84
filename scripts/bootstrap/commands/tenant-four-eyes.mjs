import { runForOperator } from '../operator.mjs'

/** `npm run tenant:four-eyes -- --tenant my-bank --off --reason "The second administrator has left"` */
export const run = (args) => runForOperator('scripts/end-four-eyes.ts', args)
