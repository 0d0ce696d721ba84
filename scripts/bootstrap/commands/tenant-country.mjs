import { runForOperator } from '../operator.mjs'

/** `npm run tenant:country -- --tenant my-bank --country KE` */
export const run = (args) => runForOperator('scripts/set-country.ts', args)
