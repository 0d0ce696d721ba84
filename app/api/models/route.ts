import { apiRoutes } from '@/lib/http/api-route'
import { listModelsOperation } from '@/lib/models/api'

export const { GET, POST, PUT, PATCH, DELETE } = apiRoutes(listModelsOperation)
