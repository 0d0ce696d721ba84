import { apiRoutes } from '@/lib/http/api-route'
import { listJobsOperation } from '@/lib/process/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(listJobsOperation)
