import type { Field } from '@/resource/field'
import { isEmpty } from '@/resource/field'
import { currencyOf, moneyText } from '@/resource/fields/money'
import { none } from '@/resource/fields/text'
import { numberLocale } from '@/ui/locale'

interface TaxPart {
  rate?: number
  name?: string
  jurisdiction?: string
  net_minor?: number
  tax_minor?: number
}

const rates = new Intl.NumberFormat(numberLocale, { maximumFractionDigits: 6 })

/** Each tax rate as text with its tax and net amount: “VAT DE 19 %: €1.90 on €10.00”. */
function partsOf(value: unknown, currency: string): string[] {
  if (!Array.isArray(value)) return []
  return value
    .filter((part): part is TaxPart => typeof part === 'object' && part !== null)
    .map(({ rate, name, jurisdiction, net_minor, tax_minor }) => {
      const money = (minor: unknown) => moneyText(Number(minor) || 0, currency)
      const what = Number(rate)
        ? [name, jurisdiction, `${rates.format(Number(rate))} %`].filter(Boolean).join(' ')
        : 'Without tax'
      return `${what}: ${money(tax_minor)} on ${money(net_minor)}`
    })
}

/** The taxes frozen with a document (jsonb), by rate, in the document's currency. */
export const taxesByRate = (label: string): Field => ({
  label,
  width: 200,
  filter: 'none',
  sortable: false,
  wide: true,
  text: (value, row) => partsOf(value, currencyOf(row, 'currency')).join('; '),
  show: (value, row, place) => {
    const parts = isEmpty(value) ? [] : partsOf(value, currencyOf(row, 'currency'))
    if (parts.length === 0) return none
    if (place === 'list') return <span className="value-line">{parts.join('; ')}</span>
    return (
      <ul className="tabular">
        {parts.map((part) => (
          <li key={part}>{part}</li>
        ))}
      </ul>
    )
  },
})
