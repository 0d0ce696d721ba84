import { apiRoutes } from '@/lib/http/api-route'
import { getAuditVerificationOperation } from '@/lib/audit/api'

export const { GET, POST, PUT, PATCH, DELETE } = apiRoutes(getAuditVerificationOperation)
