/** The drawing's own units; a phone shows them about one to one, a desk a third larger. */
export const PLOT = { width: 340, height: 248, left: 52, right: 8, top: 24, bottom: 36 } as const

const INNER_WIDTH = PLOT.width - PLOT.left - PLOT.right
const INNER_HEIGHT = PLOT.height - PLOT.top - PLOT.bottom

/** A place from 0 to 1 as a coordinate, to a tenth of a unit: more would only make the page heavier. */
export const toX = (at: number): number => Math.round((PLOT.left + at * INNER_WIDTH) * 10) / 10
export const toY = (at: number): number => Math.round((PLOT.top + (1 - at) * INNER_HEIGHT) * 10) / 10
