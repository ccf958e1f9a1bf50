import { prepareSampleData } from '../supabase/local/backend.ts'

/** Makes the database for the next fresh start, unless it is kept already (`after-install.js`). */
await prepareSampleData()
