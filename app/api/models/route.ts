import { apiRoutes } from '@/lib/http/api-route'
import { listModelsOperation } from '@/lib/governance/models/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(listModelsOperation)
