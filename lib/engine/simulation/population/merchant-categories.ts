/** Merchant categories. Amounts in major units for a monthly income of `REFERENCE_INCOME`. */

export interface MerchantCategory {
  name: string
  /** Relative frequency among purchases. */
  weight: number
  medianAmount: number
  /** Spread of one customer's purchases (standard deviation of the logarithm). */
  sigma: number
  /** Share of remote purchases. */
  online: number
  /** Probability that a purchase is repeated with the same amount within minutes. */
  repeats: number
  /** Whether thieves prefer it: goods that can be resold, or cash equivalents. */
  resold: boolean
}

export const REFERENCE_INCOME = 2500

const category = (
  name: string,
  weight: number,
  medianAmount: number,
  sigma: number,
  online: number,
  more: { repeats?: number; resold?: boolean } = {},
): MerchantCategory => ({
  name,
  weight,
  medianAmount,
  sigma,
  online,
  repeats: more.repeats ?? 0,
  resold: more.resold ?? false,
})

export const MERCHANT_CATEGORIES: readonly MerchantCategory[] = [
  category('groceries', 22, 34, 0.55, 0.05),
  category('restaurants', 13, 19, 0.5, 0.12),
  category('fuel', 7, 38, 0.35, 0),
  category('transport', 8, 9, 0.5, 0.5, { repeats: 0.12 }),
  category('airtime', 7, 6, 0.5, 1, { repeats: 0.06, resold: true }),
  category('utilities', 5, 68, 0.4, 0.9),
  category('pharmacy', 4, 17, 0.6, 0.1),
  category('clothing', 5, 46, 0.6, 0.45),
  category('electronics', 2.6, 120, 0.9, 0.5, { resold: true }),
  category('home', 3, 70, 0.8, 0.3),
  category('entertainment', 5, 14, 0.5, 0.7),
  category('gaming', 3.6, 6, 0.7, 1, { repeats: 0.3 }),
  category('digital_goods', 4, 8, 0.6, 1, { repeats: 0.15 }),
  category('marketplace', 5, 32, 0.8, 1),
  category('travel', 1.5, 180, 0.9, 0.85, { resold: true }),
  category('education', 1.1, 110, 0.8, 0.6),
  category('jewellery', 0.6, 150, 0.9, 0.25, { resold: true }),
  category('gift_cards', 1.1, 35, 0.6, 0.7, { repeats: 0.1, resold: true }),
  category('crypto', 0.9, 90, 1, 1, { repeats: 0.08, resold: true }),
  category('gambling', 1.9, 20, 0.9, 0.9, { repeats: 0.25 }),
]

export const RESOLD_CATEGORIES: readonly number[] = MERCHANT_CATEGORIES.flatMap(({ resold }, index) =>
  resold ? [index] : [],
)
