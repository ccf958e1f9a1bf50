import { useDataProvider, useOnError } from '@refinedev/core'
import { Alert, Button, Drawer, Progress, Radio, Steps } from 'antd'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { ConsoleError } from '@/supabase/errors'
import { pluralText } from '@/ui/pluralText'
import { useSingleRun } from '@/ui/useSingleRun'
import type { ResourceEntry } from '../define'
import { useRefresh } from '../query/useRefresh'
import { ColumnsStep } from './ColumnsStep'
import { decode, guessEncoding } from './encoding'
import { save } from './exportFile'
import { FileStep } from './FileStep'
import { problemOfFile } from './fileKind'
import { type Prepared, prepare } from './importRows'
import { createImport, type Duplicates, type Import, type ImportOutcome, mappingLabels } from './importRun'
import { guessMapping, type Importable, isRequired, type Mapping } from './mapping'
import { useElapsed, useUnloadWarning } from './progressHooks'
import { type FileTable, guessDelimiter, readTable } from './readCsv'
import { refusalsFile } from './refusalsFile'
import { canResume, isAborted } from './withRetries'
import './transfer.css'

interface ImportDrawerProps {
  entry: ResourceEntry
  resource: Importable
  onClose: () => void
}

interface Source {
  name: string
  bytes: Uint8Array
  encoding: string
  delimiter: string
  table: FileTable
}

interface RunningStage {
  at: 'checking' | 'writing'
  rows: number
  of: number
}

/** How far an import is. */
type ImportStage =
  | { at: 'file'; problem?: string }
  | { at: 'columns' }
  | RunningStage
  | { at: 'checked' }
  | { at: 'stopped'; during: RunningStage['at']; error: unknown }
  | { at: 'done'; outcome: ImportOutcome; cancelled: boolean }

/** What is under way outside of React. */
interface Job {
  import?: Import
  abort: AbortController
  cancelled?: boolean
}

// The rows staged in the database are removed, however the import ends.
function endJob(job: RefObject<Job | undefined>) {
  job.current?.abort.abort()
  void job.current?.import?.finish().catch(() => undefined)
  job.current = undefined
}

const noOutcome: ImportOutcome = { counts: {}, notes: new Map() }
const stepOf: Record<ImportStage['at'], number> = {
  file: 0,
  columns: 1,
  checking: 2,
  checked: 2,
  writing: 3,
  stopped: 2,
  done: 3,
}
const listed = 50
const number = new Intl.NumberFormat('en')
const rowsText = (count: number) => pluralText(count, 'row')

/** Takes rows of a file into a table: file, columns, check of everything, and only then the writing. */
export default function ImportDrawer({ entry, resource, onClose }: ImportDrawerProps) {
  const provider = useDataProvider()()
  const { mutate: reportError } = useOnError()
  const refresh = useRefresh()
  const [stage, setStage] = useState<ImportStage>({ at: 'file' })
  const [source, setSource] = useState<Source>()
  const [mapping, setMapping] = useState<Mapping>({})
  const [prepared, setPrepared] = useState<Prepared>()
  const [checked, setChecked] = useState<ImportOutcome>()
  const [duplicates, setDuplicates] = useState<Duplicates>('skip')
  const [whole, setWhole] = useState(false)
  const job = useRef<Job | undefined>(undefined)
  const isRunning = stage.at === 'checking' || stage.at === 'writing'
  const elapsed = useElapsed(isRunning)
  useUnloadWarning(isRunning)
  const [once] = useSingleRun()

  const discardJob = () => endJob(job)
  useEffect(() => () => endJob(job), [])

  const readFile = async (file: Pick<Source, 'name' | 'bytes'>, encoding: string, delimiter?: string) => {
    try {
      const text = decode(file.bytes, encoding)
      const mark = delimiter ?? guessDelimiter(text)
      const table = await readTable(text, mark, new AbortController().signal)
      if (table.rows.length === 0) throw new Error('There are no rows in this file below its headings.')
      setSource({ ...file, encoding, delimiter: mark, table })
      setMapping(guessMapping(table.headings, resource))
      setStage({ at: 'columns' })
    } catch (error) {
      const why = error instanceof Error ? error.message : ''
      setStage({ at: 'file', problem: `${file.name} could not be read. ${why}` })
    }
  }
  const open = async (file: File) => {
    const bytes = new Uint8Array(await file.arrayBuffer())
    const problem = problemOfFile(bytes)
    if (problem) return setStage({ at: 'file', problem: `${file.name} could not be read. ${problem}` })
    await readFile({ name: file.name, bytes }, guessEncoding(bytes))
  }

  const stop = (during: RunningStage['at'], error: unknown, signal: AbortSignal) => {
    if (signal.aborted || isAborted(error)) return false
    if (error instanceof ConsoleError && error.kind === 'expired') reportError(error)
    setStage({ at: 'stopped', during, error })
    return false
  }

  const check = async () => {
    if (!source) return
    const { table, name } = source
    const abort = new AbortController()
    const { signal } = abort
    const begun = job.current?.import
    job.current = { abort, import: begun }
    const total = table.rows.length
    setStage({ at: 'checking', rows: 0, of: total })
    try {
      const rows =
        begun && prepared ? prepared : await prepare({ provider, resource, table, mapping, signal })
      setPrepared(rows)
      const work =
        begun ??
        createImport({
          provider,
          resource,
          fileName: name,
          mapping: mappingLabels(mapping, table.headings),
          prepared: rows,
        })
      job.current.import = work
      const outcome: ImportOutcome =
        rows.good.length === 0
          ? noOutcome
          : await work.check(signal, (done) =>
              setStage({ at: 'checking', rows: rows.bad.size + done, of: total }),
            )
      setChecked(outcome)
      setWhole(rows.bad.size === 0 && (outcome.counts.bad ?? 0) === 0)
      setStage({ at: 'checked' })
    } catch (error) {
      return stop('checking', error, signal)
    }
  }

  const write = async () => {
    const work = job.current?.import
    if (!work || !prepared) return
    const abort = new AbortController()
    job.current = { import: work, abort }
    setStage({ at: 'writing', rows: 0, of: prepared.good.length })
    try {
      const outcome = await work.write({ duplicates, whole }, abort.signal, (rows) =>
        setStage({ at: 'writing', rows, of: prepared.good.length }),
      )
      await work.finish()
      job.current = undefined
      setStage({ at: 'done', outcome, cancelled: false })
      await refresh()
    } catch (error) {
      if (job.current?.cancelled) {
        discardJob()
        setStage({ at: 'done', outcome: noOutcome, cancelled: true })
      } else return stop('writing', error, abort.signal)
    }
  }

  const cancel = () => {
    const work = job.current
    if (stage.at === 'writing' && whole) {
      // It is one transaction: whether it could still be stopped, its answer says.
      if (work) work.cancelled = true
      void work?.import?.cancel().catch(() => undefined)
    } else if (stage.at === 'stopped' && stage.during === 'writing' && whole && !canResume(stage.error)) {
      setWhole(false)
      setStage({ at: 'checked' })
    } else if (stage.at === 'writing' || (stage.at === 'stopped' && stage.during === 'writing')) {
      discardJob()
      setStage({ at: 'done', outcome: work?.import?.outcomeSoFar() ?? noOutcome, cancelled: true })
      void refresh()
    } else backToColumns()
  }
  const restart = () => {
    discardJob()
    setChecked(undefined)
    setPrepared(undefined)
    setSource(undefined)
    setDuplicates('skip')
    setStage({ at: 'file' })
  }
  const backToColumns = () => {
    discardJob()
    setChecked(undefined)
    setPrepared(undefined)
    setStage({ at: 'columns' })
  }

  const missing = resource.import.columns.filter((column) => {
    const from = mapping[column]
    return isRequired(resource, column) && !(from && ('heading' in from || from.same !== ''))
  })
  const reasons = reasonsOf(prepared, checked, stage.at === 'done' ? stage.outcome : undefined, duplicates)
  const plan = planOf(prepared, checked, duplicates)
  const download = () => {
    if (source)
      save(refusalsFile(source.table, reasons), `not imported, ${source.name.replace(/\.\w+$/, '')}.csv`)
  }
  const one = resource.one
  const many = entry.label.toLowerCase()
  return (
    <Drawer
      open
      onClose={onClose}
      closable={!isRunning}
      mask={{ closable: stage.at === 'file' || stage.at === 'done' }}
      keyboard={!isRunning}
      size="min(960px, 100vw)"
      title={`Import ${many}`}
      className="import-drawer"
      footer={
        <div className="import-buttons">
          {stage.at === 'columns' ? (
            <>
              <Button onClick={restart}>Another file</Button>
              <span className="import-missing">
                {missing.length > 0
                  ? `Still needed: ${missing.map((column) => resource.fields[column]?.label).join(', ')}`
                  : null}
              </span>
              <Button type="primary" disabled={missing.length > 0} onClick={() => void once(check, 'check')}>
                Check {rowsText(source?.table.rows.length ?? 0)}
              </Button>
            </>
          ) : isRunning ? (
            <Button onClick={cancel}>Cancel</Button>
          ) : stage.at === 'checked' ? (
            <>
              <Button onClick={backToColumns}>Back</Button>
              <Button type="primary" disabled={plan.written === 0} onClick={() => void once(write, 'write')}>
                Import {rowsText(plan.written)}
              </Button>
            </>
          ) : stage.at === 'stopped' ? (
            <>
              <Button onClick={cancel}>
                {stage.during === 'writing' && (canResume(stage.error) || !whole) ? 'Stop here' : 'Back'}
              </Button>
              {canResume(stage.error) ? (
                <Button
                  type="primary"
                  onClick={() =>
                    void (stage.during === 'checking' ? once(check, 'check') : once(write, 'write'))
                  }
                >
                  Go on
                </Button>
              ) : null}
            </>
          ) : stage.at === 'done' ? (
            <>
              <Button onClick={restart}>Import another file</Button>
              <Button type="primary" onClick={onClose}>
                Close
              </Button>
            </>
          ) : (
            <Button onClick={onClose}>Cancel</Button>
          )}
        </div>
      }
    >
      <Steps
        size="small"
        responsive={false}
        current={stage.at === 'stopped' && stage.during === 'writing' ? 3 : stepOf[stage.at]}
        status={stage.at === 'stopped' ? 'error' : stage.at === 'done' ? 'finish' : 'process'}
        items={['File', 'Columns', 'Check', 'Result'].map((title) => ({ title }))}
        className="import-steps"
      />
      {stage.at === 'file' ? (
        <FileStep problem={stage.problem} onFile={(file) => void open(file)} />
      ) : stage.at === 'columns' && source ? (
        <ColumnsStep
          resource={resource}
          table={source.table}
          mapping={mapping}
          onMapping={setMapping}
          encoding={source.encoding}
          onEncoding={(encoding) => void readFile(source, encoding)}
          delimiter={source.delimiter}
          onDelimiter={(delimiter) => void readFile(source, source.encoding, delimiter)}
        />
      ) : stage.at === 'checking' || stage.at === 'writing' ? (
        <div className="transfer">
          <Progress
            percent={Math.floor((stage.rows / Math.max(1, stage.of)) * 100)}
            status="active"
            aria-label={stage.at === 'checking' ? 'How far the check is' : 'How far the import is'}
          />
          <p role="status" className="tabular">
            {stage.at === 'checking'
              ? `Checking: ${number.format(stage.rows)} of ${rowsText(stage.of)}`
              : whole
                ? `Writing all ${rowsText(stage.of)} in one go`
                : `Writing: ${number.format(stage.rows)} of ${rowsText(stage.of)}`}{' '}
            · {elapsed}
          </p>
          <p className="transfer-hint">
            {stage.at === 'checking'
              ? 'Each row is tried against everything the database demands, and taken back. Nothing is written.'
              : whole
                ? 'All rows or none: cancelling leaves everything as it was, unless it is done already.'
                : 'What is written stays if you cancel.'}
          </p>
        </div>
      ) : stage.at === 'stopped' ? (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={stage.during === 'checking' ? 'The check has stopped' : 'The import has stopped'}
          description={stoppedText(stage.error, stage.during, whole)}
        />
      ) : stage.at === 'checked' ? (
        <div className="transfer">
          <dl className="import-figures">
            <Figure label={`New ${many}`} value={plan.fresh} />
            <Figure label="Duplicates" value={plan.duplicates} />
            <Figure label="Bad rows" value={plan.bad} tone={plan.bad > 0 ? 'red' : undefined} />
          </dl>
          {checked?.suppressed?.size ? <Suppressed names={checked.suppressed} /> : null}
          {plan.duplicates > 0 ? (
            <fieldset className="transfer-choice">
              <legend>
                Duplicates: the same {keyText(resource)} as a {one} that is there, or as an earlier row
              </legend>
              {resource.import.updates ? (
                <Radio.Group
                  value={duplicates}
                  onChange={({ target }) => {
                    setDuplicates(target.value as Duplicates)
                    if (target.value === 'update' && plan.stubborn > 0) setWhole(false)
                  }}
                >
                  <Radio value="skip">Skip them</Radio>
                  <Radio value="update">Update what is there; empty cells leave it as it is</Radio>
                </Radio.Group>
              ) : (
                <p>They are skipped: what is there is never changed by an import.</p>
              )}
            </fieldset>
          ) : null}
          <fieldset className="transfer-choice">
            <legend>If a row is refused</legend>
            <Radio.Group value={whole} onChange={({ target }) => setWhole(target.value as boolean)}>
              <Radio value={true} disabled={plan.refused > 0}>
                All or nothing{plan.refused > 0 ? ': not with bad rows' : ''}
              </Radio>
              <Radio value={false}>Import the good rows, leave out the bad</Radio>
            </Radio.Group>
          </fieldset>
          <p role="status">
            {plan.written === 0
              ? 'There is nothing to import.'
              : `${rowsText(plan.added)} will be added${plan.updated > 0 ? `, ${number.format(plan.updated)} updated` : ''}${plan.skipped > 0 ? `, ${number.format(plan.skipped)} skipped as duplicates` : ''}${plan.refused > 0 ? `, ${number.format(plan.refused)} left out as bad` : ''}.`}
          </p>
          <Refusals reasons={reasons} onDownload={download} />
        </div>
      ) : stage.at === 'done' ? (
        <div className="transfer">
          <Alert
            type={stage.cancelled || (stage.outcome.counts.refused ?? 0) > 0 ? 'warning' : 'success'}
            showIcon
            title={
              stage.cancelled
                ? `The import was cancelled. ${whole ? 'Nothing was written.' : 'What was written by then stays.'}`
                : `The import of ${source?.name ?? 'the file'} is done.`
            }
          />
          <dl className="import-figures">
            <Figure label="Added" value={stage.outcome.counts.created ?? 0} />
            <Figure label="Updated" value={stage.outcome.counts.updated ?? 0} />
            <Figure label="Skipped" value={stage.outcome.counts.skipped ?? 0} />
            <Figure label="Left out" value={reasons.size} tone={reasons.size > 0 ? 'red' : undefined} />
          </dl>
          <Refusals reasons={reasons} onDownload={download} />
        </div>
      ) : null}
    </Drawer>
  )
}

function Figure({ label, value, tone }: { label: string; value: number; tone?: string }) {
  return (
    <div data-tone={tone}>
      <dt>{label}</dt>
      <dd className="tabular">{number.format(value)}</dd>
    </div>
  )
}

/** Who in the file may not be mailed: they come in all the same, and stay so. */
function Suppressed({ names }: { names: ReadonlyMap<number, string> }) {
  const some = [...names].slice(0, listed)
  return (
    <Alert
      type="info"
      showIcon
      message={`${number.format(names.size)} of them ${names.size === 1 ? 'is' : 'are'} suppressed and will not be mailed`}
      description={`${some.map(([row, name]) => `${name} (row ${number.format(row)})`).join(', ')}${names.size > listed ? ` and ${number.format(names.size - listed)} more` : ''}.`}
    />
  )
}

function Refusals({ reasons, onDownload }: { reasons: ReadonlyMap<number, string>; onDownload: () => void }) {
  if (reasons.size === 0) return null
  return (
    <section className="import-refusals" aria-label="Bad rows">
      <div className="import-refusals-head">
        <h3 className="import-heading">Bad rows</h3>
        <Button size="small" onClick={onDownload}>
          Download them with the reasons
        </Button>
      </div>
      <ol>
        {[...reasons].slice(0, listed).map(([row, reason]) => (
          <li key={row}>
            <span className="tabular">Row {number.format(row)}</span> {reason}
          </li>
        ))}
      </ol>
      {reasons.size > listed ? (
        <p className="transfer-hint">And {number.format(reasons.size - listed)} more, all in the download.</p>
      ) : null}
    </section>
  )
}

function keyText({ fields, import: { key } }: Importable): string {
  return key.map((column) => fields[column]?.label.toLowerCase() ?? column).join(' and ')
}

/** What would become of the rows. */
function planOf(prepared: Prepared | undefined, checked: ImportOutcome | undefined, duplicates: Duplicates) {
  const { counts, notes } = checked ?? noOutcome
  // Those of the duplicates that cannot be updated.
  const notUpdatable = [...notes.values()].filter(
    ({ outcome, reason }) => outcome === 'duplicate' && reason,
  ).length
  const bad = (prepared?.bad.size ?? 0) + (counts.bad ?? 0)
  const found = counts.duplicate ?? 0
  const added = counts.new ?? 0
  const updated = duplicates === 'update' ? found - notUpdatable : 0
  return {
    fresh: added,
    duplicates: found,
    stubborn: notUpdatable,
    bad,
    added,
    updated,
    skipped: duplicates === 'update' ? 0 : found,
    refused: bad + (duplicates === 'update' ? notUpdatable : 0),
    written: added + updated,
  }
}

/** Why rows are not written, in the order of the file: as far as is known. */
function reasonsOf(
  prepared: Prepared | undefined,
  checked: ImportOutcome | undefined,
  written: ImportOutcome | undefined,
  duplicates: Duplicates,
): Map<number, string> {
  const reasons = new Map(prepared?.bad)
  for (const { row, outcome, reason } of (written ?? checked)?.notes.values() ?? []) {
    const counts =
      outcome === 'bad' || outcome === 'refused' || (outcome === 'duplicate' && duplicates === 'update')
    if (reason && counts) reasons.set(row, reason)
  }
  return new Map([...reasons].sort(([a], [b]) => a - b))
}

function stoppedText(error: unknown, during: RunningStage['at'], whole: boolean): string {
  const message = error instanceof ConsoleError ? error.message : 'Something went wrong on this page.'
  if (during === 'checking') return `${message} Nothing was written.`
  if (!canResume(error)) return message
  return whole
    ? `${message} Going on asks the database what became of it: nothing is written twice.`
    : `${message} What was written so far stays; going on writes the rest, and nothing twice.`
}
