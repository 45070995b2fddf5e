import { z } from 'zod'

/**
 * Every setting of the program, read once. `.env.example` lists the same names (a test compares them), and nothing else
 * in the program reads `process.env`.
 */
const settings = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  TRELLIS_DATA: z.string().default('.trellis'),
  TRELLIS_MODE: z.enum(['demo', 'local', 'production']).optional(),
  DATABASE_URL: z.string().optional(),
  DATABASE_OWNER_URL: z.string().optional(),
  TRELLIS_ORIGIN: z.url({ protocol: /^https?$/ }).optional(),
  TRELLIS_SECRET: z.string().min(32, 'needs at least 32 characters').optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MESSAGES_FROM: z.string().optional(),
  MESSAGES_NEUTRAL_FROM: z.string().optional(),
  NOTIFY_API_KEY: z.string().optional(),
  NOTIFY_EMAIL_TEMPLATE_ID: z.string().optional(),
  NOTIFY_TEXT_TEMPLATE_ID: z.string().optional(),
  NOTIFY_EMAIL_REPLY_TO_ID: z.string().optional(),
  NOTIFY_NEUTRAL_TEXT_SENDER_ID: z.string().optional(),
  NOTIFY_RECEIPT_TOKEN: z.string().min(32, 'needs at least 32 characters').optional(),
  MAP_TILES_URL: z.string().optional(),
  MAP_ATTRIBUTION: z.string().optional(),
  TRELLIS_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
  TRELLIS_PRIVATE_HOSTS: z
    .string()
    .regex(
      /^[\w.:[\]/-]+(?:\s*,\s*[\w.:[\]/-]+)*$/,
      'needs names, addresses or networks such as 10.1.0.0/16, with commas between',
    )
    .optional(),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
})

export type Mode = 'demo' | 'local' | 'production'

export interface Config {
  mode: Mode
  port: number
  host: string
  /** Where the embedded database, generated secrets and the demo's notes live. */
  dataFolder: string
  /** Undefined: Trellis starts a PostgreSQL of its own. */
  database: { url: string; ownerUrl: string | undefined } | undefined
  /** The address people use, for links in messages; undefined until the port is known (demo and local only). */
  origin: string | undefined
  /** Undefined in demo and local mode: generated and kept in the data folder. */
  secret: string | undefined
  /** How many proxies in front may be believed about the caller's address. */
  proxies: number
  /** How e-mail goes out; undefined in demo and local mode: messages stay in the outbox. */
  mail: { url: string; from: string; neutralFrom: string | undefined } | undefined
  /** GOV.UK Notify, for e-mail and texts; each way is on when its template is given. */
  notify: NotifyConfig | undefined
  /** Where the pictures of a street map come from; undefined: the map has no streets, and nobody else is asked for anything. */
  mapTiles: MapTiles | undefined
  /** Hosts that are not on the public internet and may be read from all the same: names, addresses, networks. */
  privateHosts: readonly string[]
  logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug'
}

export interface MapTiles {
  /** With {z}, {x} and {y} in it. */
  url: string
  /** The one place that browsers may ask for pictures: "https://tiles.example.org". */
  origin: string
  /** Whose map it is, in words. */
  attribution: string
}

export interface NotifyConfig {
  apiKey: string
  emailTemplateId: string | undefined
  textTemplateId: string | undefined
  emailReplyToId: string | undefined
  neutralTextSenderId: string | undefined
  /** With it, Notify tells us what became of a message. */
  receiptToken: string | undefined
}

/** The names of all settings, in the order of `.env.example`. */
export const SETTING_NAMES: readonly string[] = Object.keys(settings.shape)

/** What is wrong with the settings, one line each; shown as it is, without a stack. */
export class BadSettings extends Error {
  override name = 'BadSettings'
}

/**
 * Reads and checks the environment. Throws `BadSettings` that names each faulty setting. Production refuses what is
 * not safe: a missing secret, a plain HTTP origin, demo data (CONTRACT §4).
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(SETTING_NAMES.map((name) => [name, environment[name]?.trim() || undefined]))
  const read = settings.safeParse(given)
  if (!read.success) throw new BadSettings(read.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`).join('\n'))
  const s = read.data
  if (s.SMTP_URL && !s.MESSAGES_FROM)
    throw new BadSettings('MESSAGES_FROM: needed with SMTP_URL, such as "Riverside link workers <hello@example.org>"')
  const mode = s.TRELLIS_MODE ?? (s.DATABASE_URL ? 'production' : 'demo')
  if (mode === 'production') refuseUnsafe(s)
  return {
    mode,
    port: s.PORT,
    host: s.HOST,
    dataFolder: s.TRELLIS_DATA,
    database: s.DATABASE_URL ? { url: s.DATABASE_URL, ownerUrl: s.DATABASE_OWNER_URL } : undefined,
    origin: s.TRELLIS_ORIGIN?.replace(/\/+$/, ''),
    secret: s.TRELLIS_SECRET,
    proxies: s.TRELLIS_PROXIES,
    mail: s.SMTP_URL
      ? { url: s.SMTP_URL, from: s.MESSAGES_FROM ?? '', neutralFrom: s.MESSAGES_NEUTRAL_FROM }
      : undefined,
    notify: s.NOTIFY_API_KEY
      ? {
          apiKey: s.NOTIFY_API_KEY,
          emailTemplateId: s.NOTIFY_EMAIL_TEMPLATE_ID,
          textTemplateId: s.NOTIFY_TEXT_TEMPLATE_ID,
          emailReplyToId: s.NOTIFY_EMAIL_REPLY_TO_ID,
          neutralTextSenderId: s.NOTIFY_NEUTRAL_TEXT_SENDER_ID,
          receiptToken: s.NOTIFY_RECEIPT_TOKEN,
        }
      : undefined,
    mapTiles: mapTilesOf(s),
    privateHosts: s.TRELLIS_PRIVATE_HOSTS?.split(/\s*,\s*/) ?? [],
    logLevel: s.LOG_LEVEL,
  }
}

/** A street map needs one address with places for zoom, column and row, and the words its owner wants under it. */
function mapTilesOf({
  MAP_TILES_URL: url,
  MAP_ATTRIBUTION: attribution,
}: z.output<typeof settings>): MapTiles | undefined {
  if (!url) return undefined
  const read = URL.parse(url)
  if (
    read?.protocol !== 'https:' ||
    /[{}%]/.test(read.host) ||
    !['{z}', '{x}', '{y}'].every((part) => url.includes(part))
  )
    throw new BadSettings('MAP_TILES_URL: an https address such as https://tiles.example.org/{z}/{x}/{y}.png')
  if (!attribution)
    throw new BadSettings('MAP_ATTRIBUTION: needed with MAP_TILES_URL, such as "© OpenStreetMap contributors"')
  return { url, origin: read.origin, attribution }
}

function refuseUnsafe(s: z.output<typeof settings>): void {
  const faults: string[] = []
  if (!s.DATABASE_URL) faults.push('DATABASE_URL: production needs a PostgreSQL server of its own')
  if (!s.TRELLIS_SECRET)
    faults.push(
      'TRELLIS_SECRET: production needs a secret of 32 characters or more; make one with: openssl rand -base64 48',
    )
  if (!s.SMTP_URL && !(s.NOTIFY_API_KEY && s.NOTIFY_EMAIL_TEMPLATE_ID))
    faults.push(
      'SMTP_URL: production needs a mail server (or NOTIFY_API_KEY and NOTIFY_EMAIL_TEMPLATE_ID), or nobody would hear back',
    )
  if (!s.TRELLIS_ORIGIN) faults.push('TRELLIS_ORIGIN: production needs the https address that people use')
  else if (!s.TRELLIS_ORIGIN.startsWith('https://'))
    faults.push('TRELLIS_ORIGIN: production refuses a plain http address')
  if (faults.length > 0) throw new BadSettings(faults.join('\n'))
}
