import { ConsoleError } from '@/supabase/errors'

/** A file that is written piece by piece. */
export interface ExportFile {
  write: (text: string) => Promise<void>
  /** Completes the file and returns it. */
  finish: () => Promise<Blob>
  /** Deletes the file; safe at any time, and more than once. */
  discard: () => Promise<void>
}

const folder = 'exports'
/** Older files were left behind by a tab that was closed during an export. In milliseconds. */
const staleAfterMs = 3_600_000

/** Creates a file in the browser's origin private file system; in memory if the browser has none. */
export async function createExportFile(type: string): Promise<ExportFile> {
  const onDisk = await createOnDisk(type).catch(() => undefined)
  return onDisk ?? createInMemory(type)
}

async function createOnDisk(type: string): Promise<ExportFile> {
  const root = await navigator.storage.getDirectory()
  const directory = await root.getDirectoryHandle(folder, { create: true })
  await removeLeftovers(directory)
  const name = crypto.randomUUID()
  const handle = await directory.getFileHandle(name, { create: true })
  const stream = await handle.createWritable()
  let isOpen = true
  return {
    write: (text) => stream.write(text).catch(failedToWrite),
    async finish() {
      isOpen = false
      await stream.close().catch(failedToWrite)
      const file = await handle.getFile()
      // A slice sets the media type without reading the file.
      return file.slice(0, file.size, type)
    },
    async discard() {
      if (isOpen) await stream.abort().catch(() => undefined)
      isOpen = false
      await directory.removeEntry(name).catch(() => undefined)
    },
  }
}

async function removeLeftovers(directory: FileSystemDirectoryHandle): Promise<void> {
  for await (const [name, handle] of directory.entries()) {
    if (handle.kind !== 'file') continue
    const { lastModified } = await (handle as FileSystemFileHandle).getFile()
    // A file that another tab is writing is locked and cannot be removed.
    if (lastModified < Date.now() - staleAfterMs) await directory.removeEntry(name).catch(() => undefined)
  }
}

function createInMemory(type: string): ExportFile {
  let parts: Blob[] = []
  return {
    async write(text) {
      // A blob may be moved from memory to disk by the browser.
      parts.push(new Blob([text]))
    },
    finish: async () => new Blob(parts, { type }),
    async discard() {
      parts = []
    },
  }
}

function failedToWrite(error: unknown): never {
  const isFull = error instanceof DOMException && error.name === 'QuotaExceededError'
  throw new ConsoleError({
    kind: 'invalid',
    statusCode: 0,
    message: isFull
      ? 'The disk has no room for the rest of the file. Free some space, or export fewer rows or columns.'
      : 'The file could not be written to disk.',
  })
}

/** Starts the browser's download of a file. */
export function save(file: Blob, name: string): void {
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser reads the file after this click handler has returned.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
