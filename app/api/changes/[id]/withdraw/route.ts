import { apiRoutes } from '@/lib/http/api-route'
import { withdrawChangeOperation } from '@/lib/governance/changes/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(withdrawChangeOperation)
