import { z } from 'zod'
import { uuid } from '@/lib/contract/uuid'

/** A named filter of a list page, private or shared with the institution. */
export const VIEW_PAGES = ['queue', 'investigate'] as const
export type ViewPage = (typeof VIEW_PAGES)[number]
export const MAX_VIEWS = 50

const name = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .regex(/^[^\p{Cc}]+$/u, 'must not contain control characters')
const query = z
  .string()
  .max(2048)
  .regex(/^[\x21-\x7e]*$/, 'must be a query string')
  .refine((value) => !new URLSearchParams(value).has('cursor'), 'must not contain a cursor')

export const newView = z.strictObject({
  page: z.enum(VIEW_PAGES),
  name,
  query: query.describe("The page's query string, without cursor"),
  shared: z.boolean().default(false),
})
export type NewView = z.output<typeof newView>

export const viewChange = z
  .strictObject({ name: name.optional(), query: query.optional(), shared: z.boolean().optional() })
  .refine((change) => Object.keys(change).length > 0, 'names nothing to change')
export type ViewChange = z.output<typeof viewChange>

export const savedViewResponse = z.object({
  id: uuid,
  page: z.enum(VIEW_PAGES),
  name: z.string(),
  query: z.string(),
  shared: z.boolean(),
  own: z.boolean(),
  user_name: z.string(),
  updated_at: z.string(),
})
export type SavedView = z.infer<typeof savedViewResponse>

export const savedViewListResponse = z.object({ items: z.array(savedViewResponse) })
export type SavedViewList = z.infer<typeof savedViewListResponse>
