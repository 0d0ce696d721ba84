export { readStatus } from './read-status'
