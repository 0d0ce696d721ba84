import { runForOperator } from '../operator.mjs'

/** `npm run tenant:rate -- --tenant my-bank --currency EUR --from 2026-12-01 --rate 1.0842` */
export const run = (args) => runForOperator('scripts/add-currency-rate.ts', args)
