/** SVG user units: about one pixel on a phone, a third larger on a desktop. */
export const PLOT = { width: 340, height: 248, left: 52, right: 8, top: 24, bottom: 36 } as const

const INNER_WIDTH = PLOT.width - PLOT.left - PLOT.right
const INNER_HEIGHT = PLOT.height - PLOT.top - PLOT.bottom

/** Converts a position from 0 to 1 into a coordinate, rounded to a tenth to keep the page small. */
export const toX = (at: number): number => Math.round((PLOT.left + at * INNER_WIDTH) * 10) / 10
export const toY = (at: number): number => Math.round((PLOT.top + (1 - at) * INNER_HEIGHT) * 10) / 10

/** Names of vertical guides stand above the plot, one in a row. */
const GUIDE_ROW = 12

/** The height that so many rows add above the plot. */
export const guideBand = (rows: number): number => rows * GUIDE_ROW

/** The baseline of a row, counted from the plot upwards. */
export const guideY = (row: number): number => PLOT.top - 5 - row * GUIDE_ROW
