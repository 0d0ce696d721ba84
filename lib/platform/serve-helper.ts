/** The other side of helper-process.ts. */
import { setPriority } from 'node:os'

type Tasks = Readonly<Record<string, (input: never) => Promise<unknown>>>

/** What a task returned, or its error: the message, and fields such as its name. */
export type HelperReply = { result: unknown } | { error: { name: string; message: string } }

/** A third of the server's weight where they share a core; lower, and a busy machine would never finish a task. */
const NICENESS = 5

/** Serves tasks of the parent process in the order of its calls, until the parent ends. */
export function serveHelper(tasks: Tasks): void {
  setPriority(NICENESS)
  process.on('disconnect', () => process.exit())
  let last: Promise<unknown> = Promise.resolve()
  process.on('message', ({ task, input }: { task: string; input: never }) => {
    last = last.then(async () => reply(await settled(tasks[task]!(input))))
  })
}

const settled = (work: Promise<unknown>): Promise<HelperReply> =>
  work.then(
    (result) => ({ result }),
    (error: Error) => ({ error: { ...error, name: error.name, message: error.message } }),
  )

const reply = (message: HelperReply): Promise<void> =>
  new Promise((resolve) => process.send!(message, undefined, undefined, () => resolve()))
