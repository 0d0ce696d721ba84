/** What this page reads of the answer of `GET /api/investigate`. */
export interface FoundTransaction {
  transaction_id: string
  type: string
  amount: string
  currency: string
  name_orig: string
  name_dest: string | null
  device_id?: string | null
  phone?: string | null
}

export interface FoundTransactions {
  items: FoundTransaction[]
}
