import { apiRoutes } from '@/lib/http/api-route'
import { getEntityNetworkOperation } from '@/lib/desk/entities/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(getEntityNetworkOperation)
