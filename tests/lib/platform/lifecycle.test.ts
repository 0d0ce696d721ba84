import { inBackground, settleBackground } from '@/lib/auth/background'
import { finishBeforeExit, holdExitWith } from '@/lib/platform/lifecycle'
import { log } from '@/lib/platform/log'

beforeAll(() => {
  log.level = 'silent'
})

test('the server is handed work that no answer waits for, and it ends well even where the work fails', async () => {
  const held: Promise<unknown>[] = []
  holdExitWith((work) => held.push(work))
  let finish = (): void => undefined
  inBackground('slow', () => new Promise<void>((resolve) => (finish = resolve)))
  inBackground('failing', () => Promise.reject(new Error('no')))
  expect(held).toHaveLength(2)

  let over = false
  const all = Promise.all(held).then(() => (over = true))
  await new Promise((resolve) => setImmediate(resolve))
  expect(over).toBe(false)
  finish()
  await all
  await settleBackground()
})

test('work outside of a request is nobody else’s to wait for', () => {
  holdExitWith(() => {
    throw new Error('outside a request scope')
  })
  expect(() => finishBeforeExit(Promise.resolve())).not.toThrow()
})
