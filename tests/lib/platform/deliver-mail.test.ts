import { settleBackground } from '@/lib/platform/background'
import { deliverMail } from '@/lib/platform/deliver-mail'
import { createMailer, type SendMail } from '@/lib/platform/mail'
import { startMailServer, type TestMailServer } from '../../support/smtp-server'

/** A mail that fails is noted at once and retried, while its link is wanted. */
let server: TestMailServer
let send: SendMail
beforeAll(async () => {
  server = await startMailServer()
  send = createMailer(server.url, 'desk@bank.example')
})
afterAll(() => server.close())

function delivery(to: string) {
  const outcomes: string[] = []
  const mail = { to, subject: 'A link', text: 'https://bank.example/x#token' }
  return {
    outcomes,
    given: {
      name: 'mail a link',
      ids: { requestId: 'r' },
      mail,
      note: (outcome: string) => Promise.resolve(void outcomes.push(outcome)),
      isWanted: () => Promise.resolve(!mail.to.startsWith('replaced')),
    },
    mail,
  }
}
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

it('notes a failure, retries, and notes that it went out', async () => {
  const { outcomes, given, mail } = delivery('busy@bank.example')
  deliverMail(given, [50, 50], send)
  await settleBackground()
  expect(outcomes).toEqual(['failed'])
  mail.to = 'ada@bank.example'
  await pause(100)
  await settleBackground()
  expect(outcomes).toEqual(['failed', 'sent'])
  expect(server.mails.map(({ to }) => to)).toEqual([['ada@bank.example']])
})

it('gives up after the last pause', async () => {
  const { outcomes, given } = delivery('busy@bank.example')
  deliverMail(given, [20], send)
  await settleBackground()
  await pause(60)
  await settleBackground()
  await pause(60)
  await settleBackground()
  expect(outcomes).toEqual(['failed', 'failed'])
})

it('does not retry with a link that was replaced or used meanwhile', async () => {
  const { outcomes, given, mail } = delivery('busy@bank.example')
  deliverMail(given, [20], send)
  await settleBackground()
  mail.to = 'replaced@bank.example'
  await pause(60)
  await settleBackground()
  expect(outcomes).toEqual(['failed'])
})
