import { addCurrencyRate } from '@/lib/access/rates'
import type { MintedTenant } from './minted-tenant'

/** Adds a rate that is in force for every event that the tenant accepts. */
export const useRate = ({ system }: Pick<MintedTenant, 'system'>, currency: string, rate: string) =>
  addCurrencyRate(system, { currency, valid_from: '2016-01-01T00:00:00Z', rate })
