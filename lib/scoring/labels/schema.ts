import { z } from 'zod'

/** Source of a label: an analyst decision, a feedback call, the demo seed, an uploaded file. */
export const LABEL_SOURCES = ['analyst', 'feedback', 'seed', 'upload'] as const
export const labelSource = z.enum(LABEL_SOURCES)
export type LabelSource = z.output<typeof labelSource>
