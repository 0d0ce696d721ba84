import { getExplorationOperation, setExplorationOperation } from '@/lib/governance/exploration/api'
import { apiRoutes } from '@/lib/http/api-route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(
  getExplorationOperation,
  setExplorationOperation,
)
