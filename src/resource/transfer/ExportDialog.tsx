import { Alert, Button, Checkbox, Modal, Progress, Radio } from 'antd'
import { useState } from 'react'
import { ConsoleError } from '@/supabase/errors'
import { Stack } from '@/ui/layout'
import { pluralText } from '@/ui/pluralText'
import { ErrorState, LoadingState } from '@/ui/states'
import { useReturnFocus } from '@/ui/useReturnFocus'
import type { ListModel } from '../query/listModel'
import { save } from './exportFile'
import { allNames, type Format, shownNames } from './fileSerializer'
import { useElapsed } from './progressHooks'
import { type ExportStage, useExportRun } from './useExportRun'
import { canResume } from './withRetries'
import './transfer.css'
import { numbers } from '@/ui/locale'

interface ExportDialogProps {
  list: ListModel
  /** Exports only the selected rows. */
  selected: boolean
  onClose: () => void
}

const rowsText = (count: number) => pluralText(count, 'row')

/**
 * Exports the rows of a list to a file: shows their number, then the progress, and at the end whether the file is
 * complete.
 */
export default function ExportDialog({ list, selected, onClose }: ExportDialogProps) {
  useReturnFocus()
  const { resource, entry } = list
  const [shown] = useState(() =>
    shownNames(
      resource,
      list.columns.map(({ name }) => name),
    ),
  )
  const all = allNames(resource, shown)
  const [choice, setChoice] = useState<ExportChoice>({ format: 'csv', wide: false, keys: false })
  const { stage, written, counted, isOfSelection, without, run, discard } = useExportRun(list, selected)
  const elapsed = useElapsed(stage.at === 'running')
  const total = counted.data
  const start = () => run({ ...choice, names: choice.wide ? all : shown })
  const cancel = () => {
    discard()
    onClose()
  }
  return (
    <Modal
      open
      title={`Export ${entry.label.toLowerCase()}`}
      onCancel={stage.at === 'done' ? onClose : cancel}
      mask={{ closable: stage.at === 'asking' || stage.at === 'done' }}
      keyboard={stage.at !== 'running'}
      closable={stage.at !== 'running'}
      width={480}
      footer={
        <ExportButtons
          stage={stage}
          total={total}
          onStart={() => void start()}
          onCancel={cancel}
          onClose={onClose}
        />
      }
    >
      {stage.at !== 'asking' ? (
        <ExportProgress stage={stage} written={written} total={total} elapsed={elapsed} />
      ) : counted.error ? (
        <ErrorState size="small" error={counted.error} onRetry={() => void counted.refetch()} />
      ) : total === undefined ? (
        <LoadingState shape="text" />
      ) : (
        <Stack gap={16}>
          <p>
            <strong className="tabular">{rowsText(total)}</strong>{' '}
            {isOfSelection
              ? total === 1
                ? 'is selected.'
                : 'are selected.'
              : `${total === 1 ? 'matches' : 'match'} the search and filters of this list${without ? `, without the ${without} taken out` : ''}. All of them are written, in its order.`}
          </p>
          <ExportChoices choice={choice} onChoice={setChoice} shown={shown.length} all={all.length} />
        </Stack>
      )}
    </Modal>
  )
}

interface ExportButtonsProps {
  stage: ExportStage
  total: number | undefined
  onStart: () => void
  onCancel: () => void
  onClose: () => void
}

function ExportButtons({ stage, total, onStart, onCancel, onClose }: ExportButtonsProps) {
  switch (stage.at) {
    case 'asking':
      return (
        <>
          <Button onClick={onCancel}>Cancel</Button>
          <Button type="primary" disabled={!total} onClick={onStart}>
            {total === undefined ? 'Export' : `Export ${rowsText(total)}`}
          </Button>
        </>
      )
    case 'running':
      return <Button onClick={onCancel}>Cancel export</Button>
    case 'stopped':
      return (
        <>
          <Button onClick={onCancel}>Give up</Button>
          {canResume(stage.error) ? (
            <Button type="primary" onClick={onStart}>
              Go on
            </Button>
          ) : null}
        </>
      )
    case 'done':
      return (
        <>
          <Button onClick={() => save(stage.file, stage.name)}>Save again</Button>
          <Button type="primary" onClick={onClose}>
            Close
          </Button>
        </>
      )
  }
}

interface ExportProgressProps {
  stage: ExportStage
  written: number
  total: number | undefined
  elapsed: string
}

function ExportProgress({ stage, written, total, elapsed }: ExportProgressProps) {
  return (
    <Stack gap={16}>
      <Progress
        percent={total ? Math.min(100, Math.floor((written / total) * 100)) : 0}
        status={stage.at === 'done' ? 'success' : stage.at === 'stopped' ? 'exception' : 'active'}
        aria-label="How far the export is"
      />
      <p className="tabular" role="status">
        {numbers.format(written)} of {rowsText(total ?? 0)} · {elapsed}
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
            title={`${rowsText(written)} were written, ${numbers.format(total ?? 0)} were counted at the start.`}
            description={`Rows came or went while the file was written; it has what was there when its turn came. It is among your downloads: ${stage.name}`}
          />
        )
      ) : null}
    </Stack>
  )
}

interface ExportChoice {
  format: Format
  wide: boolean
  keys: boolean
}

interface ExportChoicesProps {
  choice: ExportChoice
  onChoice: (choice: ExportChoice) => void
  /** The number of columns that the list shows, and of all columns. */
  shown: number
  all: number
}

function ExportChoices({ choice, onChoice, shown, all }: ExportChoicesProps) {
  return (
    <>
      <Stack as="fieldset" gap={8} align="start" className="narrow">
        <legend className="quiet small below-8">Columns</legend>
        <Radio.Group
          className="row wrap gap-16 tight"
          value={choice.wide}
          onChange={({ target }) => onChoice({ ...choice, wide: target.value as boolean })}
        >
          <Radio value={false}>The {shown} shown, in their order</Radio>
          <Radio value={true}>All {all}</Radio>
        </Radio.Group>
        <Checkbox
          checked={choice.keys}
          onChange={({ target }) => onChoice({ ...choice, keys: target.checked })}
        >
          Also the keys of the records and of those they refer to
        </Checkbox>
      </Stack>
      <Stack as="fieldset" gap={8} align="start" className="narrow">
        <legend className="quiet small below-8">File</legend>
        <Radio.Group
          className="row wrap gap-16 tight"
          value={choice.format}
          onChange={({ target }) => onChoice({ ...choice, format: target.value as Format })}
        >
          <Radio value="csv">CSV, for spreadsheets</Radio>
          <Radio value="json">JSON, for programs</Radio>
        </Radio.Group>
        <p className="quiet small">
          {choice.format === 'csv'
            ? 'UTF-8; times in UTC; amounts as decimals with their currency. What a spreadsheet would run as a formula gets an apostrophe before it.'
            : 'Values as the database has them; amounts in minor units; times in UTC.'}
        </p>
      </Stack>
    </>
  )
}
