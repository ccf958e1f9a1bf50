import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Segmented } from 'antd'
import { useEffect, useState } from 'react'
import { useParams } from 'react-router'
import * as v from 'valibot'
import { useRpc } from '@/resource/query/useRpc'
import { RecordLink } from '@/resource/RecordLink'
import { save } from '@/resource/transfer/exportFile'
import type { Rpc } from '@/supabase/rpc'
import { useNotify } from '@/ui/notify'
import { Page } from '@/ui/Page'
import { readPersonal, storePersonal } from '@/ui/personalStorage'
import { ErrorState, LoadingPage, NotFound } from '@/ui/states'
import { useSingleRun } from '@/ui/useSingleRun'
import { offerLetters } from './fonts'
import { type Paper, paperOf } from './paper'
import type { PaperSize } from './pdf'
import { Sheet } from './Sheet'
import styles from './sheet.module.css'
import { documentSnapshot } from './snapshot'

// The result is null when the document does not exist or this person may not see it.
const result = v.nullable(documentSnapshot)

const kinds = {
  invoice: {
    read: (rpc: Rpc, id: string) => rpc('invoice_document', { of_invoice: id }, { method: 'get', result }),
    table: 'invoices',
    label: 'Invoices',
  },
  'credit-note': {
    read: (rpc: Rpc, id: string) => rpc('credit_note_document', { of_note: id }, { method: 'get', result }),
    table: 'credit_notes',
    label: 'Credit notes',
  },
  reminder: {
    read: (rpc: Rpc, id: string) => rpc('reminder_document', { of_reminder: id }, { method: 'get', result }),
    table: 'invoices',
    label: 'Invoices',
  },
} as const

/** An invoice, credit note or reminder as its customer sees it: to read, to print, and as a PDF. */
export default function DocumentPage() {
  const [, kind, id] = /^(invoice|credit-note|reminder)\/([0-9a-f-]{36})$/.exec(useParams()['*'] ?? '') ?? []
  if (!kind || !id) return <NotFound />
  return <LoadedDocument key={id} kind={kind as keyof typeof kinds} id={id} />
}

function LoadedDocument({ kind, id }: { kind: keyof typeof kinds; id: string }) {
  const { read, table, label } = kinds[kind]
  const rpc = useRpc()
  const query = useQuery({ queryKey: ['document', kind, id], queryFn: () => read(rpc, id) })
  const [size, setSize] = useState<PaperSize>(readPersonal('paper') === 'LETTER' ? 'LETTER' : 'A4')
  useEffect(offerLetters, [])
  const parents = [{ label, to: `/${table.replace('_', '-')}` }]
  if (query.error && !query.data)
    return (
      <Page title="Document" parents={parents}>
        <ErrorState error={query.error} onRetry={() => query.refetch()} />
      </Page>
    )
  if (query.isLoading) return <LoadingPage />
  const snapshot = query.data
  if (!snapshot) return <NotFound />
  const paper = paperOf(snapshot)
  return (
    <Page
      title={`${paper.title} ${paper.number}`}
      width="reading"
      parents={parents}
      actions={
        <>
          <RecordLink table={table} id={snapshot.invoice_id ?? id}>
            Open the {kind === 'credit-note' ? 'credit note' : 'invoice'}
          </RecordLink>
          <Segmented<PaperSize>
            aria-label="Paper"
            value={size}
            options={[
              { value: 'A4', label: 'A4' },
              { value: 'LETTER', label: 'Letter' },
            ]}
            onChange={(value) => {
              storePersonal('paper', value)
              setSize(value)
            }}
          />
          <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
            Print
          </Button>
          <PdfButton paper={paper} size={size} />
        </>
      }
    >
      {/* CSS sets the paper size only in an @page rule, not on an element. */}
      <style>{`@page { size: ${size === 'A4' ? 'A4' : 'letter'}; margin: 16mm 16mm 18mm; @bottom-right { content: ${JSON.stringify(`${paper.title} ${paper.number}`)} " · " counter(page) " of " counter(pages); font: 8pt sans-serif; color: #5b5f66 } }`}</style>
      <Sheet paper={paper} />
    </Page>
  )
}

function PdfButton({ paper, size }: { paper: Paper; size: PaperSize }) {
  const notify = useNotify()
  const [run, isRunning] = useSingleRun()
  const [missing, setMissing] = useState<readonly string[]>([])
  const write = () =>
    run(async () => {
      try {
        const { pdfOf } = await import('./pdf')
        const made = await pdfOf(paper, size)
        setMissing(made.missing ?? [])
        if (made.missing) return false
        save(made.pdf, `${paper.title} ${paper.number}.pdf`.toLowerCase().replaceAll(' ', '-'))
      } catch (caught) {
        notify.error(caught, { title: 'The PDF was not made' })
        return false
      }
      // The paper size is part of the key: another size is another file, even right after the first.
    }, size)
  return (
    <>
      <Button
        type="primary"
        icon={<DownloadOutlined aria-hidden />}
        loading={isRunning}
        onClick={() => void write()}
      >
        PDF
      </Button>
      {missing.length > 0 ? (
        <Alert
          className={styles.bar}
          type="warning"
          showIcon
          title={`The PDF’s fonts have no ${missing.slice(0, 12).join(' ')}, so none was made.`}
          description="Print instead and choose “Save as PDF” there: the browser has more letters."
        />
      ) : null}
    </>
  )
}
