import { getMetricsOperation } from '@/lib/health/api'
import { apiRoutes } from '@/lib/http/api-route'

export const { GET, POST, PUT, PATCH, DELETE } = apiRoutes(getMetricsOperation)
