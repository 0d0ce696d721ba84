import { apiRoutes } from '@/lib/http/api-route'
import { addToWatchlistOperation, listWatchlistsOperation } from '@/lib/desk/watchlists/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(
  addToWatchlistOperation,
  listWatchlistsOperation,
)
