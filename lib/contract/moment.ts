import { z } from 'zod'

/** Points in time as callers write them, and only such as the database takes. */
const MESSAGE = 'must be a date such as 2026-11-03, or an instant such as 2026-11-03T14:05:00Z'
/** Postgres rejects zones this far from UTC; none is in use. */
const FAR_ZONE = /[+-](1[6-9]|2\d):\d\d$/

/** A day of the institution's calendar, or an instant. */
export const moment = z
  .union([z.iso.date({ error: MESSAGE }), z.iso.datetime({ offset: true, error: MESSAGE })])
  .refine((value) => value >= '1900' && value < '9999' && !FAR_ZONE.test(value), MESSAGE)
