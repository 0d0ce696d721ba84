import { apiRoutes } from '@/lib/http/api-route'
import { getCaseOperation, changeCaseOperation } from '@/lib/cases/api'

export const { GET, POST, PUT, PATCH, DELETE } = apiRoutes(getCaseOperation, changeCaseOperation)
