import { Drawer, Steps } from 'antd'
import { useEffect, useRef } from 'react'
import { drawerFocus } from '@/ui/drawerFocus'
import { useReturnFocus } from '@/ui/useReturnFocus'
import { useSingleRun } from '@/ui/useSingleRun'
import type { ResourceEntry } from '../define'
import { CheckedStep } from './CheckedStep'
import { ColumnsStep } from './ColumnsStep'
import { save } from './exportFile'
import { FileStep } from './FileStep'
import { ImportButtons } from './ImportButtons'
import { planOf, type RunStage, reasonsOf } from './importPlan'
import { type Importable, missingColumns } from './mapping'
import { useElapsed, useUnloadWarning } from './progressHooks'
import { DoneStep, RunningStep, StoppedStep } from './RunSteps'
import { refusalsFile } from './refusalsFile'
import { useImportRun } from './useImportRun'
import { type ImportSource, useImportSource } from './useImportSource'
import './transfer.css'

interface ImportDrawerProps {
  entry: ResourceEntry
  resource: Importable
  onClose: () => void
}

const titles = ['File', 'Columns', 'Check', 'Result']
const stepOf: Record<RunStage['at'], number> = { checking: 2, checked: 2, writing: 3, stopped: 2, done: 3 }

/** Imports rows of a file into a table: choose the file, map columns, check every row, and only then write. */
export default function ImportDrawer({ entry, resource, onClose }: ImportDrawerProps) {
  useReturnFocus()
  const file = useImportSource(resource)
  const { source, mapping } = file
  const run = useImportRun(resource, source, mapping)
  const { stage, prepared, checked, duplicates } = run
  const isRunning = stage?.at === 'checking' || stage?.at === 'writing'
  const elapsed = useElapsed(isRunning)
  useUnloadWarning(isRunning)
  const [once] = useSingleRun()
  const at = stage?.at ?? (source ? 'columns' : 'file')
  const body = useFocusAfter(at)

  const restart = () => {
    run.reset()
    file.clear()
    run.setDuplicates('skip')
  }
  const missing = missingColumns(resource, mapping)
  const plan = planOf(prepared, checked, duplicates)
  const reasons = reasonsOf(prepared, stage?.at === 'done' ? stage.outcome : checked, duplicates)
  const refusals = { reasons, onDownload: () => download(source, reasons) }
  const many = entry.label.toLowerCase()
  const current =
    stage?.at === 'stopped' && stage.during === 'writing' ? 3 : stage ? stepOf[stage.at] : source ? 1 : 0
  return (
    <Drawer
      {...drawerFocus}
      open
      onClose={onClose}
      closable={!isRunning}
      mask={{ closable: at === 'file' || at === 'done' }}
      keyboard={!isRunning}
      size="min(960px, 100vw)"
      title={`Import ${many}`}
      footer={
        <ImportButtons
          stage={stage}
          hasFile={source !== undefined}
          rows={source?.table.rows.length ?? 0}
          missing={missing.map((column) => resource.fields[column]?.label ?? column)}
          written={plan.written}
          whole={run.whole}
          onRestart={restart}
          onBack={run.reset}
          onCancel={run.cancel}
          onCheck={() => void once(run.check, 'check')}
          onWrite={() => void once(run.write, 'write')}
          onClose={onClose}
        />
      }
    >
      <section
        ref={body}
        style={{ outline: 'none' }}
        tabIndex={-1}
        aria-label={`Step ${current + 1} of ${titles.length}: ${titles[current]}`}
      >
        <Steps
          size="small"
          responsive={false}
          current={current}
          status={at === 'stopped' ? 'error' : at === 'done' ? 'finish' : 'process'}
          items={titles.map((title) => ({ title }))}
          style={{ maxWidth: 640, marginBottom: 20 }}
        />
        {stage === undefined ? (
          source ? (
            <ColumnsStep resource={resource} file={file} source={source} />
          ) : (
            <FileStep problem={file.problem} onFile={(chosen) => void file.open(chosen)} />
          )
        ) : stage.at === 'stopped' ? (
          <StoppedStep error={stage.error} during={stage.during} whole={run.whole} />
        ) : stage.at === 'checked' ? (
          <CheckedStep resource={resource} many={many} run={run} plan={plan} refusals={refusals} />
        ) : stage.at === 'done' ? (
          <DoneStep stage={stage} name={source?.name ?? 'the file'} whole={run.whole} refusals={refusals} />
        ) : (
          <RunningStep stage={stage} whole={run.whole} elapsed={elapsed} />
        )}
      </section>
    </Drawer>
  )
}

function download(source: ImportSource | undefined, reasons: ReadonlyMap<number, string>) {
  if (source)
    save(refusalsFile(source.table, reasons), `not imported, ${source.name.replace(/\.\w+$/, '')}.csv`)
}

// The pressed button disappears with its step, so the focus moves to the next step for keyboards and screen readers.
function useFocusAfter(step: string) {
  const body = useRef<HTMLElement>(null)
  const before = useRef(step)
  useEffect(() => {
    if (before.current === step) return
    before.current = step
    const { activeElement } = document
    if (!activeElement || activeElement === document.body) body.current?.focus()
  }, [step])
  return body
}
