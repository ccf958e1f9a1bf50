import { createHash } from 'node:crypto'
import type { PGlite } from '@electric-sql/pglite'
import { fieldsOf, hashOf } from '../../src/domains/community/shared/perceptualHash.ts'

/** Images of shapes for the sample data, drawn on request; the same path always gives the same image. */
const width = 48
const height = 60

const crcTable = Array.from({ length: 256 }, (_, at) => {
  let value = at
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1
  return value >>> 0
})

function crc(bytes: Buffer): number {
  let value = 0xffffffff
  for (const byte of bytes) value = (crcTable[(value ^ byte) & 255] ?? 0) ^ (value >>> 8)
  return (value ^ 0xffffffff) >>> 0
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}

// Stored without compression: the same bytes, and so the same checksum, whatever compression library a machine has.
function stored(data: Buffer): Buffer {
  let [a, b] = [1, 0]
  for (const byte of data) {
    a = (a + byte) % 65521
    b = (b + a) % 65521
  }
  const head = Buffer.from([0x78, 0x01, 1, 0, 0, 0, 0])
  head.writeUInt16LE(data.length, 3)
  head.writeUInt16LE(~data.length & 0xffff, 5)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(((b << 16) | a) >>> 0)
  return Buffer.concat([head, data, sum])
}

/** A seeded generator of numbers from 0 to 1. */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

function colourOf(hue: number, light: number): [number, number, number] {
  const part = (shift: number) => {
    const k = (shift + hue * 12) % 12
    return Math.round(255 * (light - 0.3 * Math.max(-1, Math.min(k - 3, 9 - k, 1))))
  }
  return [part(0), part(8), part(4)].map((one) => Math.max(0, Math.min(255, one))) as [number, number, number]
}

/** What a path's image shows: most are unique, a few are identical, and a few nearly identical. */
function motifOf(path: string): { seed: number; speck: boolean } {
  const hash = createHash('sha256').update(path).digest()
  const own = hash.readUInt32BE(0)
  const share = hash.readUInt32BE(4) % 100
  return share < 4 ? { seed: own % 5, speck: share === 0 } : { seed: own, speck: false }
}

const drawn = new Map<string, Drawing>()

interface Drawing {
  png: Buffer
  checksum: string
  looks: bigint
}

/** The image of a path in the sample data. */
export function drawPicture(path: string): Drawing {
  const { seed, speck } = motifOf(path)
  const known = drawn.get(`${seed} ${speck}`)
  if (known) return known
  const chance = seededRandom(seed)
  const hue = chance()
  // A patchwork of shades with a disc and a beam across it.
  const shades = Array.from({ length: 64 }, () => 0.35 + 0.5 * chance())
  const palette = shades.map((light) => colourOf(hue, light))
  const disc = { x: 10 + 28 * chance(), y: 12 + 35 * chance(), r: 5 + 8 * chance() }
  const beam = { slope: 2 * chance() - 1, at: 15 + 30 * chance(), half: 1.5 + 3 * chance() }
  palette.push(colourOf((hue + 0.45) % 1, 0.75), colourOf((hue + 0.6) % 1, 0.3), [250, 250, 250])
  const raw = Buffer.alloc((width + 1) * height)
  const pixels = new Uint8Array(4 * width * height)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      let colour = 8 * Math.floor((y * 8) / height) + Math.floor((x * 8) / width)
      if (Math.abs(y - beam.at - beam.slope * (x - width / 2)) < beam.half) colour = 65
      if ((x - disc.x) ** 2 + (y - disc.y) ** 2 < disc.r ** 2) colour = 64
      if (speck && x < 3 && y < 3) colour = 66
      raw[y * (width + 1) + 1 + x] = colour
      const [red, green, blue] = palette[colour] ?? [0, 0, 0]
      const at = 4 * (y * width + x)
      pixels[at] = red
      pixels[at + 1] = green
      pixels[at + 2] = blue
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 3, 0, 0, 0], 8)
  const png = Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flat())),
    chunk('IDAT', stored(raw)),
    chunk('IEND', Buffer.alloc(0)),
  ])
  const drawing = {
    png,
    checksum: createHash('sha256').update(png).digest('hex'),
    looks: hashOf(fieldsOf(pixels, width, height)),
  }
  drawn.set(`${seed} ${speck}`, drawing)
  return drawing
}

/** Registers the sample images in Storage's tables and records their checksums. Safe to repeat. */
export async function registerPictures(db: PGlite): Promise<void> {
  const { rows: tables } = await db.query("select from pg_tables where tablename = 'user_images'")
  if (tables.length === 0) return
  const { rows } = await db.query<{ path: string; photo: boolean }>(`
    select i.storage_path as path, true as photo from public.user_images i where i.checksum is null
    union all
    select p.image_path, false from public.community_posts p
    where p.image_path is not null
      and not exists (select from storage.objects o where o.bucket_id = 'pictures' and o.name = p.image_path)`)
  if (rows.length === 0) return
  const missing = rows.filter(({ photo }) => photo).map(({ path }) => ({ path, ...drawPicture(path) }))
  await db.transaction(async (tx) => {
    // Disables triggers: nobody changed these rows, so there is no audit entry and no new version.
    await tx.exec('set local session_replication_role = replica')
    await tx.query(
      `insert into storage.objects (bucket_id, name, metadata)
       select 'pictures', p, '{"mimetype": "image/png"}' from unnest($1::text[]) p on conflict do nothing`,
      [rows.map(({ path }) => path)],
    )
    await tx.query(
      `update public.user_images i set checksum = d.checksum, phash = d.looks
       from unnest($1::text[], $2::text[], $3::bigint[]) d (path, checksum, looks) where i.storage_path = d.path`,
      [
        missing.map(({ path }) => path),
        missing.map(({ checksum }) => checksum),
        missing.map(({ looks }) => looks),
      ],
    )
  })
}
