import { z } from 'zod'
import type { SearchedTo } from './schema'

/** How a page of a search ends, in the names of the contract. */
export const pageEnd = {
  next_cursor: z.string().nullable(),
  searched_back_to: z
    .string()
    .nullable()
    .describe('Where the page is not full because enough rows were looked through: how far back they went'),
  searched_down_to: z
    .number()
    .nullable()
    .describe('The same in the order of expected loss: the loss of the last row looked at'),
}

export const presentPageEnd = ({
  nextCursor,
  searchedTo,
}: {
  nextCursor: string | null
  searchedTo: SearchedTo | null
}) => ({
  next_cursor: nextCursor,
  searched_back_to: searchedTo?.occurredAt ?? null,
  searched_down_to: searchedTo?.expectedLoss ?? null,
})
