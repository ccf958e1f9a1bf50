import { ConsoleError } from '@/supabase/errors'

/** A file that is being written, piece by piece. */
export interface ExportFile {
  write: (text: string) => Promise<void>
  /** Ends the file and hands it out. */
  finish: () => Promise<Blob>
  /** Takes away what was written; safe at any time, and more than once. */
  discard: () => Promise<void>
}

const folder = 'exports'
/** What lies here longer was left by a tab that was closed in the middle. Milliseconds. */
const leftAfter = 3_600_000

/** Begins a file on disk, in the page's own file system; in memory where the browser has none. */
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
      // The file on disk with a type of its own: nothing is read for that.
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
    // One that another tab is writing is locked, and stays.
    if (lastModified < Date.now() - leftAfter) await directory.removeEntry(name).catch(() => undefined)
  }
}

function createInMemory(type: string): ExportFile {
  let parts: Blob[] = []
  return {
    async write(text) {
      // A blob leaves the page's own memory to the browser, which may keep it on disk.
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

/** Hands a file to the browser's downloads. */
export function save(file: Blob, name: string): void {
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser reads it after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
