import { useDataProvider, useOnError } from '@refinedev/core'
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Checkbox, Modal, Progress, Radio } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { ConsoleError } from '@/supabase/errors'
import { pluralText } from '@/ui/pluralText'
import { ErrorState, LoadingState } from '@/ui/states'
import type { ListModel } from '../query/listModel'
import { createExportFile, type ExportFile, save } from './exportFile'
import { countRows, createExport, type Export, type ExportQuery, fileNameOf } from './exportRows'
import { allNames, type Format, fileForm, shownNames } from './fileForm'
import { useElapsed, useUnloadWarning } from './progressHooks'
import { canResume, isAborted } from './withRetries'
import './transfer.css'

interface ExportDialogProps {
  list: ListModel
  /** Only what is selected. */
  selected: boolean
  onClose: () => void
}

/** How far an export is. */
type ExportStage =
  | { at: 'asking' }
  | { at: 'running' }
  | { at: 'stopped'; error: unknown }
  | { at: 'done'; file: Blob; name: string }

const number = new Intl.NumberFormat('en')
const rowsText = (count: number) => pluralText(count, 'row')

/** Writes the rows of a list to a file: says how many, then how far it is, and at the end whether it has them all. */
export default function ExportDialog({ list, selected, onClose }: ExportDialogProps) {
  const provider = useDataProvider()()
  const { mutate: reportError } = useOnError()
  const { resource, entry } = list
  // What is meant is what was on the screen when it was asked for.
  const [query] = useState<ExportQuery>(() => ({
    provider,
    resource,
    filters: list.filters,
    sort: list.controls.state.sort,
    ids: selected && !list.selection.everything ? [...list.selection.rows.keys()] : undefined,
    except: selected ? new Set(list.selection.except.keys()) : undefined,
  }))
  const [shown] = useState(() =>
    shownNames(
      resource,
      list.columns.map(({ name }) => name),
    ),
  )
  const all = allNames(resource, shown)
  const [format, setFormat] = useState<Format>('csv')
  const [wide, setWide] = useState(false)
  const [keys, setKeys] = useState(false)
  const [stage, setStage] = useState<ExportStage>({ at: 'asking' })
  const [written, setWritten] = useState(0)
  const elapsed = useElapsed(stage.at === 'running')
  const job = useRef<{ export: Export; file: ExportFile; abort?: AbortController }>(undefined)
  useUnloadWarning(stage.at === 'running')

  const counted = useQuery({
    queryKey: ['export', resource.table, query.filters, query.ids, [...(query.except ?? [])]],
    queryFn: ({ signal }) => countRows(query, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  const total = counted.data

  useEffect(
    () => () => {
      job.current?.abort?.abort()
      const { file } = job.current ?? {}
      // Long enough for the browser to have read it; what is left then goes with the next export.
      if (file) setTimeout(() => void file.discard(), 60_000)
    },
    [],
  )

  const run = async () => {
    const abort = new AbortController()
    setStage({ at: 'running' })
    try {
      if (!job.current) {
        const names = wide ? all : shown
        const form = fileForm(resource, names, format, keys)
        const file = await createExportFile(form.type)
        job.current = { file, export: createExport({ query, names, form, file }) }
      }
      job.current.abort = abort
      await job.current.export.run(abort.signal, setWritten)
      const file = await job.current.file.finish()
      abort.signal.throwIfAborted()
      const name = fileNameOf(resource, format)
      setStage({ at: 'done', file, name })
      save(file, name)
    } catch (error) {
      if (abort.signal.aborted || isAborted(error)) return
      if (error instanceof ConsoleError && error.kind === 'expired') reportError(error)
      setStage({ at: 'stopped', error })
    }
  }
  const cancel = () => {
    job.current?.abort?.abort()
    void job.current?.file.discard()
    onClose()
  }

  const title = `Export ${entry.label.toLowerCase()}`
  return (
    <Modal
      open
      title={title}
      onCancel={stage.at === 'done' ? onClose : cancel}
      mask={{ closable: stage.at === 'asking' || stage.at === 'done' }}
      keyboard={stage.at !== 'running'}
      closable={stage.at !== 'running'}
      width={480}
      footer={
        stage.at === 'asking' ? (
          <>
            <Button onClick={cancel}>Cancel</Button>
            <Button type="primary" disabled={!total} onClick={() => void run()}>
              {total === undefined ? 'Export' : `Export ${rowsText(total)}`}
            </Button>
          </>
        ) : stage.at === 'running' ? (
          <Button onClick={cancel}>Cancel export</Button>
        ) : stage.at === 'stopped' ? (
          <>
            <Button onClick={cancel}>Give up</Button>
            {canResume(stage.error) ? (
              <Button type="primary" onClick={() => void run()}>
                Go on
              </Button>
            ) : null}
          </>
        ) : (
          <>
            <Button onClick={() => save(stage.file, stage.name)}>Save again</Button>
            <Button type="primary" onClick={onClose}>
              Close
            </Button>
          </>
        )
      }
    >
      {stage.at !== 'asking' ? (
        <div className="transfer">
          <Progress
            percent={total ? Math.min(100, Math.floor((written / total) * 100)) : 0}
            status={stage.at === 'done' ? 'success' : stage.at === 'stopped' ? 'exception' : 'active'}
            aria-label="How far the export is"
          />
          <p className="tabular" role="status">
            {number.format(written)} of {rowsText(total ?? 0)} · {elapsed}
          </p>
          {stage.at === 'stopped' ? (
            <Alert
              type="error"
              showIcon
              role="alert"
              title="The export has stopped"
              description={`${stage.error instanceof ConsoleError ? stage.error.message : 'Something went wrong while the file was written.'} ${canResume(stage.error) ? 'What was written so far is kept.' : 'No file was made.'}`}
            />
          ) : null}
          {stage.at === 'done' ? (
            written === total ? (
              <Alert
                type="success"
                showIcon
                title={`${rowsText(written)}, exactly as many as counted.`}
                description={`The file is among your downloads: ${stage.name}`}
              />
            ) : (
              <Alert
                type="warning"
                showIcon
                title={`${rowsText(written)} were written, ${number.format(total ?? 0)} were counted at the start.`}
                description={`Rows came or went while the file was written; it has what was there when its turn came. It is among your downloads: ${stage.name}`}
              />
            )
          ) : null}
        </div>
      ) : counted.error ? (
        <ErrorState size="small" error={counted.error} onRetry={() => void counted.refetch()} />
      ) : total === undefined ? (
        <LoadingState shape="text" />
      ) : (
        <div className="transfer">
          <p>
            <strong className="tabular">{rowsText(total)}</strong>{' '}
            {query.ids
              ? total === 1
                ? 'is selected.'
                : 'are selected.'
              : `${total === 1 ? 'matches' : 'match'} the search and filters of this list${query.except?.size ? `, without the ${query.except.size} taken out` : ''}. All of them are written, in its order.`}
          </p>
          <fieldset className="transfer-choice">
            <legend>Columns</legend>
            <Radio.Group value={wide} onChange={({ target }) => setWide(target.value as boolean)}>
              <Radio value={false}>The {shown.length} shown, in their order</Radio>
              <Radio value={true}>All {all.length}</Radio>
            </Radio.Group>
            <Checkbox checked={keys} onChange={({ target }) => setKeys(target.checked)}>
              Also the keys of the records and of those they refer to
            </Checkbox>
          </fieldset>
          <fieldset className="transfer-choice">
            <legend>File</legend>
            <Radio.Group value={format} onChange={({ target }) => setFormat(target.value as Format)}>
              <Radio value="csv">CSV, for spreadsheets</Radio>
              <Radio value="json">JSON, for programs</Radio>
            </Radio.Group>
            <p className="transfer-hint">
              {format === 'csv'
                ? 'UTF-8; times in UTC; amounts as decimals with their currency. What a spreadsheet would run as a formula gets an apostrophe before it.'
                : 'Values as the database has them; amounts in minor units; times in UTC.'}
            </p>
          </fieldset>
        </div>
      )}
    </Modal>
  )
}
