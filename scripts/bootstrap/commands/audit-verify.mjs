import { runForOperator } from '../operator.mjs'

/** `npm run audit:verify -- --tenant my-bank --anchor HASH` */
export const run = (args) => runForOperator('scripts/audit-verify.ts', args)
