import { apiRoutes } from '@/lib/http/api-route'
import { getEntityOperation } from '@/lib/entity-profiles/api'

export const { GET, POST, PUT, PATCH, DELETE } = apiRoutes(getEntityOperation)
