import {
  add,
  advance,
  assemble,
  get,
  int32,
  loadInt32,
  storeInt32,
  whileBelow,
} from '@/lib/engine/inference/tree-shap/wasm-assembler'

function instantiate(body: Parameters<typeof assemble>[0][number]['body'], params: number) {
  const memory = new WebAssembly.Memory({ initial: 1 })
  const compiled = assemble([{ name: 'run', params, locals: 1, body }])
  const { exports } = new WebAssembly.Instance(compiled, { env: { memory } })
  return { run: exports.run as (...values: number[]) => void, words: new Int32Array(memory.buffer) }
}

test('constants and offsets of every encoded length keep their value', () => {
  const values = [0, 1, 63, 64, 127, 128, 8191, 8192, 2 ** 20, 2 ** 31 - 1, -1, -64, -65, -8193, -(2 ** 31)]
  for (const value of values) {
    const { run, words } = instantiate(storeInt32(int32(0), int32(value)), 0)
    run()
    expect(words[0]).toBe(value)
  }
  for (const offset of [0, 4, 124, 128, 16_380, 16_384]) {
    const { run, words } = instantiate(storeInt32(int32(0), loadInt32(int32(0), offset)), 0)
    words[offset / 4] = 7
    run()
    expect(words[0]).toBe(7)
  }
})

test('a loop runs for each address below the end and not at all for an empty range', () => {
  const { run, words } = instantiate(
    whileBelow(0, 1, [...storeInt32(get(0), add(loadInt32(get(0)), int32(1))), ...advance(0, 4)]),
    2,
  )
  run(8, 20)
  run(40, 40)
  expect([...words.subarray(0, 12)]).toEqual([0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0])
})

test('an address outside the memory throws', () => {
  const { run } = instantiate(storeInt32(get(0), int32(1)), 1)
  expect(() => run(65_536)).toThrow(WebAssembly.RuntimeError)
})
