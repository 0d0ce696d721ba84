import { inPlace, requirePlace } from '@/lib/scoring/uploads/places'
import { FILES_AT_ONCE } from '@/lib/scoring/uploads/schema'

/** Guarantee: a server process reads a bounded number of files at once, and takes the next one when one has ended. */

it('rejects a file beyond those that are read, until one of them ends, also by a failure', async () => {
  const ends: (() => void)[] = []
  const reading = Array.from({ length: FILES_AT_ONCE }, (_, i) =>
    inPlace(
      () =>
        new Promise<void>((resolve, reject) =>
          ends.push(i === 0 ? () => reject(new Error('bad file')) : resolve),
        ),
    ),
  )
  expect(requirePlace).toThrow(expect.objectContaining({ code: 'overloaded', retryAfterSeconds: 2 }))
  await expect(inPlace(() => Promise.resolve())).rejects.toMatchObject({ code: 'overloaded' })
  ends[0]!()
  await expect(reading[0]).rejects.toThrow('bad file')
  await expect(inPlace(() => Promise.resolve(7))).resolves.toBe(7)
  for (const end of ends) end()
  await Promise.allSettled(reading)
})
