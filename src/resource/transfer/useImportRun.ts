import { useDataProvider } from '@refinedev/core'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { ConsoleError } from '@/supabase/errors'
import { useRefresh } from '../query/useRefresh'
import { useReportError } from '../query/useReportError'
import { noOutcome, planOf, proposesWhole, type RunningStage, type RunStage } from './importPlan'
import { type Prepared, prepare } from './importRows'
import { createImport, type Duplicates, type Import, type ImportOutcome, mappingLabels } from './importRun'
import type { Importable, Mapping } from './mapping'
import type { ImportSource } from './useImportSource'
import { canResume, isAborted } from './withRetries'

/** The running import, outside of React's state. */
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

/** Checks the rows of a file against the database and writes them; `stage` is undefined until the check starts. */
export function useImportRun(resource: Importable, source: ImportSource | undefined, mapping: Mapping) {
  const reportError = useReportError()
  const refresh = useRefresh()
  const [stage, setStage] = useState<RunStage>()
  const [prepared, setPrepared] = useState<Prepared>()
  const [checked, setChecked] = useState<ImportOutcome>()
  const [duplicates, setDuplicates] = useState<Duplicates>('skip')
  const [whole, setWhole] = useState(false)
  const job = useRef<Job | undefined>(undefined)
  useEffect(() => () => endJob(job), [])

  const { prepareRows, begin } = useSteps(resource, source, mapping)
  const stop = (during: RunningStage['at'], error: unknown, signal: AbortSignal) => {
    if (signal.aborted || isAborted(error)) return false
    if (error instanceof ConsoleError && error.kind === 'expired') reportError(error)
    setStage({ at: 'stopped', during, error })
    return false
  }
  const reset = () => {
    endJob(job)
    setChecked(undefined)
    setPrepared(undefined)
    setStage(undefined)
  }

  const check = async () => {
    if (!source) return
    const abort = new AbortController()
    job.current = { abort, import: job.current?.import }
    const of = source.table.rows.length
    const tell = (rows: number) => setStage({ at: 'checking', rows, of })
    tell(0)
    try {
      const rows = (job.current.import && prepared) || (await prepareRows(abort.signal))
      setPrepared(rows)
      job.current.import ??= begin(rows)
      const work = job.current.import
      const outcome = rows.good.length
        ? await work.check(abort.signal, (done) => tell(rows.bad.size + done))
        : noOutcome
      setChecked(outcome)
      setWhole(proposesWhole(planOf(rows, outcome, duplicates)))
      setStage({ at: 'checked' })
    } catch (error) {
      return stop('checking', error, abort.signal)
    }
  }

  const write = async () => {
    const work = job.current?.import
    if (!work || !prepared) return
    const abort = new AbortController()
    job.current = { import: work, abort }
    const of = prepared.good.length
    setStage({ at: 'writing', rows: 0, of })
    try {
      const tell = (rows: number) => setStage({ at: 'writing', rows, of })
      const outcome = await work.write({ duplicates, whole }, abort.signal, tell)
      await work.finish()
      job.current = undefined
      setStage({ at: 'done', outcome, cancelled: false })
      await refresh()
    } catch (error) {
      if (!job.current?.cancelled) return stop('writing', error, abort.signal)
      endJob(job)
      setStage({ at: 'done', outcome: noOutcome, cancelled: true })
    }
  }

  const cancel = () => {
    const step = cancelStep(stage, whole)
    if (step === 'ask' && job.current) {
      // The write is one transaction: its answer tells whether it was cancelled in time.
      job.current.cancelled = true
      void job.current.import?.cancel().catch(() => undefined)
    } else if (step === 'recheck') {
      setWhole(false)
      setStage({ at: 'checked' })
    } else if (step === 'end') {
      const outcome = job.current?.import?.outcomeSoFar() ?? noOutcome
      endJob(job)
      setStage({ at: 'done', outcome, cancelled: true })
      void refresh()
    } else reset()
  }

  return { stage, prepared, checked, duplicates, setDuplicates, whole, setWhole, check, write, cancel, reset }
}

/** The two first steps of a check: parsing the cells, and creating an import in the database. */
function useSteps(resource: Importable, source: ImportSource | undefined, mapping: Mapping) {
  const provider = useDataProvider()()
  const { table, name } = source ?? { table: { headings: [], rows: [] }, name: '' }
  return {
    prepareRows: (signal: AbortSignal) => prepare({ provider, resource, table, mapping, signal }),
    begin: (prepared: Prepared) =>
      createImport({
        provider,
        resource,
        fileName: name,
        mapping: mappingLabels(mapping, table.headings),
        prepared,
      }),
  }
}

/** What cancelling does at each stage: cancelling in the database, showing the check again, ending, or going back. */
function cancelStep(stage: RunStage | undefined, whole: boolean): 'ask' | 'recheck' | 'end' | 'back' {
  if (stage?.at === 'writing') return whole ? 'ask' : 'end'
  if (stage?.at !== 'stopped' || stage.during !== 'writing') return 'back'
  return whole && !canResume(stage.error) ? 'recheck' : 'end'
}
