import type { Random } from '../random/random'

const PRIME = 9_999_999_967
const STRIDE = 7_654_321
const HEX_DIGITS = 12

/** Ids of accounts, devices, phones and networks. An id does not reveal the behaviour of its entity. */
export class Identifiers {
  readonly #random: Random
  #next: number

  constructor(random: Random) {
    this.#random = random
    this.#next = random.below(PRIME)
  }

  /** `C` and ten digits for people and companies, `M` for merchants and agents; unique in a simulation. */
  account(prefix: 'C' | 'M'): string {
    this.#next = (this.#next + STRIDE) % PRIME
    return prefix + String(this.#next).padStart(10, '0')
  }

  device(): string {
    let id = ''
    while (id.length < HEX_DIGITS) id += this.#random.below(0x10000).toString(16).padStart(4, '0')
    return id
  }

  phone(callingCode: number): string {
    return `+${callingCode}${String(this.#random.below(1e9)).padStart(9, '0')}`
  }

  /** An IPv4 address; people of one city share the first two numbers. */
  ip(cityKey: number): string {
    const first = 11 + (cityKey % 110)
    return `${first}.${(cityKey * 7) % 256}.${this.#random.below(256)}.${1 + this.#random.below(254)}`
  }
}
