import { apiRoutes } from '@/lib/http/api-route'
import { listCasesOperation, createCaseOperation } from '@/lib/desk/cases/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(listCasesOperation, createCaseOperation)
