export { addToWatchlist, listWatchlist, removeFromWatchlist } from './watchlist-entries'
