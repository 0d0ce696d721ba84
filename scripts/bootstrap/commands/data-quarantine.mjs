import { runForOperator } from '../operator.mjs'

/** `npm run data:quarantine -- --tenant my-bank` */
export const run = (args) => runForOperator('scripts/quarantine-data.ts', args)
