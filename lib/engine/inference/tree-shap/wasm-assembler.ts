/**
 * Assembles the subset of WebAssembly (core specification 2.0, binary format) that loops over numbers in memory need.
 * The code of an expression leaves its value on the stack; the code of a statement leaves nothing.
 */
export type Code = readonly number[]

/** Index of a parameter or local; all are int32, parameters first. */
export type Local = number

export interface WasmFunction {
  name: string
  params: number
  locals: number
  body: Code
}

const INT32 = 0x7f
const NO_RESULT = 0x40
const HEADER = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0]

export const get = (local: Local): Code => [0x20, ...unsigned(local)]
export const set = (local: Local, value: Code): Code => [...value, 0x21, ...unsigned(local)]
export const advance = (local: Local, bytes: number): Code => set(local, add(get(local), int32(bytes)))

/** int32. */
export const int32 = (value: number): Code => [0x41, ...signed(value)]
export const add = (a: Code, b: Code): Code => [...a, ...b, 0x6a]
export const subtract = (a: Code, b: Code): Code => [...a, ...b, 0x6b]
export const multiply = (a: Code, b: Code): Code => [...a, ...b, 0x6c]
export const shiftLeft = (a: Code, bits: number): Code => [...a, ...int32(bits), 0x74]
export const shiftRight = (a: Code, bits: number): Code => [...a, ...int32(bits), 0x76]
/** Evaluates both values, then selects by the condition. */
export const select = (ifTrue: Code, ifFalse: Code, condition: Code): Code => [
  ...ifTrue,
  ...ifFalse,
  ...condition,
  0x1b,
]

/** float32; comparisons give int32. */
export const float32 = (value: number): Code => [0x43, ...new Uint8Array(Float32Array.of(value).buffer)]
export const absolute32 = (a: Code): Code => [...a, 0x8b]
export const notEqual32 = (a: Code, b: Code): Code => [...a, ...b, 0x5c]
export const below32 = (a: Code, b: Code): Code => [...a, ...b, 0x5d]
export const atMost32 = (a: Code, b: Code): Code => [...a, ...b, 0x5f]

/** Loads take an address and a constant byte offset. */
export const loadInt32 = (at: Code, offset = 0): Code => [...at, 0x28, 2, ...unsigned(offset)]
export const loadUint16 = (at: Code, offset = 0): Code => [...at, 0x2f, 1, ...unsigned(offset)]
export const loadFloat32 = (at: Code, offset = 0): Code => [...at, 0x2a, 2, ...unsigned(offset)]
export const loadFloat64 = (at: Code, offset = 0): Code => [...at, 0x2b, 3, ...unsigned(offset)]
export const storeInt32 = (at: Code, value: Code): Code => [...at, ...value, 0x36, 2, 0]
export const storeUint16 = (at: Code, value: Code): Code => [...at, ...value, 0x3b, 1, 0]
export const addToFloat64 = (at: Code, value: Code): Code => [
  ...at,
  ...loadFloat64(at),
  ...value,
  0xa0,
  0x39,
  3,
  0,
]

/** Unrolled loop: the statements of i = 0..count-1. */
export const times = (count: number, statement: (i: number) => Code): Code =>
  Array.from({ length: count }, (_, i) => statement(i)).flat()

/** Repeats the body while one local is below another; both hold addresses. */
export function whileBelow(local: Local, end: Local, body: Code): Code {
  const leaveUnlessBelow = [...get(local), ...get(end), 0x4f, 0x0d, 1]
  return [0x02, NO_RESULT, 0x03, NO_RESULT, ...leaveUnlessBelow, ...body, 0x0c, 0, 0x0b, 0x0b]
}

/** A module that imports its memory as env.memory and exports each function under its name. */
export function assemble(functions: WasmFunction[]): WebAssembly.Module {
  const types = functions.map(({ params }) => [0x60, ...sized(Array<number>(params).fill(INT32)), 0])
  const memory = [...text('env'), ...text('memory'), 2, 0, 0]
  const exports = functions.map(({ name }, i) => [...text(name), 0, ...unsigned(i)])
  const bodies = functions.map(({ locals, body }) => sized([1, ...unsigned(locals), INT32, ...body, 0x0b]))
  const sections = [
    [1, ...sized(counted(types))],
    [2, ...sized(counted([memory]))],
    [3, ...sized(counted(functions.map((_, i) => unsigned(i))))],
    [7, ...sized(counted(exports))],
    [10, ...sized(counted(bodies))],
  ]
  return new WebAssembly.Module(Uint8Array.from([...HEADER, ...sections.flat()]))
}

const sized = (bytes: Code): Code => [...unsigned(bytes.length), ...bytes]
const counted = (items: Code[]): Code => [...unsigned(items.length), ...items.flat()]
const text = (value: string): Code => sized([...new TextEncoder().encode(value)])

/** LEB128: variable-length integers of the binary format. */
function unsigned(value: number): Code {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)]
}

function signed(value: number): Code {
  return value >= -64 && value < 64 ? [value & 0x7f] : [(value & 0x7f) | 0x80, ...signed(value >> 7)]
}
