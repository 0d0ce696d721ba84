import { apiRoutes } from '@/lib/http/api-route'
import { getMeOperation } from '@/lib/access/auth/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(getMeOperation)
