import { apiRoutes } from '@/lib/http/api-route'
import { getMeOperation } from '@/lib/auth/api'

export const { GET, POST, PUT, PATCH, DELETE } = apiRoutes(getMeOperation)
