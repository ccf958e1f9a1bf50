import { Link } from 'react-router'
import type { TableRow } from '@/supabase/rows'

import { Row } from '@/ui/layout'
import { AllocationPanel } from './AllocationPanel'
import { MemberAccountLink } from './MemberAccountLink'

/** Links above the list of payments, to the pages that work with them. */
export function PaymentLinks() {
  return (
    <Row as="p" gap={8} wrap className="line-only" style={{ lineHeight: '24px' }}>
      <Link to="/unallocated">Allocate payments</Link>
      <Link to="/bank-statements">Import a bank statement</Link>
      <Link to="/refunds">Refunds</Link>
    </Row>
  )
}

/** Sections below a payment's fields: the member's account, and the allocation of the unallocated rest. */
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
