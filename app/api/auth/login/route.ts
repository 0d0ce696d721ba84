import { apiRoutes } from '@/lib/http/api-route'
import { loginOperation } from '@/lib/auth/api'

export const { GET, POST, PUT, PATCH, DELETE } = apiRoutes(loginOperation)
