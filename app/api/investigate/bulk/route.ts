import { decideManyOperation, undoManyOperation } from '@/lib/desk/decisions/api'
import { apiRoutes } from '@/lib/http/api-route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(decideManyOperation, undoManyOperation)
