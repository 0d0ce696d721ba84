import { createMailer, MAIL_TIMEOUT_MS, MailError } from '@/lib/platform/mail'
import { startMailServer, startSilentServer, type TestMailServer } from '../../support/smtp-server'

const FROM = 'desk@bank.example'
const MAIL = { to: 'ada@bank.example', subject: 'Grüße', text: 'Hello Ada,\nhttps://bank.example/x#token\n' }

let server: TestMailServer
beforeAll(async () => {
  server = await startMailServer()
})
afterAll(() => server.close())

it('hands a message to the server', async () => {
  await createMailer(server.url, FROM)(MAIL)
  expect(server.mails).toEqual([
    { from: FROM, to: [MAIL.to], raw: expect.stringContaining('https://bank.example/x#token') },
  ])
})

it('takes a name with a line break as text, never as a header', async () => {
  await createMailer(server.url, FROM)({ ...MAIL, subject: 'x\r\nBcc: eve@bank.example' })
  const { to, raw } = server.mails.at(-1) ?? { to: [], raw: '' }
  expect(to).toEqual([MAIL.to])
  expect(raw).not.toMatch(/^Bcc:/m)
})

it.each([
  ['busy@bank.example', '450'],
  ['unknown@bank.example', '550'],
])('fails for %s with the reply %s and without the address', async (to, reply) => {
  const sent = createMailer(server.url, FROM)({ ...MAIL, to })
  await expect(sent).rejects.toThrow(MailError)
  await expect(sent).rejects.toThrow(`reply ${reply}`)
  await expect(sent).rejects.not.toThrow(to)
})

it('fails where nothing listens', async () => {
  const closed = await startMailServer()
  await closed.close()
  await expect(createMailer(closed.url, FROM)(MAIL)).rejects.toThrow(MailError)
})

it('gives up on a server that does not respond in time', async () => {
  const silent = await startSilentServer()
  const before = performance.now()
  await expect(createMailer(silent.url, FROM, 200)(MAIL)).rejects.toThrow(MailError)
  expect(performance.now() - before).toBeLessThan(MAIL_TIMEOUT_MS)
  silent.close()
})

it('sends nothing in plain text to another machine', async () => {
  const { port } = new URL(server.url)
  const before = server.mails.length
  // Another name of this machine: the server offers no STARTTLS.
  const sent = createMailer(`smtp://0.0.0.0:${port}`, FROM, 2_000)(MAIL)
  await expect(sent).rejects.toThrow(MailError)
  expect(server.mails).toHaveLength(before)
})
