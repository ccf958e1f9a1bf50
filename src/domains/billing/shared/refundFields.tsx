import { useFigures } from '@/charts/useFigures'
import { money, moneyText } from '@/resource/fields'
import { requiredReason } from './requiredReason'

/** The fields that the dialogs of a credit note and of a refund share. */
export const refundFields = {
  amount_minor: { ...money('Amount'), required: true },
  reason: requiredReason,
} as const

interface CreditProps {
  of: { user_id: string | null; currency: string }
}

/** The member's credit in the document's currency, for a dialog that adds credit or uses it. */
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
