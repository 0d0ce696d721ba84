import type { NodeLabelDrawingFunction } from 'sigma/rendering'
import type { EdgeLook, NodeLook } from './build-graph'
import { readColours } from './theme-colours'

const GAP = 4
const HALO = 4

/**
 * Writes a name beside its node, away from the middle, so that names of neighbours run outward and not into each other;
 * on a rim of the ground's colour, so that lines do not strike it through.
 */
export const drawLabel: NodeLabelDrawingFunction<NodeLook, EdgeLook> = (context, data, settings) => {
  if (!data.label) return
  const { text, ground } = readColours()
  const middle = context.canvas.clientWidth / 2
  const left = data.x < middle
  context.font = `${settings.labelWeight} ${settings.labelSize}px ${settings.labelFont}`
  context.textAlign = left ? 'right' : 'left'
  const x = data.x + (left ? -1 : 1) * (data.size + GAP)
  const y = data.y + settings.labelSize / 3
  context.lineWidth = HALO
  context.lineJoin = 'round'
  context.strokeStyle = ground
  context.strokeText(data.label, x, y)
  context.fillStyle = text
  context.fillText(data.label, x, y)
}
