/**
 * Runs at the end of `npm ci` and `npm install`: makes the database with the sample data for the first `npm run dev`,
 * so that it starts in seconds. Skipped if a hosted project is configured. A failure never fails the installation: the
 * first start then makes the database.
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
