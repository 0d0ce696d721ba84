import { z } from 'zod'

/** Where a label came from: an analyst's decision, a machine's feedback, the demo, an uploaded file. */
export const LABEL_SOURCES = ['analyst', 'feedback', 'seed', 'upload'] as const
export const labelSource = z.enum(LABEL_SOURCES)
export type LabelSource = z.output<typeof labelSource>
