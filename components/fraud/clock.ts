/** What a live time needs: when the page was rendered, and the zone in which its institution reads times. */
export interface Clock {
  renderedAt: string
  timeZone: string
}
