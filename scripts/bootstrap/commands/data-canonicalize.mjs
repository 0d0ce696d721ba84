import { runForOperator } from '../operator.mjs'

/** `npm run data:canonicalize -- --tenant my-bank` */
export const run = (args) => runForOperator('scripts/canonicalize-data.ts', args)
