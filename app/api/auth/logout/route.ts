import { apiRoutes } from '@/lib/http/api-route'
import { logoutOperation } from '@/lib/auth/api'

export const { GET, POST, PUT, PATCH, DELETE } = apiRoutes(logoutOperation)
