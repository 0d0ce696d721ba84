import { runForOperator } from '../operator.mjs'

/** `npm run model:import -- --tenant my-bank --name ours --version 1.0.0 --model FILE --reference FILE` */
export const run = (args) => runForOperator('scripts/import-model.ts', args)
