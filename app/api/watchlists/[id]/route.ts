import { apiRoutes } from '@/lib/http/api-route'
import { changeWatchlistEntryOperation, removeFromWatchlistOperation } from '@/lib/watchlists/api'

export const { GET, POST, PUT, PATCH, DELETE } = apiRoutes(
  changeWatchlistEntryOperation,
  removeFromWatchlistOperation,
)
