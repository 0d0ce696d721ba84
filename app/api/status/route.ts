import { getStatusOperation } from '@/lib/desk/status/api'
import { apiRoutes } from '@/lib/http/api-route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(getStatusOperation)
