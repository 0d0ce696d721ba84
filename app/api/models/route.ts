import { apiRoutes } from '@/lib/http/api-route'
import { listModelsOperation, uploadModelOperation } from '@/lib/governance/models/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(listModelsOperation, uploadModelOperation)
