import { useDataProvider } from '@refinedev/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { Json } from '@/supabase/database.types'
import { ConsoleError } from '@/supabase/errors'
import { createRpc } from '@/supabase/rpc'
import type { ListModel } from '../query/listModel'
import { useReportError } from '../query/useReportError'
import { createExportFile, type ExportFile, save } from './exportFile'
import { countRows, createExport, type Export, type ExportQuery, fileNameOf } from './exportRows'
import { type Format, fileSerializer } from './fileSerializer'
import { useUnloadWarning } from './progressHooks'
import { isAborted } from './withRetries'

/** The stage of an export. */
export type ExportStage =
  | { at: 'asking' }
  | { at: 'running' }
  | { at: 'stopped'; error: unknown }
  | { at: 'done'; file: Blob; name: string }

interface ExportOptions {
  names: readonly string[]
  format: Format
  keys: boolean
}

/** Counts the rows of a list and writes them to a file; a stopped export can be resumed. */
export function useExportRun(list: ListModel, selected: boolean) {
  const provider = useDataProvider()()
  const reportError = useReportError()
  const { resource } = list
  // The query is fixed when the dialog opens: it exports the list as the person saw it.
  const [query] = useState<ExportQuery>(() => ({
    provider,
    resource,
    filters: list.filters,
    sort: list.controls.state.sort,
    ids: selected && !list.selection.everything ? [...list.selection.rows.keys()] : undefined,
    except: selected ? new Set(list.selection.except.keys()) : undefined,
  }))
  const [stage, setStage] = useState<ExportStage>({ at: 'asking' })
  const [written, setWritten] = useState(0)
  const rows = useRef(0)
  const job = useRef<{ export: Export; file: ExportFile; abort?: AbortController }>(undefined)
  useUnloadWarning(stage.at === 'running')
  const counted = useQuery({
    queryKey: ['export', resource.table, query.filters, query.ids, [...(query.except ?? [])]],
    queryFn: ({ signal }) => countRows(query, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })

  useEffect(
    () => () => {
      job.current?.abort?.abort()
      const { file } = job.current ?? {}
      // Long enough for the browser to have read the file; if the tab closes before, the next export removes it.
      if (file) setTimeout(() => void file.discard(), 60_000)
    },
    [],
  )

  const run = async ({ names, format, keys }: ExportOptions) => {
    const abort = new AbortController()
    setStage({ at: 'running' })
    try {
      if (!job.current) {
        const serializer = fileSerializer(resource, names, format, keys)
        const file = await createExportFile(serializer.type)
        job.current = { file, export: createExport({ query, names, serializer, file }) }
      }
      job.current.abort = abort
      await job.current.export.run(abort.signal, (count) => {
        rows.current = count
        setWritten(count)
      })
      // Logged before the download starts, so that admins see which data leaves the console.
      await createRpc(provider)('note_export', {
        of_table: resource.table,
        file_format: format,
        row_count: rows.current,
        filters: query.ids ? null : (query.filters as unknown as Json),
      })
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
  const discard = () => {
    job.current?.abort?.abort()
    void job.current?.file.discard()
  }
  return {
    stage,
    written,
    counted,
    isOfSelection: query.ids !== undefined,
    /** How many records are excluded from all that match. */
    without: query.except?.size ?? 0,
    run,
    discard,
  }
}
