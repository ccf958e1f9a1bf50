import { prepareSampleData } from '../supabase/local/backend.ts'

/** Makes the database that the next fresh start begins with, where it is not kept yet (`after-install.js`). */
await prepareSampleData()
