/** The door to what every page shows around its content. Server only. */
export { readStatus } from './read-status'
