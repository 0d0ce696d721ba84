/** The position of a node on the canvas and the width of its name, in pixels. */
export interface Labelled {
  key: string
  x: number
  y: number
  /** The radius of the node. */
  size: number
  width: number
}

/** The anchor of a name and its baseline. */
export interface LabelPlace {
  key: string
  x: number
  y: number
  align: 'left' | 'right' | 'center'
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
 * Places names beside their nodes, in order: outward from the centre if possible, else inward, below or above. Omits a
 * name that would overlap another name or a node; zooming in makes room for it.
 * @param height of a line, @param canvas its width and height: what would leave it goes without, too
 */
export function placeLabels(
  nodes: readonly Labelled[],
  height: number,
  canvas: { width: number; height: number },
): LabelPlace[] {
  const taken: Box[] = nodes.map(({ x, y, size }) => ({
    left: x - size,
    right: x + size,
    top: y - size,
    bottom: y + size,
  }))
  return nodes.flatMap((node, i) => {
    const free = candidates(node, height, canvas.width / 2).find((place) => {
      const box = boxOf(place, node.width, height)
      const isInside =
        box.left >= 0 && box.right <= canvas.width && box.top >= 0 && box.bottom <= canvas.height
      return isInside && taken.every((other, j) => j === i || !overlaps(box, other))
    })
    if (!free) return []
    taken.push(boxOf(free, node.width, height))
    return [free]
  })
}

/** Best first. */
function candidates({ key, x, y, size }: Labelled, height: number, middle: number): LabelPlace[] {
  const right: LabelPlace = { key, x: x + size + GAP, y, align: 'left' }
  const left: LabelPlace = { key, x: x - size - GAP, y, align: 'right' }
  const away = size + height / 2
  return [
    ...(x < middle ? [left, right] : [right, left]),
    { key, x, y: y + away, align: 'center' },
    { key, x, y: y - away, align: 'center' },
  ]
}

function boxOf({ x, y, align }: LabelPlace, width: number, height: number): Box {
  const left = align === 'left' ? x : align === 'right' ? x - width : x - width / 2
  return { left, right: left + width, top: y - height / 2, bottom: y + height / 2 }
}

const overlaps = (a: Box, b: Box): boolean =>
  a.left < b.right + AIR && b.left < a.right + AIR && a.top < b.bottom && b.top < a.bottom
