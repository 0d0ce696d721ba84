import { apiRoutes } from '@/lib/http/api-route'
import { getDriftOperation } from '@/lib/governance/drift/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(getDriftOperation)
