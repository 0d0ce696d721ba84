import { runApart } from '@/lib/governance/models/run-apart'

/** Work on bundles from outside waits for its turn, and its process may fail without harm to the server. */
test('works on one bundle after the other, and rejects a fifth that would wait', async () => {
  const order: string[] = []
  let finish = () => {}
  const first = runApart(async () => {
    await new Promise<void>((resolve) => (finish = resolve))
    order.push('first')
  })
  const others = ['second', 'third', 'fourth'].map((name) => runApart(async () => void order.push(name)))
  await expect(runApart(() => Promise.resolve())).rejects.toMatchObject({ code: 'overloaded' })
  expect(order).toEqual([])
  finish()
  await Promise.all([first, ...others])
  expect(order).toEqual(['first', 'second', 'third', 'fourth'])
})

test('a process that ends before it replies rejects the bundle, and the next one is served', async () => {
  const ended = runApart((helper) => helper.call('no such task', null))
  await expect(ended).rejects.toMatchObject({
    code: 'bundle-rejected',
    detail: expect.stringMatching(/did not finish: it ended/) as string,
  })
  await expect(runApart(() => Promise.resolve('next'))).resolves.toBe('next')
})

test('what a task throws comes back as it is', async () => {
  const missing = runApart((helper) => helper.call('verifyBundle', new Map()))
  await expect(missing).rejects.toMatchObject({ name: 'BundleError', file: 'manifest.json' })
})
