/** A node as it stands on the canvas, in pixels, and how wide its name is. */
export interface Labelled {
  key: string
  x: number
  y: number
  /** Radius of its disc. */
  size: number
  width: number
}

/** Where a name begins or ends, on the line that it stands on. */
export interface LabelPlace {
  key: string
  x: number
  y: number
  align: 'left' | 'right'
}

interface Box {
  left: number
  top: number
  right: number
  bottom: number
}

const GAP = 4
const AIR = 2

/**
 * Gives names a place beside their nodes, first come first served: outward from the middle where there is room, else inward.
 * A name that would cover another, or a node, goes without: closer up there is room for it.
 * @param height of a line, @param canvas its width and height: what would leave it goes without, too
 */
export function placeLabels(
  nodes: readonly Labelled[],
  height: number,
  canvas: { width: number; height: number },
): LabelPlace[] {
  const taken: Box[] = nodes.map(({ x, y, size }) => ({
    ...{ left: x - size, right: x + size },
    ...{ top: y - size, bottom: y + size },
  }))
  return nodes.flatMap((node, i) => {
    const outward = node.x < canvas.width / 2 ? 'right' : 'left'
    for (const align of [outward, outward === 'left' ? 'right' : 'left'] as const) {
      const x = node.x + (align === 'left' ? 1 : -1) * (node.size + GAP)
      const box = boxOf(x, node.y, align, node.width, height)
      const isFree = taken.every((other, j) => j === i || !overlaps(box, other))
      if (!isFree || box.left < 0 || box.right > canvas.width) continue
      taken.push(box)
      return [{ key: node.key, x, y: node.y, align }]
    }
    return []
  })
}

function boxOf(x: number, y: number, align: 'left' | 'right', width: number, height: number): Box {
  const left = align === 'left' ? x : x - width
  return { left, right: left + width, top: y - height / 2, bottom: y + height / 2 }
}

const overlaps = (a: Box, b: Box): boolean =>
  a.left < b.right + AIR && b.left < a.right + AIR && a.top < b.bottom && b.top < a.bottom
