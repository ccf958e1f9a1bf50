import { useFigures } from '@/charts/useFigures'
import { money, moneyText } from '@/resource/fields'
import { requiredReason } from './requiredReason'

/** What a credit note and a refund both ask for. */
export const takenBack = {
  amount_minor: { ...money('Amount'), required: true },
  reason: requiredReason,
} as const

interface CreditProps {
  of: { user_id: string | null; currency: string }
}

/** How much credit the member of a document has in its currency, for a dialog that adds to it or takes from it. */
export function MemberCredit({ of: { user_id, currency } }: CreditProps) {
  const { query, rows = [] } = useFigures('member_balances', user_id ? { of_user: user_id } : undefined)
  const credit = rows.find((row) => row.currency === currency)?.credit_minor ?? 0
  return (
    <span className="block" role="status">
      {!user_id
        ? 'No member stands behind it, so there is no credit.'
        : query.error
          ? `The member’s credit could not be read: ${query.error.message}`
          : query.isLoading
            ? 'Reading the member’s credit…'
            : `The member has ${moneyText(credit, currency)} of credit.`}
    </span>
  )
}
