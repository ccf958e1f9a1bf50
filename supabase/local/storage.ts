import { existsSync } from 'node:fs'
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'
import type { App } from '@supabase/lite'
import { drawPicture } from './pictures.ts'

type StorageAdapter = NonNullable<App['_storageAdapter']>

/** The storage of files: in a directory, or in memory. Images of the sample data are drawn on request. */
export function createStorage(directory: string | undefined): StorageAdapter {
  const memory = new Map<string, Buffer>()
  const placeOf = (bucket: string, key: string) => {
    const place = directory && resolve(directory, bucket, key)
    if (place && !place.startsWith(resolve(directory, bucket) + sep)) throw new Error('No such place.')
    return place
  }
  const read = async (bucket: string, key: string): Promise<Buffer> => {
    const place = placeOf(bucket, key)
    const kept =
      memory.get(join(bucket, key)) ?? (place && existsSync(place) ? await readFile(place) : undefined)
    return kept ?? drawPicture(key).png
  }
  const write = async (bucket: string, key: string, bytes: Buffer) => {
    const place = placeOf(bucket, key)
    if (!place) return void memory.set(join(bucket, key), bytes)
    await mkdir(dirname(place), { recursive: true })
    await writeFile(place, bytes)
  }
  const metadata = (bytes: Buffer) => ({
    cacheControl: 'private, max-age=60',
    contentLength: bytes.length,
    size: bytes.length,
    mimetype: bytes[0] === 0x89 ? 'image/png' : bytes[0] === 0xff ? 'image/jpeg' : 'image/webp',
    eTag: `"${bytes.length}"`,
    lastModified: new Date(0),
    httpStatusCode: 200,
  })
  const remove = async (bucket: string, key: string) => {
    memory.delete(join(bucket, key))
    const place = placeOf(bucket, key)
    if (place) await rm(place, { force: true })
  }
  const adapter = {
    driver: undefined,
    async getObject(bucket: string, key: string) {
      const body = await read(bucket, key)
      return { metadata: metadata(body), httpStatusCode: 200, body }
    },
    async uploadObject(bucket: string, key: string, _version: unknown, body: BodyInit) {
      const bytes = Buffer.from(await new Response(body).arrayBuffer())
      await write(bucket, key, bytes)
      return metadata(bytes)
    },
    deleteObject: (bucket: string, key: string) => remove(bucket, key),
    async deleteObjects(bucket: string, keys: string[]) {
      for (const key of keys) await remove(bucket, key)
    },
    async copyObject(from: string, source: string, _version: unknown, to: string, target: string) {
      const [a, b] = [placeOf(from, source), placeOf(to, target)]
      if (a && b && existsSync(a)) await cp(a, b)
      else await write(to, target, await read(from, source))
      return { httpStatusCode: 200, eTag: '', lastModified: new Date(0) }
    },
    headObject: async (bucket: string, key: string) => metadata(await read(bucket, key)),
    privateAssetUrl: async () => '',
  }
  return adapter as unknown as StorageAdapter
}
