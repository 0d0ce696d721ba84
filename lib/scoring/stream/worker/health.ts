/** What `GET /ready` of the worker says. */
export interface Health {
  /** The models are warm, and the worker is a member of the group. */
  isReady: boolean
}
