export {
  addToWatchlist,
  listWatchlist,
  removeAccountFromWatchlist,
  removeFromWatchlist,
} from './watchlist-entries'
