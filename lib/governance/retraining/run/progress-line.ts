import { z } from 'zod'
import type { Progress } from './lease'

/** What ml/training/progress.py prints per step. */
const line = z.object({
  progress: z.string(),
  done: z.number().min(0),
  of: z.number().positive().nullable(),
})

/** Parts of the training, in their order, with the share of its time that they take. */
const PARTS: Record<string, { from: number; to: number }> = {
  Search: { from: 0, to: 0.6 },
  Comparisons: { from: 0.6, to: 1 },
  Bootstrap: { from: 0, to: 1 },
}

/** The progress that a line of output reports; null for any other line. */
export function parseProgressLine(text: string): Progress | null {
  if (!text.startsWith('{')) return null
  const parsed = line.safeParse(parseJson(text))
  if (!parsed.success) return null
  const { progress: name, done, of } = parsed.data
  const part = PARTS[name]
  if (part === undefined || of === null) return { fraction: part?.from ?? 0, message: name }
  const share = Math.min(1, done / of)
  return { fraction: part.from + share * (part.to - part.from), message: `${name}: ${done} of ${of}` }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
