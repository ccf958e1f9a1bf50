import { readFileSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'
import { choose, rowsOf, test } from './support/console.ts'
import { expectAccessible, expectAccessibleInBothThemes, expectNoOverflow } from './support/pageChecks.ts'

test.use({ person: 'growth' })

/** The file that the browser downloaded after a click. */
async function downloaded(page: Page, click: () => Promise<void>) {
  const [download] = await Promise.all([page.waitForEvent('download'), click()])
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') }
}

test('export: all leads that match, the columns shown in their order, as many as stated', async ({
  page,
}) => {
  await page.goto('/leads?source_id=filled&columns=score+city+source_id&sort=-score')
  await expect(rowsOf(page, 'Leads').first()).toBeVisible()
  await page.getByRole('button', { name: 'Export…' }).click()
  const start = page.getByRole('button', { name: /^Export [\d,]+ rows$/ })
  await expect(start).toBeVisible()
  await expectAccessibleInBothThemes(page, 'the export')
  const stated = Number((await start.textContent())?.replace(/\D/g, ''))
  expect(stated).toBeGreaterThan(1000)
  const { name, text } = await downloaded(page, () => start.click())
  await expect(page.getByText(/exactly as many as counted/)).toBeVisible()
  expect(name).toMatch(/^leads \d{4}-\d{2}-\d{2}\.csv$/)
  const [head, ...lines] = text.trimEnd().split('\r\n')
  expect(head).toBe('\uFEFFName,Email,Handle,Phone,Score,City,Source')
  expect(lines).toHaveLength(stated)
  expect(lines.filter((line) => line.endsWith(','))).toEqual([])
  const scores = lines.map((line) => Number(line.split(',').at(-3)))
  expect(scores).toEqual([...scores].sort((a, b) => b - a))
})

test('import: a file as it comes out of a spreadsheet, with all that is wrong in it', async ({ page }) => {
  const tag = Date.now().toString(36)
  const lines = [
    'Messe im Mai;;;;;;',
    'Name;E-Mail;Telefon;Ort;Punkte;Bemerkung;Lieblingsfarbe',
    `Jürgen Groß;JUERGEN.${tag}@nasty.test;0049 170 00123;Köln;71;"Zwei\r\nZeilen; ""so""";blau`,
    `Zoë Ångström;zoe.${tag}@nasty.test;007;Malmö;12,0;;`,
    `Zoë once more;ZOE.${tag}@nasty.test;;Lund;;;`,
    `No number;n.${tag}@nasty.test;;Bonn;many;;`,
    ';nobody@nasty.test;;;;;',
    'No way to reach;;;Bonn;5;;',
  ]
  await page.goto('/leads')
  await expect(rowsOf(page, 'Leads').first()).toBeVisible()
  await page.getByRole('button', { name: 'Import…' }).click()
  await expect(page.getByText('Drop a CSV file here, or choose one')).toBeVisible()
  await page.locator('input[type=file]').setInputFiles({
    name: 'nasty.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`${lines.join('\r\n')}\r\n`, 'latin1'),
  })
  await choose(page, 'Headings', 'None: columns are numbered')
  await expect(page.getByText('8 rows, 7 columns')).toBeVisible()
  await choose(page, 'Headings', 'Row 2: Name, E-Mail')
  await expect(page.getByText('6 rows, 7 columns')).toBeVisible()
  await expect(page.getByText('Not used of the file: Punkte, Lieblingsfarbe.')).toBeVisible()
  await choose(page, 'Score comes from', 'Punkte')
  await expectAccessible(page, 'the import, matching columns')
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoOverflow(page, 'the import on a phone')
  await page.setViewportSize({ width: 1440, height: 900 })

  await page.getByRole('button', { name: 'Check 6 rows' }).click()
  await expect(
    page.getByText('2 rows will be added, 1 skipped as duplicates, 3 left out as bad.'),
  ).toBeVisible()
  await page.getByRole('radio', { name: /^Update what is there/ }).check()
  await expect(page.getByText('2 rows will be added, 1 updated, 3 left out as bad.')).toBeVisible()
  await expectAccessible(page, 'the import, checked')
  await page.getByRole('button', { name: 'Import 3 rows' }).click()
  await expect(page.getByText('The import of nasty.csv is done.')).toBeVisible()
  const { text } = await downloaded(page, () => page.getByRole('button', { name: /^Download them/ }).click())
  const [head, ...refused] = text.trimEnd().split('\r\n')
  expect(head).toBe('\uFEFFName,E-Mail,Telefon,Ort,Punkte,Bemerkung,Lieblingsfarbe,Reason')
  expect(refused).toEqual([
    `No number,n.${tag}@nasty.test,,Bonn,many,,,Score: “many” is not a number.`,
    ',nobody@nasty.test,,,,,,Name: Required.',
    'No way to reach,,,Bonn,5,,,"Email: Give an email, a phone, a handle or a profile."',
  ])

  await page.getByRole('button', { name: 'Close', exact: true }).last().click()
  await page.getByRole('textbox', { name: /^Search name/ }).fill(`${tag}@nasty.test`)
  await expect(rowsOf(page, 'Leads')).toHaveCount(2)
  await page.getByRole('link', { name: /Jürgen Groß/ }).click()
  const lead = page.getByRole('dialog')
  await expect(lead).toContainText('0049 170 00123')
  await expect(lead).toContainText('Köln')
  await expect(lead).toContainText('Zwei')
  await expect(lead).toContainText('Import of nasty.csv')
})
