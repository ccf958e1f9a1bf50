import { Stack } from '@/ui/layout'
import { FileDrop } from './FileDrop'

interface FileStepProps {
  problem?: string
  onFile: (file: File) => void
}

/** Asks for a file, dropped or chosen. */
export function FileStep({ problem, onFile }: FileStepProps) {
  return (
    <Stack gap={16}>
      <FileDrop
        problem={problem}
        title="Drop a CSV file here, or choose one"
        hint="With or without headings, any delimiter and encoding; spreadsheets save it as “CSV”."
        accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
        onFile={onFile}
      />
      <p className="quiet small">Nothing is written before you have seen what would be.</p>
    </Stack>
  )
}
