import { apiRoutes } from '@/lib/http/api-route'
import { getCaseOperation, changeCaseOperation } from '@/lib/desk/cases/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(getCaseOperation, changeCaseOperation)
