import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'

export interface ReceivedMail {
  from: string
  to: string[]
  /** As it came: headers, an empty line, the text in quoted-printable or as it is. */
  raw: string
}

export interface TestMailServer {
  url: string
  mails: ReceivedMail[]
  close(): Promise<void>
}

/** A real SMTP server on this machine. Recipients that begin with "busy" get reply 450, with "unknown" 550. */
export async function startMailServer(): Promise<TestMailServer> {
  const mails: ReceivedMail[] = []
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onRcptTo({ address }, _session, done) {
      const code = address.startsWith('busy') ? 450 : address.startsWith('unknown') ? 550 : null
      done(code === null ? null : Object.assign(new Error(`no mailbox ${address}`), { responseCode: code }))
    },
    onData(stream, { envelope }, done) {
      const { mailFrom, rcptTo } = envelope
      void text(stream).then((raw) => {
        mails.push({ from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address), raw })
        done()
      })
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}

/** A server that takes connections and never says anything. */
export async function startSilentServer(): Promise<{ url: string; server: Server }> {
  const server = createServer((socket) => void socket.on('error', () => undefined))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, server }
}

/** The link in a message: quoted-printable breaks lines with "=" and writes "=" as "=3D". */
export const linkIn = ({ raw }: ReceivedMail): string =>
  /http\S+#\S+/.exec(raw.replace(/=\r?\n/g, '').replace(/=3D/g, '='))?.[0] ?? ''
