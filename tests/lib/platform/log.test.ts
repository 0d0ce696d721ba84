import { createLogger } from '@/lib/platform/log'

function logged(write: (log: ReturnType<typeof createLogger>) => void): string[] {
  const lines: string[] = []
  const log = createLogger({ write: (line) => lines.push(line) })
  log.level = 'info'
  write(log)
  return lines
}

test('a text can neither forge a second line nor change the reading direction', () => {
  const name = 'Shop\r\n{"level":"fatal"}\u202e\u2028\u0085\u200b'
  const lines = logged((log) => log.info({ name }, 'request'))
  expect(lines).toHaveLength(1)
  expect(lines[0]?.trimEnd()).toMatch(/^[\x20-\x7e]+$/)
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'info', name, msg: 'request' })
})

test('a secret under any of its usual names is redacted', () => {
  const secret = 'sk_very-secret'
  const fields = {
    password: secret,
    body: { token: secret },
    request: { headers: { authorization: secret, cookie: secret } },
  }
  const [line] = logged((log) => log.info(fields, 'request'))
  expect(line).not.toContain(secret)
  expect(line).toContain('[redacted]')
})
