import { createGroupCommit } from '@/lib/scoring/path/group-commit'

interface Job {
  name: string
  size: number
}

const job = (name: string, size = 1): Job => ({ name, size })

function setUp(run?: (key: string, jobs: Job[]) => Promise<string[]>) {
  const groups: string[][] = []
  const submit = createGroupCommit<Job, string>({
    async run(key, jobs) {
      groups.push(jobs.map(({ name }) => name))
      await new Promise((resolve) => setTimeout(resolve, 5))
      return run ? run(key, jobs) : jobs.map(({ name }) => `${key}:${name}`)
    },
    sizeOf: ({ size }) => size,
    maxGroupSize: 4,
    maxWaiting: 10,
    overloaded: () => new Error('overloaded'),
    failsAlike: (error) => (error as Error).message === 'database down',
  })
  return { groups, submit }
}

describe('group commit', () => {
  it('runs a single job at once and joins jobs that arrive meanwhile', async () => {
    const { groups, submit } = setUp()
    const results = await Promise.all(['a', 'b', 'c'].map((name) => submit('t', job(name))))
    expect(results).toEqual(['t:a', 't:b', 't:c'])
    expect(groups).toEqual([['a'], ['b', 'c']])
  })

  it('keeps the order of arrival and the largest size of a group', async () => {
    const { groups, submit } = setUp()
    await Promise.all([
      submit('t', job('a')),
      submit('t', job('b', 3)),
      submit('t', job('c', 2)),
      submit('t', job('d', 9 - 5)),
    ])
    expect(groups).toEqual([['a'], ['b'], ['c'], ['d']])
  })

  it('never joins jobs of different keys', async () => {
    const { groups, submit } = setUp()
    await Promise.all([
      submit('t', job('a')),
      submit('u', job('b')),
      submit('t', job('c')),
      submit('u', job('d')),
    ])
    expect(groups).toEqual([['a'], ['b'], ['c'], ['d']])
  })

  it('rejects jobs beyond the waiting limit and runs the others', async () => {
    const { submit } = setUp()
    const kept = [submit('t', job('first')), submit('t', job('x', 4)), submit('t', job('y', 4))]
    await expect(submit('t', job('z', 3))).rejects.toThrow('overloaded')
    await expect(Promise.all(kept)).resolves.toHaveLength(3)
  })

  it('rejects only the failing job: after a failure it runs the jobs one by one', async () => {
    const { submit } = setUp(async (_, jobs) => {
      if (jobs.some(({ name }) => name === 'poison')) throw new Error('bad row')
      return jobs.map(({ name }) => name)
    })
    const results = await Promise.allSettled(['a', 'b', 'poison', 'c'].map((name) => submit('t', job(name))))
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
  })

  it('does not retry an error that concerns all jobs', async () => {
    const { groups, submit } = setUp(async () => {
      throw new Error('database down')
    })
    const results = await Promise.allSettled(['a', 'b', 'c'].map((name) => submit('t', job(name))))
    expect(results.every(({ status }) => status === 'rejected')).toBe(true)
    expect(groups).toHaveLength(2)
  })

  it('runs new jobs after a failure', async () => {
    let down = true
    const { submit } = setUp(async (_, jobs) => {
      if (down) throw new Error('database down')
      return jobs.map(({ name }) => name)
    })
    await expect(submit('t', job('a'))).rejects.toThrow()
    down = false
    await expect(submit('t', job('b'))).resolves.toBe('b')
  })
})
