import { apiRoutes } from '@/lib/http/api-route'
import { listAuditOperation } from '@/lib/audit/api'

export const { GET, POST, PUT, PATCH, DELETE } = apiRoutes(listAuditOperation)
