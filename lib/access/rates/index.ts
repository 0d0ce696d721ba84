/** Rates from other currencies to the institution's currency. */
export { addCurrencyRate } from './add-rate'
export { listCurrencyRates } from './list-rates'
