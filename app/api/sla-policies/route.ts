import { apiRoutes } from '@/lib/http/api-route'
import { listSlaPoliciesOperation, setSlaPoliciesOperation } from '@/lib/desk/cases/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(
  listSlaPoliciesOperation,
  setSlaPoliciesOperation,
)
