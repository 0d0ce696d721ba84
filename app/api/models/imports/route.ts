import { apiRoutes } from '@/lib/http/api-route'
import { importModelOperation } from '@/lib/governance/imports/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(importModelOperation)
