import { runForOperator } from '../operator.mjs'

/** `npm run tenant:create -- --slug my-bank --name "My Bank" ...` */
export const run = (args) => runForOperator('scripts/create-tenant.ts', args)
