import { singleton } from '@/lib/platform/singleton'
import { stateShapes } from './atlas'

/** Postal codes by census FIPS code, which names the shapes of the atlas. */
const TABLE = `
01 AL|02 AK|04 AZ|05 AR|06 CA|08 CO|09 CT|10 DE|11 DC|12 FL|13 GA|15 HI|16 ID|17 IL
18 IN|19 IA|20 KS|21 KY|22 LA|23 ME|24 MD|25 MA|26 MI|27 MN|28 MS|29 MO|30 MT|31 NE
32 NV|33 NH|34 NJ|35 NM|36 NY|37 NC|38 ND|39 OH|40 OK|41 OR|42 PA|44 RI|45 SC|46 SD
47 TN|48 TX|49 UT|50 VT|51 VA|53 WA|54 WV|55 WI|56 WY|60 AS|66 GU|69 MP|72 PR|78 VI`

const POSTAL_BY_FIPS = new Map(
  TABLE.trim()
    .split(/[|\n]/)
    .map((entry): [string, string] => [entry.slice(0, 2), entry.slice(3)]),
)

export const postalOfFips = (fips: string): string | null => POSTAL_BY_FIPS.get(fips) ?? null

const names = () =>
  new Map(stateShapes().map(({ id, properties }) => [postalOfFips(String(id)), properties.name]))

/** 'California' for 'CA'; null where no state has the code. */
export const stateName = (state: string): string | null => singleton('state-names', names).get(state) ?? null

/** Postal codes of the fifty states, the District of Columbia and the territories. */
export const STATE_CODES: readonly string[] = [...POSTAL_BY_FIPS.values()].sort()
