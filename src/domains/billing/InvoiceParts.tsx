import { FileTextOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { type MouseEvent, useId } from 'react'
import { Link, useHref, useLinkClickHandler } from 'react-router'
import { useFigures } from '@/charts/useFigures'
import { dateTime, moneyText } from '@/resource/fields'
import type { TableRow } from '@/supabase/rows'
import { Row, Stack } from '@/ui/layout'
import { Split } from '@/ui/Split'
import { ErrorState, LoadingState } from '@/ui/states'
import { MemberAccountLink } from './MemberAccountLink'
import { dayText } from './shared/days'

/** Link to the document that the customer sees. */
export function DocumentLink({ kind, id }: { kind: 'invoice' | 'credit-note'; id: string }) {
  const to = `/documents/${kind}/${id}`
  const href = useHref(to)
  const onClick = useLinkClickHandler(to)
  return (
    <Button
      icon={<FileTextOutlined aria-hidden />}
      href={href}
      onClick={(event) => onClick(event as MouseEvent<HTMLAnchorElement>)}
    >
      As the customer sees it
    </Button>
  )
}

/** Links above the list of invoices, to the pages that work with them. */
export function InvoiceLinks() {
  return (
    <Row as="p" gap={8} wrap className="line-only" style={{ lineHeight: '24px' }}>
      <Link to="/credit-notes">Credit notes</Link>
      <Link to="/month-end">Month end</Link>
    </Row>
  )
}

/** Sections below an invoice's fields: its document, the member's account, and its history. */
export function InvoiceParts({ row }: { row: TableRow<'invoices'> }) {
  return (
    <>
      <Row as="section" gap={8} wrap className="record-section">
        <DocumentLink kind="invoice" id={row.id} />
        {row.user_id ? <MemberAccountLink id={row.user_id} /> : null}
      </Row>
      <Timeline id={row.id} version={row.updated_at} currency={row.currency} />
    </>
  )
}

const whats: Record<string, string> = {
  written: 'Written',
  issued: 'Issued',
  given_time: 'Given more time',
  reminded_1: 'Reminded, level 1',
  reminded_2: 'Reminded, level 2',
  reminded_3: 'Reminded, level 3',
  paid: 'Paid',
  taken_off: 'Payment taken off',
  credited: 'Credited',
  voided: 'Void',
  written_off: 'Written off',
}
// Label of the date shown beside each event.
const days: Record<string, string> = {
  issued: 'due on',
  given_time: 'due on',
  reminded_1: 'promised for',
  reminded_2: 'promised for',
  reminded_3: 'promised for',
  paid: 'received',
}
const moment = dateTime('When')

function Timeline({ id, version, currency }: { id: string; version: string; currency: string }) {
  const heading = useId()
  // Read again with each version of the invoice, because every step creates a new version.
  const { query: reading, rows = [] } = useFigures('invoice_timeline', { of_invoice: id })
  return (
    <section className="record-section" aria-labelledby={heading} data-version={version}>
      <h2 id={heading}>What happened</h2>
      {reading.error && !reading.data ? (
        <ErrorState error={reading.error} onRetry={() => reading.refetch()} size="small" />
      ) : reading.isLoading ? (
        <LoadingState rows={3} />
      ) : (
        <Stack as="ol" gap={8}>
          {rows.map((row) => (
            <Split as="li" columns="150px 1fr" key={`${row.at} ${row.what}`} className="flush">
              <span className="quiet">{moment.show(row.at, {}, 'detail')}</span>
              <span>
                <strong>{whats[row.what] ?? row.what}</strong>
                {row.amount_minor === null ? '' : ` ${moneyText(row.amount_minor, currency)}`}
                {row.day && days[row.what] ? `, ${days[row.what]} ${dayText(row.day)}` : ''}
                {row.detail ? <span className="quiet"> {row.detail}</span> : null}
                {row.who ? <span className="quiet"> · {row.who}</span> : null}
                {row.document_id ? (
                  <>
                    {' '}
                    <Link
                      style={{ textDecoration: 'underline' }}
                      to={`/documents/${row.what === 'credited' ? 'credit-note' : 'reminder'}/${row.document_id}`}
                    >
                      {row.what === 'credited' ? 'Credit note' : 'Letter'}
                    </Link>
                  </>
                ) : null}
              </span>
            </Split>
          ))}
        </Stack>
      )}
    </section>
  )
}
