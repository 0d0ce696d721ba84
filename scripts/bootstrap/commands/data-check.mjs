import { runForOperator } from '../operator.mjs'

/** `npm run data:check -- --tenant my-bank` */
export const run = (args) => runForOperator('scripts/check-data.ts', args)
