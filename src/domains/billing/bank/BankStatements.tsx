import { Button, Input, Select } from 'antd'
import { useId, useState } from 'react'
import { currencyCodes } from '@/resource/fields/currencies'
import { FileDrop } from '@/resource/transfer/FileDrop'
import { Row, Stack, Tiles } from '@/ui/layout'
import { Page } from '@/ui/Page'
import type { CsvFile, Part } from './csvColumns'
import { type CsvChoices, type DecimalMark, missingOf, readCsvStatement } from './csvStatement'
import { Review } from './Review'
import { type ChosenFile, readChosen } from './readChosen'
import type { Statement } from './statement'
import type { DayOrder } from './writtenDays'

/**
 * Imports a bank statement: reads the file, suggests an invoice
 * for each line, and books the lines that were reviewed.
 */
export default function BankStatements() {
  const [chosen, setChosen] = useState<ChosenFile & { name: string }>()
  const [statement, setStatement] = useState<Statement>()
  const choose = async (file: File) => {
    setStatement(undefined)
    const read = await readChosen(file)
    setChosen({ ...read, name: file.name })
    if ('statement' in read) setStatement(read.statement)
  }
  return (
    <Page
      title="Bank statement"
      description="CAMT.053 or CSV. Nothing is booked before you have looked at it, and no line is booked twice."
      parents={[{ label: 'Payments', to: '/payments' }]}
      actions={
        chosen && !('problem' in chosen) ? (
          <Button
            onClick={() => {
              setChosen(undefined)
              setStatement(undefined)
            }}
          >
            Another file
          </Button>
        ) : undefined
      }
    >
      {!chosen || 'problem' in chosen ? (
        <Stack gap={16}>
          <FileDrop
            problem={chosen?.problem}
            title="Drop a statement here, or choose one"
            hint="CAMT.053 (XML, versions 001.02 to 001.13) or CSV of any bank."
            accept=".xml,.camt,.csv,.txt,text/csv,text/xml,application/xml,text/plain"
            onFile={(file) => void choose(file)}
          />
        </Stack>
      ) : !statement && 'csv' in chosen ? (
        <CsvQuestions key={chosen.name} file={chosen.csv} onRead={setStatement} />
      ) : statement ? (
        <Review statement={statement} onDone={() => setChosen(undefined)} />
      ) : null}
    </Page>
  )
}

const parts: Record<Part, string> = {
  day: 'Day',
  amount: 'Amount, in and out',
  credit: 'Amount that came in',
  debit: 'Amount that went out',
  currency: 'Currency',
  name: 'From whom',
  reference: 'Reference',
  id: 'Key of the bank',
}
const orders: { value: DayOrder; label: string }[] = [
  { value: 'dmy', label: 'Day, month, year: 31.12.2026' },
  { value: 'mdy', label: 'Month, day, year: 12/31/2026' },
  { value: 'ymd', label: 'Year, month, day: 2026-12-31' },
]
const marks: { value: DecimalMark; label: string }[] = [
  { value: '.', label: 'Point: 1,234.50' },
  { value: ',', label: 'Comma: 1.234,50' },
]

function CsvQuestions({ file, onRead }: { file: CsvFile; onRead: (statement: Statement) => void }) {
  const [choices, setChoices] = useState<CsvChoices>({ columns: file.columns, currency: file.currency })
  const missing = missingOf(file, choices)
  const id = useId()
  const choose = (part: Part, column: number | undefined) =>
    setChoices((before) => ({ ...before, columns: { ...before.columns, [part]: column } }))
  return (
    <div className="part above-24">
      <h2>Which column is what?</h2>
      <Tiles min={220} gap={12} className="below-12">
        {(Object.keys(parts) as Part[]).map((part) => (
          <Stack gap={4} key={part}>
            <label htmlFor={`${id}-${part}`}>{parts[part]}</label>
            <Select
              id={`${id}-${part}`}
              allowClear
              placeholder="None"
              value={choices.columns[part]}
              options={file.headings.map((label, value) => ({
                value,
                label: label || `Column ${value + 1}`,
              }))}
              onChange={(column) => choose(part, column)}
            />
          </Stack>
        ))}
        {choices.columns.currency === undefined ? (
          <Stack gap={4}>
            <label htmlFor={`${id}-code`}>Currency of the account</label>
            <Select
              id={`${id}-code`}
              showSearch
              placeholder="Choose"
              value={choices.currency}
              options={currencyCodes.map((value) => ({ value, label: value }))}
              onChange={(currency) => setChoices((before) => ({ ...before, currency }))}
            />
          </Stack>
        ) : null}
        <Stack gap={4}>
          <label htmlFor={`${id}-order`}>How days are written</label>
          <Select
            id={`${id}-order`}
            allowClear
            placeholder="As the file tells"
            value={choices.order}
            options={orders}
            onChange={(order) => setChoices((before) => ({ ...before, order }))}
          />
        </Stack>
        <Stack gap={4}>
          <label htmlFor={`${id}-mark`}>Before the decimals stands</label>
          <Select
            id={`${id}-mark`}
            allowClear
            placeholder="As the file tells"
            value={choices.mark}
            options={marks}
            onChange={(mark) => setChoices((before) => ({ ...before, mark }))}
          />
        </Stack>
      </Tiles>
      <p>The first line as it stands:</p>
      <Input readOnly aria-label="First line" value={file.rows[0]?.cells.filter(Boolean).join(' · ') ?? ''} />
      <Row gap={8} wrap className="part above-24">
        <Button
          type="primary"
          disabled={missing.length > 0}
          onClick={() => onRead(readCsvStatement(file, choices))}
        >
          Read the statement
        </Button>
        {missing.length > 0 ? <span className="quiet">Still to say: {missing.join(', ')}.</span> : null}
      </Row>
    </div>
  )
}
