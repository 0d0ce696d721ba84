import { apiRoutes } from '@/lib/http/api-route'
import { getAuditVerificationOperation } from '@/lib/access/audit/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(getAuditVerificationOperation)
