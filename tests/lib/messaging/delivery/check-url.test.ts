import { isAllowed, refusalOf } from '@/lib/messaging/delivery/check-url'

const NONE = { http: false, networks: [] }
const refused = (url: string, limits: { http: boolean; networks: string[] } = NONE) =>
  refusalOf(new URL(url), limits)

describe('where messages may be sent', () => {
  it.each([
    'https://hooks.example/services/T0/B0/x',
    'https://hooks.example:8443/in',
    'https://203.0.114.7/in',
    'https://[2606:4700::1111]/in',
  ])('allows %s', (url) => {
    expect(refused(url)).toBeNull()
  })

  it.each([
    'http://hooks.example/in',
    'ftp://hooks.example/in',
    'https://user:pass@hooks.example/in',
    'https://hooks.example:22/in',
    'https://hooks.example:5432/in',
    'https://127.0.0.1/in',
    'https://0x7f.1/in',
    'https://2130706433/in',
    'https://0/in',
    'https://10.0.0.1/in',
    'https://172.16.0.1/in',
    'https://192.168.1.1/in',
    'https://100.64.0.1/in',
    'https://169.254.169.254/latest/meta-data',
    'https://224.0.0.1/in',
    'https://255.255.255.255/in',
    'https://[::1]/in',
    'https://[::]/in',
    'https://[::ffff:169.254.169.254]/in',
    'https://[::ffff:10.0.0.1]/in',
    'https://[::10.0.0.1]/in',
    'https://[::a00:1]/in',
    'https://[64:ff9b::a9fe:a9fe]/in',
    'https://[64:ff9b:1::a00:1]/in',
    'https://[2002:a00:1::]/in',
    'https://[2001::1]/in',
    'https://[fe80::1]/in',
    'https://[fc00::1]/in',
    'https://[ff02::1]/in',
    `https://${'a'.repeat(60)}.${'b.'.repeat(100)}example/in`,
  ])('rejects %s', (url) => {
    expect(refused(url)).toEqual(expect.stringMatching(/^must /))
  })

  it('allows plain http and a network only where the operator does', () => {
    const limits = { http: true, networks: ['127.0.0.0/8', 'fd00::1'] }
    expect(refused('http://127.0.0.1:4711/in', limits)).toBeNull()
    expect(refused('http://[fd00::1]/in', limits)).toBeNull()
    expect(refused('http://[fd00::2]/in', limits)).not.toBeNull()
    expect(refused('http://10.0.0.1/in', limits)).not.toBeNull()
    expect(isAllowed('::ffff:127.0.0.1', limits)).toBe(true)
  })

  it('rejects what is no address', () => {
    expect(isAllowed('localhost', NONE)).toBe(false)
  })
})
