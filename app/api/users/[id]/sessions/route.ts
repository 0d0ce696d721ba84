import { apiRoutes } from '@/lib/http/api-route'
import { endUserSessionsOperation } from '@/lib/access/users/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(endUserSessionsOperation)
