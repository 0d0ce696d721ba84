import { getReadinessOperation } from '@/lib/process/api'
import { apiRoutes } from '@/lib/http/api-route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(getReadinessOperation)
