import { getTimeseriesOperation } from '@/lib/desk/dashboard/api'
import { apiRoutes } from '@/lib/http/api-route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(getTimeseriesOperation)
