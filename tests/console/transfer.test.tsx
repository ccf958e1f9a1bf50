import { screen, waitFor, within } from '@testing-library/react'
import { bypass, HttpResponse, http } from 'msw'
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { backendUrl, resetBackend, sql } from '../support/backend.ts'
import { faultyNetwork } from '../support/faults.ts'
import { dialogTitled, openConsole, user } from '../support/render.tsx'

const faults = faultyNetwork()
const leads = () => `${backendUrl()}/rest/v1/leads`
/** The files passed to the browser's downloads. */
let saved: Blob[]

beforeAll(async () => {
  await resetBackend()
})
beforeEach(() => {
  saved = []
  // jsdom has no downloads.
  URL.createObjectURL = (blob) => `blob:${saved.push(blob as Blob)}`
  URL.revokeObjectURL = () => {}
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {})
})

async function linesOf(blob: Blob | undefined): Promise<string[]> {
  const reader = new FileReader()
  const read = new Promise((resolve) => reader.addEventListener('load', resolve))
  reader.readAsText(blob ?? new Blob())
  await read
  return String(reader.result).trimEnd().split('\r\n')
}

describe('an export', () => {
  const matching = `state = 'converted' order by found_at desc, id desc`

  test('states the exact number, and writes the columns shown, in their order, of all that match', async () => {
    const rows = await sql<{ line: string }>(
      `select concat_ws('|', full_name, handle, phone, score, email) as line from public.leads where ${matching}`,
    )
    await openConsole('/leads?state=any:converted&columns=score+email', 'growth')
    await screen.findByRole('table', { name: 'Leads' })
    await user.click(screen.getByRole('button', { name: /Export…$/ }))
    const dialog = await dialogTitled('Export leads')
    await user.click(await dialog.findByRole('button', { name: `Export ${rows.length} rows` }))
    await dialog.findByText(`${rows.length} rows, exactly as many as counted.`)
    const [head, ...lines] = await linesOf(saved[0])
    expect(head).toBe('Name,Handle,Phone,Score,Email')
    expect(
      lines.map((line) => {
        const cells = line.split(',')
        return cells.filter(Boolean).join('|').replace("'+", '+')
      }),
    ).toEqual(rows.map(({ line }) => line))
  })

  test('of a selection has just that; what breaks off in the middle can be gone on with', async () => {
    await openConsole('/leads?state=any:converted', 'growth')
    await screen.findByRole('table', { name: 'Leads' })
    const [first, second] = screen.getAllByRole('checkbox', { name: /^Select (?!all)/ })
    await user.click(first!)
    await user.click(second!)
    const bar = within(await screen.findByRole('region', { name: 'Selection' }))
    await user.click(await bar.findByRole('button', { name: /Export…$/ }))
    const dialog = await dialogTitled('Export leads')
    faults.use(http.get(leads(), () => HttpResponse.json({ code: 'XX000', message: '' }, { status: 500 })))
    await user.click(await dialog.findByRole('button', { name: 'Export 2 rows' }))
    const alert = await dialog.findByRole('alert')
    expect(alert).toHaveTextContent('What was written so far is kept.')
    expect(saved).toHaveLength(0)
    faults.resetHandlers()
    await user.click(await dialog.findByRole('button', { name: 'Go on' }))
    await dialog.findByText('2 rows, exactly as many as counted.')
    const ids = await sql<{ full_name: string }>(
      `select full_name from public.leads where ${matching} limit 2`,
    )
    expect((await linesOf(saved[0])).slice(1).map((line) => line.split(',')[0])).toEqual(
      ids.map(({ full_name }) => full_name),
    )
  })

  test('says so when it has another number of rows than was counted', async () => {
    await openConsole('/leads?state=any:converted', 'growth')
    await screen.findByRole('table', { name: 'Leads' })
    await user.click(screen.getByRole('button', { name: /Export…$/ }))
    const dialog = await dialogTitled('Export leads')
    const start = await dialog.findByRole('button', { name: /^Export \d+ rows$/ })
    await sql(`delete from public.leads where id = (select id from public.leads where ${matching} limit 1)`)
    await user.click(start)
    await waitFor(() => expect(saved).toHaveLength(1))
    expect(await dialog.findByText(/were counted at the start/)).toBeInTheDocument()
  })
})

describe('an import', () => {
  const csv = (email: string) =>
    [
      'Name;E-Mail;Telefon;Punkte',
      'Jürgen Groß;Juergen@import.test;0049 170 00123;',
      `Someone else;${email.toUpperCase()};;`,
      'Without any way;;;',
    ].join('\r\n')

  /** Opens the import of leads and gives it a file as saved by Excel in Western Europe. */
  async function begin() {
    const [there] = await sql<{ email: string; full_name: string }>(
      `select email, full_name from public.leads where email is not null order by found_at limit 1`,
    )
    const bytes = Uint8Array.from(csv(there?.email ?? ''), (letter) => letter.charCodeAt(0))
    await openConsole('/leads', 'growth')
    await screen.findByRole('table', { name: 'Leads' })
    await user.click(screen.getByRole('button', { name: /Import…$/ }))
    const drawer = await dialogTitled('Import leads')
    const file = new File([bytes], 'fair.csv', { type: 'text/csv' })
    file.arrayBuffer = async () => bytes.buffer
    await user.upload(await drawer.findByLabelText(/^Drop a CSV file here/), file)
    return { drawer, there: there! }
  }

  test('reads, checks, says what would be, and writes it; bad rows come back with the reason', async () => {
    const { drawer, there } = await begin()
    const check = await drawer.findByRole('button', { name: 'Check 3 rows' })
    expect(drawer.getByText('Not used of the file: Punkte.')).toBeInTheDocument()
    expect(drawer.getByText(/so Windows-1252 \(Western Europe\) is assumed/)).toBeInTheDocument()
    expect(drawer.getAllByText(/0049 170 00123/)).not.toHaveLength(0)
    await user.click(check)
    await drawer.findByText('1 row will be added, 1 skipped as duplicates, 1 left out as bad.')
    expect(drawer.getByRole('radio', { name: /^All or nothing/ })).toBeDisabled()
    expect(drawer.getByText(/Give an email, a phone, a handle or a profile/)).toBeInTheDocument()
    expect(await sql(`select from public.leads where email = 'juergen@import.test'`)).toHaveLength(0)

    // The answer to the write is lost: it is requested again, and no row is added twice.
    const write = `${backendUrl()}/rest/v1/rpc/import_write`
    faults.use(
      http.post(
        write,
        async ({ request }) => {
          await fetch(bypass(request))
          return HttpResponse.error()
        },
        { once: true },
      ),
    )
    await user.click(drawer.getByRole('button', { name: 'Import 1 row' }))
    await drawer.findByText('The import of fair.csv is done.')
    expect(
      await sql(`select full_name, phone from public.leads where email = 'juergen@import.test'`),
    ).toEqual([{ full_name: 'Jürgen Groß', phone: '0049 170 00123' }])
    expect(await sql(`select full_name from public.leads where email = $1`, [there.email])).toEqual([
      { full_name: there.full_name },
    ])
    expect(await sql('select from public.import_rows')).toHaveLength(0)
    expect(await sql('select created_count, skipped_count from public.imports')).toEqual([
      { created_count: 1, skipped_count: 1 },
    ])
    await user.click(drawer.getByRole('button', { name: 'Download them with the reasons' }))
    const [head, line] = await linesOf(saved[0])
    expect(head).toBe('Name,E-Mail,Telefon,Punkte,Reason')
    expect(line).toMatch(/^Without any way,,,,"Email: Give an email/)
  })

  test('that breaks off says so and can be gone on with', async () => {
    await resetBackend()
    const { drawer } = await begin()
    const path = `${backendUrl()}/rest/v1/rpc/import_check`
    faults.use(http.post(path, () => HttpResponse.json({ code: 'XX000', message: '' }, { status: 500 })))
    await user.click(await drawer.findByRole('button', { name: 'Check 3 rows' }))
    expect(await drawer.findByRole('alert')).toHaveTextContent('Nothing was written.')
    faults.resetHandlers()
    await user.click(await drawer.findByRole('button', { name: 'Go on' }))
    await drawer.findByText(/left out as bad\.$/)
  })

  test('is not offered to those who may not add', async () => {
    await openConsole('/content-articles', 'growth')
    await screen.findByRole('table', { name: 'Articles' })
    expect(screen.getByRole('button', { name: /Export…$/ })).toBeInTheDocument()
    expect(screen.queryByRole('button', { name: /Import…$/ })).not.toBeInTheDocument()
  })
})
