/** The time at which the page was rendered, and the time zone of its tenant. */
export interface Clock {
  renderedAt: string
  timeZone: string
}
