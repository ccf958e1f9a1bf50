/** The size of the grid whose fields' brightness the hash compares. */
export const hashColumns = 9
export const hashRows = 8

/**
 * A perceptual hash of 64 bits: whether each field is brighter than its right neighbour. Scaling,
 * recompression and small colour changes leave most bits unchanged. A signed number, as Postgres stores it.
 *
 * @param brightness Mean brightness of 9 × 8 fields, row by row.
 */
export function hashOf(brightness: readonly number[]): bigint {
  let bits = 0n
  for (let row = 0; row < hashRows; row += 1) {
    for (let column = 0; column < hashColumns - 1; column += 1) {
      const at = row * hashColumns + column
      bits = (bits << 1n) | ((brightness[at] ?? 0) > (brightness[at + 1] ?? 0) ? 1n : 0n)
    }
  }
  return BigInt.asIntN(64, bits)
}

/** The mean brightness of each field, from RGBA pixels. */
export function fieldsOf(pixels: ArrayLike<number>, width: number, height: number): number[] {
  const sums = new Array<number>(hashColumns * hashRows).fill(0)
  const counts = new Array<number>(hashColumns * hashRows).fill(0)
  for (let y = 0; y < height; y += 1) {
    const row = Math.floor((y * hashRows) / height)
    for (let x = 0; x < width; x += 1) {
      const at = row * hashColumns + Math.floor((x * hashColumns) / width)
      const pixel = 4 * (y * width + x)
      sums[at] =
        (sums[at] ?? 0) +
        0.299 * (pixels[pixel] ?? 0) +
        0.587 * (pixels[pixel + 1] ?? 0) +
        0.114 * (pixels[pixel + 2] ?? 0)
      counts[at] = (counts[at] ?? 0) + 1
    }
  }
  return sums.map((sum, at) => sum / (counts[at] || 1))
}
