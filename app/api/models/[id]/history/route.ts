import { apiRoutes } from '@/lib/http/api-route'
import { listModelHistoryOperation } from '@/lib/governance/models/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(listModelHistoryOperation)
