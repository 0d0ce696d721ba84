/**
 * Group commit: per key, jobs that arrive while a group runs form the next group and share its transaction and disk
 * flush. A single job starts at once. After a failure the jobs of a group run one by one, so one job cannot fail others.
 */
export interface GroupCommitOptions<Job, Result> {
  /** Runs the jobs of a group; returns one result per job, in order. */
  run(key: string, jobs: Job[]): Promise<Result[]>
  sizeOf(job: Job): number
  /** Rows per group; a larger job runs alone. */
  maxGroupSize: number
  /** Rows that wait per key; further jobs are rejected with the error of `overloaded`. */
  maxWaiting: number
  overloaded(): Error
  /** True for errors that concern all jobs: running them one by one would fail again. */
  failsAlike(error: unknown): boolean
}

interface Waiting<Job, Result> {
  job: Job
  resolve(result: Result): void
  reject(error: unknown): void
}

interface Lane<Job, Result> {
  queue: Waiting<Job, Result>[]
  waitingSize: number
}

export function createGroupCommit<Job, Result>(options: GroupCommitOptions<Job, Result>) {
  const lanes = new Map<string, Lane<Job, Result>>()

  async function drain(key: string, lane: Lane<Job, Result>): Promise<void> {
    while (lane.queue.length) await settle(key, takeGroup(lane))
    lanes.delete(key)
  }

  function takeGroup(lane: Lane<Job, Result>): Waiting<Job, Result>[] {
    const group: Waiting<Job, Result>[] = []
    let size = 0
    while (lane.queue[0]) {
      const next = options.sizeOf(lane.queue[0].job)
      if (group.length && size + next > options.maxGroupSize) break
      group.push(lane.queue.shift() as Waiting<Job, Result>)
      size += next
    }
    lane.waitingSize -= size
    return group
  }

  async function settle(key: string, group: Waiting<Job, Result>[]): Promise<void> {
    try {
      const results = await options.run(
        key,
        group.map(({ job }) => job),
      )
      group.forEach(({ resolve }, i) => resolve(results[i] as Result))
    } catch (error) {
      if (group.length === 1 || options.failsAlike(error)) return group.forEach(({ reject }) => reject(error))
      for (const waiting of group) await settle(key, [waiting])
    }
  }

  /** Resolves with the result of the job after its group has run. */
  return function submit(key: string, job: Job): Promise<Result> {
    return new Promise((resolve, reject) => {
      const lane = lanes.get(key)
      const size = options.sizeOf(job)
      if (lane && lane.waitingSize + size > options.maxWaiting) return reject(options.overloaded())
      if (lane) {
        lane.queue.push({ job, resolve, reject })
        lane.waitingSize += size
        return
      }
      const opened: Lane<Job, Result> = { queue: [{ job, resolve, reject }], waitingSize: size }
      lanes.set(key, opened)
      void drain(key, opened)
    })
  }
}
