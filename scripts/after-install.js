/**
 * Runs at the end of `npm ci` and `npm install`: makes the database with the sample data that the first `npm run dev`
 * begins with, so that it opens in seconds. Not where a hosted project is named. It never fails an installation: what
 * could not be made now is made by the first start.
 */
if (!process.env.VITE_SUPABASE_URL) {
  try {
    const { tsImport } = await import('tsx/esm/api')
    await tsImport('./prepare-sample-data.ts', import.meta.url)
  } catch (error) {
    console.warn(
      `The first start will make the sample data: ${error instanceof Error ? error.message : error}`,
    )
  }
}
