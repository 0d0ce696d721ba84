import { type Labelled, placeLabels } from '@/components/network/place-labels'

const canvas = { width: 400, height: 300 }
const node = (key: string, x: number, y: number, width = 60): Labelled => ({ key, x, y, size: 8, width })
const place = (...nodes: Labelled[]) => placeLabels(nodes, 14, canvas)

it('places names away from the centre', () => {
  expect(place(node('a', 100, 50), node('b', 300, 50))).toEqual([
    { key: 'a', x: 88, y: 50, align: 'right' },
    { key: 'b', x: 312, y: 50, align: 'left' },
  ])
})

it('places a name inward where it would leave the picture', () => {
  expect(place(node('a', 40, 50))).toEqual([{ key: 'a', x: 52, y: 50, align: 'left' }])
})

it('omits the later of two overlapping names', () => {
  const keys = place(node('a', 210, 50, 150), node('b', 204, 58, 420)).map(({ key }) => key)
  expect(keys).toEqual(['a'])
})

it('places no name over a node', () => {
  const wide = 500
  expect(place(node('a', 250, 50), node('b', 290, 50, wide))).toEqual([
    { key: 'a', x: 238, y: 50, align: 'right' },
  ])
  const between = [node('b', 290, 50, wide), node('c', 210, 50, wide)]
  expect(place(node('a', 250, 50), ...between)).toEqual([{ key: 'a', x: 250, y: 65, align: 'center' }])
})

it('places no overlapping names in a dense network', () => {
  const nodes = Array.from({ length: 60 }, (_, i) => ({
    ...node(`${i}`, 30 + ((i * 37) % 340), 20 + ((i * 53) % 260), 40),
    size: 4,
  }))
  const places = place(...nodes)
  expect(places.length).toBeGreaterThan(5)
  const boxes = places.map(({ x, y, align }) => ({
    left: align === 'left' ? x : align === 'right' ? x - 40 : x - 20,
    y,
  }))
  boxes.forEach((a, i) =>
    boxes.slice(i + 1).forEach((b) => {
      const apart = Math.abs(a.left - b.left) >= 40 || Math.abs(a.y - b.y) >= 14
      expect(apart).toBe(true)
    }),
  )
})
