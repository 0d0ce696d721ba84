import { apiRoutes } from '@/lib/http/api-route'
import { addToWatchlistOperation, listWatchlistsOperation } from '@/lib/watchlists/api'

export const { GET, POST, PUT, PATCH, DELETE } = apiRoutes(addToWatchlistOperation, listWatchlistsOperation)
