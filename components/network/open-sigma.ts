import Sigma from 'sigma'
import type { Settings } from 'sigma/settings'
import type { EdgeLook, NetworkGraph, NodeLook } from './build-graph'
import { drawLabels } from './draw-labels'
import { readColours } from './theme-colours'

export type NetworkSigma = Sigma<NodeLook, EdgeLook>

/** False without WebGL: disabled, blocked, or without a driver. */
export function canDraw(): boolean {
  const canvas = document.createElement('canvas')
  return Boolean(canvas.getContext('webgl2') ?? canvas.getContext('webgl'))
}

/** Draws the graph into the container, in the colours of the current theme. */
export function openSigma(graph: NetworkGraph, container: HTMLElement): NetworkSigma {
  const sigma = new Sigma<NodeLook, EdgeLook>(graph, container, {
    // The node card describes the node under the pointer.
    defaultDrawNodeHover: () => undefined,
    // The labels are drawn separately, so that none overlaps another.
    renderLabels: false,
    minCameraRatio: 0.15,
    maxCameraRatio: 4,
    // Labels need space beside the outermost nodes.
    stagePadding: Math.min(70, container.clientWidth * 0.16),
    ...colourSettings(),
  })
  drawLabels(sigma)
  sigma.scheduleRender()
  return sigma
}

/** Applies the colours of the theme to a drawn graph. */
export function recolour(sigma: NetworkSigma): void {
  const { nodeReducer, edgeReducer } = colourSettings()
  sigma.setSetting('nodeReducer', nodeReducer)
  sigma.setSetting('edgeReducer', edgeReducer)
}

type ColourSettings = Pick<Settings<NodeLook, EdgeLook>, 'nodeReducer' | 'edgeReducer'>

function colourSettings(): ColourSettings {
  const { risk, edge } = readColours()
  return {
    nodeReducer: (_, look) => ({ ...look, color: risk[look.risk] }),
    edgeReducer: (_, look) => ({ ...look, color: look.risk === 'low' ? edge : risk[look.risk] }),
  }
}
