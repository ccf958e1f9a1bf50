import { Link } from 'react-router'
import type { TableRow } from '@/supabase/rows'

import { Row } from '@/ui/layout'
import { AllocationPanel } from './AllocationPanel'
import { MemberAccountLink } from './MemberAccountLink'

/** Above all payments: the ways to what is to be done with them. */
export function PaymentLinks() {
  return (
    <Row as="p" gap={8} wrap className="line-only" style={{ lineHeight: '24px' }}>
      <Link to="/unallocated">Allocate payments</Link>
      <Link to="/bank-statements">Import a bank statement</Link>
      <Link to="/refunds">Refunds</Link>
    </Row>
  )
}

/** What belongs to a payment beside its fields: its member’s account, and where what is left of it may go. */
export function PaymentParts({ row }: { row: TableRow<'payments'> }) {
  return (
    <>
      {row.user_id ? (
        <Row as="section" gap={8} wrap className="record-section">
          <MemberAccountLink id={row.user_id} />
        </Row>
      ) : null}
      {row.unallocated_minor ? (
        <section className="record-section">
          <h2>Where it may go</h2>
          <AllocationPanel payment={row} />
        </section>
      ) : null}
    </>
  )
}
