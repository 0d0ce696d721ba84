import { apiRoutes } from '@/lib/http/api-route'
import { logoutOperation } from '@/lib/access/auth/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(logoutOperation)
