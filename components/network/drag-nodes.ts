import type { NetworkSigma } from './open-sigma'

/** Moves a node with the pointer; the view does not pan meanwhile. */
export function dragNodes(sigma: NetworkSigma): void {
  let dragged: string | null = null
  sigma.on('downNode', ({ node, preventSigmaDefault }) => {
    dragged = node
    preventSigmaDefault()
    if (!sigma.getCustomBBox()) sigma.setCustomBBox(sigma.getBBox())
  })
  sigma.on('moveBody', ({ event }) => {
    if (dragged === null) return
    const { x, y } = sigma.viewportToGraph(event)
    sigma.getGraph().mergeNodeAttributes(dragged, { x, y })
    event.preventSigmaDefault()
    event.original.preventDefault()
  })
  const drop = () => {
    dragged = null
  }
  sigma.on('upNode', drop)
  sigma.on('upStage', drop)
}
