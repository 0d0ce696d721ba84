import { apiRoutes } from '@/lib/http/api-route'
import { getSealProofOperation } from '@/lib/access/audit/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(getSealProofOperation)
