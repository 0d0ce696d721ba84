import type { NetworkSigma } from './open-sigma'
import { placeLabels } from './place-labels'
import { readColours } from './theme-colours'

const SIZE_PX = 11
const LINE = 14
const BASELINE = 4
const HALO = 4

/** Draws as many names as there is room for after each rendering; those nearest to the centre first. */
export function drawLabels(sigma: NetworkSigma): void {
  sigma.on('afterRender', () => {
    const context = sigma.getCanvases().labels?.getContext('2d')
    if (!context) return
    const graph = sigma.getGraph()
    context.font = `${SIZE_PX}px ${getComputedStyle(sigma.getContainer()).getPropertyValue('--font-mono')}`
    const keys = graph.nodes().sort((a, b) => sizeOf(b) - sizeOf(a))
    const nodes = keys.map((key) => {
      const { x, y, label } = graph.getNodeAttributes(key)
      const width = context.measureText(label).width
      return { key, ...sigma.graphToViewport({ x, y }), size: sigma.scaleSize(sizeOf(key)), width }
    })
    const { text, ground } = readColours()
    context.lineWidth = HALO
    context.lineJoin = 'round'
    // An outline in the background colour keeps names legible on lines.
    context.strokeStyle = ground
    context.fillStyle = text
    for (const { key, x, y, align } of placeLabels(nodes, LINE, sigma.getDimensions())) {
      const label = graph.getNodeAttribute(key, 'label')
      context.textAlign = align
      context.strokeText(label, x, y + BASELINE)
      context.fillText(label, x, y + BASELINE)
    }

    function sizeOf(key: string): number {
      return graph.getNodeAttribute(key, 'size')
    }
  })
}
