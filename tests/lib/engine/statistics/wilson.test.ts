import { wilson } from '@/lib/engine/statistics'

test('the Wilson interval has the published bounds and stays within 0..1', () => {
  // Newcombe, Statistics in Medicine 17 (1998), table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
  for (const [hits, of, low, high] of [
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ] as const) {
    const interval = wilson(hits, of)
    expect(interval?.low).toBeCloseTo(low, 4)
    expect(interval?.high).toBeCloseTo(high, 4)
  }
  expect(wilson(20, 20)).toMatchObject({ value: 1, high: 1 })
  expect(wilson(0, 0)).toBeNull()
})
