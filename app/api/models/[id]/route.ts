import { apiRoutes } from '@/lib/http/api-route'
import { getModelOperation } from '@/lib/models/api'

export const { GET, POST, PUT, PATCH, DELETE } = apiRoutes(getModelOperation)
