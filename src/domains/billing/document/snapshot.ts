import * as v from 'valibot'

const text = v.string()
const maybe = v.nullish(text)
const amount = v.number()

/** Seller or buyer, as frozen when the document was issued. */
const party = v.object({ name: maybe, address: maybe, country: maybe, tax_id: maybe, email: maybe })

/**
 * The data of an invoice, credit note or reminder; null when this person may not see it or it does not exist.
 */
export const documentSnapshot = v.object({
  kind: v.picklist(['invoice', 'credit_note', 'reminder']),
  state: text,
  number: v.nullable(text),
  issued_on: v.nullable(text),
  currency: text,
  seller: party,
  buyer: party,
  memo: v.nullable(text),
  taxes: v.array(
    v.object({ rate: amount, name: text, jurisdiction: text, net_minor: amount, tax_minor: amount }),
  ),
  subtotal_minor: amount,
  discount_minor: amount,
  tax_minor: amount,
  total_minor: amount,
  /** Only in invoices. */
  due_on: maybe,
  due_minor: v.optional(amount),
  period_start: maybe,
  period_end: maybe,
  lines: v.optional(
    v.array(
      v.object({
        description: text,
        quantity: amount,
        unit_minor: amount,
        discount_minor: amount,
        tax_rate: amount,
        amount_minor: amount,
      }),
    ),
  ),
  payments: v.optional(v.array(v.object({ day: text, method: text, amount_minor: amount }))),
  credits: v.optional(v.array(v.object({ day: text, number: text, amount_minor: amount }))),
  /** Only in credit notes. */
  invoice_number: v.optional(text),
  invoice_issued_on: v.optional(text),
  applied_minor: v.optional(amount),
  /** Only in reminders; their number is the invoice's number. */
  invoice_id: v.optional(text),
  level: v.optional(amount),
  days_late: v.optional(amount),
  promised_on: maybe,
})

/** An invoice, a credit note or a reminder, as frozen when it was issued. */
export type DocumentSnapshot = v.InferOutput<typeof documentSnapshot>
/** A seller or a buyer. */
export type Party = DocumentSnapshot['seller']
