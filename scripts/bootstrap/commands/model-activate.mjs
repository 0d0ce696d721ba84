import { runForOperator } from '../operator.mjs'

/** `npm run model:activate -- --tenant my-bank --model name/version` */
export const run = (args) => runForOperator('scripts/activate-model.ts', args)
