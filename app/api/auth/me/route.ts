import { apiRoutes } from '@/lib/http/api-route'
import { meOperation } from '@/lib/auth/api'

export const { GET, POST, PUT, PATCH, DELETE } = apiRoutes(meOperation)
