import * as fc from 'fast-check'
import { canonicalCountry } from '@/lib/platform/canonical/country'
import { COUNTRIES } from '@/lib/platform/canonical/countries'
import { canonicalId } from '@/lib/platform/canonical/id'
import { canonicalIp } from '@/lib/platform/canonical/ip'
import { placeKey } from '@/lib/platform/canonical/place'
import { canonicalWord } from '@/lib/platform/canonical/word'

const BLANKS = ['', ' ', '\u00a0', '\u2003', '\u3000 ']
const blank = fc.constantFrom(...BLANKS)
const hasReason = { reason: expect.any(String) as string }

describe('ids', () => {
  it('is idempotent, or rejects', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 64 }), (text) => {
        const once = canonicalId(text)
        expect(typeof once === 'string' ? canonicalId(once) : once).toEqual(once)
      }),
    )
  })

  it('gives the same id for any blanks around it and for composed and decomposed accents', () => {
    const visible = fc.constantFrom('ACC-1', 'José', 'Ångström 7', 'счёт', '口座', 'a b')
    fc.assert(
      fc.property(visible, blank, blank, (id, before, after) => {
        expect(canonicalId(before + id.normalize('NFD') + after)).toBe(id.normalize('NFC'))
      }),
    )
  })

  it.each([
    ['a zero-width space', 'ACC-1\u200b', 'U+200B'],
    ['a right-to-left override', '\u202eACC-1', 'U+202E'],
    ['a byte-order mark', 'ACC-1\ufeff', 'U+FEFF'],
    ['a soft hyphen', 'AC\u00adC-1', 'U+00AD'],
    ['a tab', 'ACC-1\t', 'U+0009'],
    ['a Hangul filler', 'ACC-1\u3164', 'U+3164'],
    ['a tag character', 'ACC-1\u{e0041}', 'U+E0041'],
    ['half a surrogate pair', 'ACC-1\ud800', 'U+D800'],
  ])('rejects %s and names its code point', (_, text, codePoint) => {
    expect(canonicalId(text)).toEqual({ reason: expect.stringContaining(codePoint) as string })
  })

  it('keeps case and rejects blanks alone', () => {
    expect(canonicalId('Acc-1')).not.toBe(canonicalId('ACC-1'))
    expect(canonicalId('\u00a0 ')).toEqual(hasReason)
  })
})

describe('words', () => {
  it('is idempotent and does not depend on case', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 32 }), blank, (text, after) => {
        const word = canonicalWord(text)
        if (typeof word !== 'string') return
        expect(canonicalWord(word)).toBe(word)
        expect(canonicalWord(text.toUpperCase() + after)).toBe(word)
      }),
    )
    expect(canonicalWord('Mobile App ')).toBe('mobile app')
  })
})

describe('places', () => {
  it('is idempotent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 64 }), (text) => {
        expect(placeKey(placeKey(text))).toBe(placeKey(text))
      }),
    )
  })

  it('does not depend on case, accents, blanks and the form of accents', () => {
    const name = fc.constantFrom(
      'Nairobi',
      'São Paulo',
      'Łódź',
      'Zürich',
      'İstanbul',
      'Αθήνα',
      "N'Djamena",
      '東京',
    )
    fc.assert(
      fc.property(name, blank, blank, (city, before, after) => {
        const key = placeKey(city)
        for (const spelled of [
          city.toUpperCase(),
          city.toLowerCase(),
          city.normalize('NFD'),
          city.replace(' ', '\u00a0'),
        ])
          expect(placeKey(before + spelled + after)).toBe(key)
      }),
    )
  })

  it.each([
    ['NAIROBI', 'Nairobi'],
    ['Nairo\u0301bi', 'Nairobi'],
    ['Nai\u200brobi ', 'Nairobi'],
    ['Lodz', 'Łódź'],
    ['ISTANBUL', 'İstanbul'],
    ['N’Djamena', "N'Djamena"],
    ['Port au  Prince', 'Port-au-Prince'],
  ])('%s is %s', (one, other) => expect(placeKey(one)).toBe(placeKey(other)))

  it('keeps letters apart whose marks are no accents', () => {
    expect(placeKey('がく')).not.toBe(placeKey('かく'))
    expect(placeKey('दिल्ली')).not.toBe(placeKey('दल'))
  })
})

describe('IP addresses', () => {
  it('gives one form for every spelling of an IPv6 address', () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        const canonical = canonicalIp(address)
        expect(typeof canonical).toBe('string')
        expect(canonicalIp(canonical as string)).toBe(canonical)
        expect(canonicalIp(` ${address.toUpperCase()}`)).toBe(canonical)
      }),
    )
  })

  it('takes an address that is mapped into IPv6 for IPv4, in every notation', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number)
        const hex = [a * 256 + b, c * 256 + d].map((group) => group.toString(16)).join(':')
        for (const spelled of [address, `::ffff:${address}`, `::FFFF:${hex}`, `0:0:0:0:0:ffff:${address}`])
          expect(canonicalIp(spelled)).toBe(address)
      }),
    )
  })

  it.each([
    'fe80::1%eth0',
    '1.2.3',
    '010.1.1.1',
    '1.2.3.4.',
    '1.2.3.4:80',
    '[::1]',
    '256.1.1.1',
    '',
    '::1::',
  ])('rejects %s', (text) => expect(canonicalIp(text)).toEqual(hasReason))

  it('equals short and long form', () => {
    expect(canonicalIp('2001:0DB8:0000:0000:0000:0000:0000:0001')).toBe('2001:db8::1')
  })
})

describe('countries', () => {
  it('accepts every alpha-2 code in any case, and names the code for alpha-3, numbers and names', () => {
    for (const { alpha2, alpha3, numeric, name } of COUNTRIES) {
      expect(canonicalCountry(` ${alpha2.toLowerCase()}`)).toBe(alpha2)
      for (const other of [alpha3, numeric, name])
        expect(canonicalCountry(other)).toEqual({
          reason: expect.stringMatching(new RegExp(`is ${alpha2}$`)) as string,
        })
    }
  })

  it.each([
    ['UK', 'GB'],
    ['GBR', 'GB'],
    ['SU', 'RU'],
    ['EL', 'GR'],
    ['Kenya', 'KE'],
  ])('rejects %s and suggests %s', (code, suggested) => {
    expect(canonicalCountry(code)).toEqual({ reason: expect.stringContaining(`is ${suggested}`) as string })
  })

  it.each(['ZZ', 'XX', 'AA', 'K', '', 'EU', 'QM', '12'])('rejects %s without a suggestion', (code) => {
    expect(canonicalCountry(code)).toEqual({ reason: 'must be an ISO 3166-1 alpha-2 code' })
  })
})
