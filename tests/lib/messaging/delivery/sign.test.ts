import { Webhook } from 'standardwebhooks'
import { newSecret } from '@/lib/messaging/delivery/secrets'
import { signedHeaders } from '@/lib/messaging/delivery/send/sign'

const BODY = JSON.stringify({ type: 'alert.test', data: { text: 'größer € 🙂' } })
const now = () => Math.floor(Date.now() / 1_000)

describe('the signature of a webhook', () => {
  it('is accepted by the verifier of Standard Webhooks', () => {
    const secret = newSecret()
    const headers = signedHeaders('msg_1', now(), BODY, [secret])
    expect(new Webhook(secret).verify(BODY, headers)).toEqual(JSON.parse(BODY))
  })

  it('equals the signature that the library of Standard Webhooks makes', () => {
    const secret = newSecret()
    const at = new Date(1_700_000_000_000)
    expect(signedHeaders('msg_1', 1_700_000_000, BODY, [secret])['webhook-signature']).toBe(
      new Webhook(secret).sign('msg_1', at, BODY),
    )
  })

  it('is accepted with either secret during a rotation, and with no other', () => {
    const [current, previous, other] = [newSecret(), newSecret(), newSecret()]
    const headers = signedHeaders('msg_1', now(), BODY, [current, previous])
    for (const secret of [current, previous]) new Webhook(secret).verify(BODY, headers)
    expect(() => new Webhook(other).verify(BODY, headers)).toThrow()
  })

  it.each([
    ['a changed body', (headers: Record<string, string>) => [BODY.replace('test', 'text'), headers] as const],
    [
      'another id',
      (headers: Record<string, string>) => [BODY, { ...headers, 'webhook-id': 'msg_2' }] as const,
    ],
    [
      'another time',
      (headers: Record<string, string>) =>
        [
          BODY,
          { ...headers, 'webhook-timestamp': String(Number(headers['webhook-timestamp']) - 1) },
        ] as const,
    ],
  ])('is not valid for %s', (_, change) => {
    const secret = newSecret()
    const [body, headers] = change(signedHeaders('msg_1', now(), BODY, [secret]))
    expect(() => new Webhook(secret).verify(body, headers)).toThrow()
  })
})
