import { defineOperation } from '@/lib/contract/operation'
import { addCurrencyRate } from './add-rate'
import { listCurrencyRates } from './list-rates'
import { currencyRatePageResponse, currencyRateQuery, currencyRateResponse, newCurrencyRate } from './schema'

const TAG = 'Currency rates'

export const listCurrencyRatesOperation = defineOperation({
  id: 'listCurrencyRates',
  method: 'GET',
  path: '/api/currency-rates',
  tag: TAG,
  summary: "List the rates to the institution's currency, the latest start first",
  auth: 'user',
  permission: 'tenant:write',
  query: currencyRateQuery,
  response: { status: 200, schema: currencyRatePageResponse },
  errors: ['invalid-cursor'],
  handler: ({ ctx, query }) => listCurrencyRates(ctx, query),
})

export const addCurrencyRateOperation = defineOperation({
  id: 'addCurrencyRate',
  method: 'POST',
  path: '/api/currency-rates',
  tag: TAG,
  summary: "Add a rate to the institution's currency",
  description:
    'The rate is in force from `valid_from` until that of a later rate. A rate with the same start replaces the earlier one. ' +
    'A transaction is converted at the rate in force at its `occurred_at` and keeps that rate: a new rate changes nothing ' +
    'that is stored. Repeating a rate stores it once.',
  auth: 'user',
  permission: 'tenant:write',
  body: newCurrencyRate,
  response: { status: 201, schema: currencyRateResponse },
  errors: [],
  handler: ({ ctx, body }) => addCurrencyRate(ctx, body),
})
