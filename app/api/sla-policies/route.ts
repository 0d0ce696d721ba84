import { apiRoutes } from '@/lib/http/api-route'
import { listSlaPoliciesOperation, setSlaPoliciesOperation } from '@/lib/sla-policies/api'

export const { GET, POST, PUT, PATCH, DELETE } = apiRoutes(listSlaPoliciesOperation, setSlaPoliciesOperation)
