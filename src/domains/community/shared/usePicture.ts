import { useDataProvider } from '@refinedev/core'
import { useEffect, useState } from 'react'
import { fieldsOf, hashColumns, hashOf, hashRows } from './perceptualHash'

/** A loaded picture: its object URL in this page, and its checksum. */
export interface ReadPicture {
  url: string
  checksum: string
}

interface Reading {
  picture?: ReadPicture
  error?: unknown
}

/**
 * Loads a private picture by a signed URL that is valid for one minute, and computes its checksum from the
 * bytes that are shown. Nothing is loaded while `path` is undefined.
 */
export function usePicture(path: string | undefined): Reading & { retry: () => void } {
  const provider = useDataProvider()()
  const [reading, setReading] = useState<Reading>({})
  const [tries, setTries] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt loads the picture again
  useEffect(() => {
    setReading({})
    if (!path) return
    const stop = new AbortController()
    let url: string | undefined
    const read = async () => {
      const signed = await provider.custom?.({ url: `files/pictures/${path}`, method: 'get' })
      const answer = await fetch(String(signed?.data), { signal: stop.signal })
      if (!answer.ok) throw new Error('The picture could not be read.')
      const bytes = await answer.blob()
      const digest = await crypto.subtle.digest('SHA-256', await bytes.arrayBuffer())
      const checksum = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
      if (stop.signal.aborted) return
      url = URL.createObjectURL(bytes)
      setReading({ picture: { url, checksum } })
    }
    read().catch((error: unknown) => {
      if (!stop.signal.aborted) setReading({ error })
    })
    return () => {
      stop.abort()
      if (url) URL.revokeObjectURL(url)
    }
  }, [path, provider, tries])
  return { ...reading, retry: () => setTries(tries + 1) }
}

/** The perceptual hash of a picture on the page, to find the same picture elsewhere. */
export function perceptualHashOf(image: HTMLImageElement): string | undefined {
  const canvas = document.createElement('canvas')
  const [width, height] = [8 * hashColumns, 8 * hashRows]
  canvas.width = width
  canvas.height = height
  const drawing = canvas.getContext('2d')
  if (!drawing) return undefined
  drawing.drawImage(image, 0, 0, width, height)
  return String(hashOf(fieldsOf(drawing.getImageData(0, 0, width, height).data, width, height)))
}
