/** Maps values to positions in a drawing: 0 is its left or bottom edge, 1 its right or top edge. Pure. */
export interface Tick {
  at: number
  label: string
}

export interface Scale {
  /** The position of a value, clamped to [0, 1]. */
  place(value: number): number
  ticks: Tick[]
}

type Format = (value: number) => string

const STEPS = [1, 2, 2.5, 5, 10]

/** A linear scale over at least [min, max], widened to round ticks about `count` of them. */
export function linearScale(min: number, max: number, format: Format, count = 5): Scale {
  const step = roundStep((max - min || Math.abs(max) || 1) / count)
  const first = Math.floor(min / step + 1e-9)
  const last = Math.max(first + 1, Math.ceil(max / step - 1e-9))
  const [low, high] = [first * step, last * step]
  const place = (value: number) => clamp((value - low) / (high - low))
  const values = Array.from({ length: last - first + 1 }, (_, i) =>
    Number(((first + i) * step).toPrecision(12)),
  )
  return { place, ticks: values.map((value) => ({ at: place(value), label: format(value) })) }
}

/** A logarithmic scale over whole decades around [min, max]; values of zero or less lie on the lower edge. */
export function logScale(min: number, max: number, format: Format): Scale {
  if (!(min > 0 && max >= min)) throw new RangeError('a logarithmic scale needs 0 < min <= max')
  const first = Math.floor(Math.log10(min) + 1e-9)
  const last = Math.max(first + 1, Math.ceil(Math.log10(max) - 1e-9))
  const place = (value: number) => (value <= 0 ? 0 : clamp((Math.log10(value) - first) / (last - first)))
  const values = Array.from({ length: last - first + 1 }, (_, i) => Number(`1e${first + i}`))
  return { place, ticks: values.map((value) => ({ at: place(value), label: format(value) })) }
}

function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough))
  return power * (STEPS.find((step) => rough / power <= step + 1e-9) ?? 10)
}

const clamp = (at: number): number => Math.min(1, Math.max(0, at))
