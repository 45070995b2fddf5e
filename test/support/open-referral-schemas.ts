import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { default as addFormats } from 'ajv-formats'
import { ROOT } from '#platform/database/connection.ts'

/** Where the standards and real directories lie that may not be in the repository. */
export const ORUK = join(ROOT, '..', 'shared', 'data', 'oruk')

const CURRENT = join(ORUK, 'spec', 'oruk-3.0', 'schema')
const HSDS = join(ORUK, 'spec', 'hsds-3.1-dev', 'schema', 'compiled', 'service_with_definitions.json')
const FIRST = join(ORUK, 'spec', 'oruk-3.0-profile-2024', 'schema', 'compiled')

/** Why a test of the official schemas is left out; undefined where they are. Never left out where all must run. */
export function missingSchemas(): string | undefined {
  if (existsSync(CURRENT)) return undefined
  assert.ok(!process.env.CI, 'needs ../shared/data')
  return 'needs ../shared/data'
}

/** Checks values against the official schemas of Open Referral UK 3.0, its first profile and, for a service, HSDS 3.1; formats asserted. The faults in words. */
export function openSchemas(): { faults(schema: string, value: unknown): string[] } {
  const ajv = addFormats.default(new Ajv2020({ strict: false, allErrors: true }), { mode: 'full' })
  for (const file of readdirSync(CURRENT))
    ajv.addSchema(read(CURRENT, file), `https://openreferraluk.org/specifications/3.0/schema/${file}`)
  const international = ajv.compile(withoutId(JSON.parse(readFileSync(HSDS, 'utf8')) as object))
  const first = new Map<string, ValidateFunction>()
  for (const file of ['service.json', 'organization.json', 'service_at_location.json'])
    first.set(file, ajv.compile(withoutId(read(FIRST, file))))
  return {
    faults(schema, value) {
      const checks = [
        ajv.getSchema(`https://openreferraluk.org/specifications/3.0/schema/${schema}`),
        first.get(schema),
        schema === 'service.json' ? international : undefined,
      ].filter((check) => check !== undefined)
      assert.ok(checks.length > 0, schema)
      return checks.flatMap((check) =>
        check(value) ? [] : check.errors!.map((e) => `${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`),
      )
    },
  }
}

const read = (folder: string, file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as object
const withoutId = ({ $id: _id, ...schema }: { $id?: string }) => schema
