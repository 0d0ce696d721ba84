import { apiRoutes } from '@/lib/http/api-route'
import { changeTenantOperation, getTenantOperation } from '@/lib/access/tenants/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(getTenantOperation, changeTenantOperation)
