import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
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

/** The process sends its e-mail there from now on. */
export function useMailServer({ url }: TestMailServer): void {
  Object.assign(process.env, { SENTINEL_SMTP_URL: url, SENTINEL_MAIL_FROM: 'desk@bank.example' })
  for (const name of ['sentinel.env', 'sentinel.mail']) Reflect.deleteProperty(globalThis, Symbol.for(name))
}

/** A server that takes connections and never says anything. */
export async function startSilentServer(): Promise<{ url: string; close(): void }> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const close = () => {
    server.close()
    for (const socket of sockets) socket.destroy()
  }
  return { url: `smtp://127.0.0.1:${port}`, close }
}

/** The link in a message: quoted-printable breaks lines with "=" and writes "=" as "=3D". */
export const linkIn = ({ raw }: ReceivedMail): string =>
  /http\S+#\S+/.exec(raw.replace(/=\r?\n/g, '').replace(/=3D/g, '='))?.[0] ?? ''
