import { apiRoutes } from '@/lib/http/api-route'
import { addCurrencyRateOperation, listCurrencyRatesOperation } from '@/lib/access/rates/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(
  addCurrencyRateOperation,
  listCurrencyRatesOperation,
)
