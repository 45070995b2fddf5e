import { z } from 'zod'
import type { RoutePolicy } from '#platform/http/server.ts'
import { SCOPES, type Scope } from '#foundations/access/index.ts'
import type { Operation, RequestHeader, ResponseHeader } from './operation.type.ts'
import { PROBLEM } from './problem-json.rules.ts'

/** A route with what it says of itself. */
export interface DescribedRoute {
  method: string
  /** As the router has it: "/api/v1/referrals/:id". */
  url: string
  policy: RoutePolicy
  operation: Operation
}

type Json = Record<string, unknown>

/**
 * The document of OpenAPI 3.1 for some routes. Shapes come from the schemas that check and type them, scopes from the routes'
 * policies. `schemas`: those that get a name of their own. Pure.
 */
export function openApiDocument(
  routes: readonly DescribedRoute[],
  schemas: Readonly<Record<string, z.ZodType>>,
  version: string,
): Json {
  const paths: Record<string, Json> = {}
  for (const route of routes) {
    const path = route.url.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationJson(route, schemas) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Trellis',
      version,
      description: ABOUT,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/', description: 'Where this document came from' }],
    tags: [...new Set(routes.map(({ operation }) => operation.tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: namedSchemas(schemas),
      headers: RESPONSE_HEADERS,
      securitySchemes: {
        key: {
          type: 'http',
          scheme: 'bearer',
          description: `A key belongs to one organisation and opens some of: ${SCOPES_SAID}. Whoever runs this Trellis makes one with \`trellis create api-key\`.`,
        },
      },
    },
  }
}

const ABOUT = `Refer people to link worker teams, read what became of it, and find teams and services.

JSON in UTF-8. Refusals are problem+json (RFC 9457); those of a body name every field at once. Keys of a body that are not
named here are ignored. Fields may be added to answers; none is taken away under \`/api/v1\`.`

const SCOPES_SAID = Object.entries(SCOPES)
  .map(([scope, words]) => `\`${scope}\` (${words})`)
  .join(', ')

function operationJson({ url, policy, operation }: DescribedRoute, named: Readonly<Record<string, z.ZodType>>): Json {
  const { answer, body } = operation
  const scope = typeof policy === 'object' && 'scope' in policy ? (policy.scope as Scope) : undefined
  const refer = (schema: z.ZodType): Json => {
    const [name] = Object.entries(named).find(([, one]) => one === schema) ?? []
    return name ? { $ref: `#/components/schemas/${name}` } : jsonOf(schema)
  }
  return {
    operationId: operation.id,
    tags: [operation.tag],
    summary: operation.summary,
    ...(operation.description && { description: operation.description }),
    security: scope ? [{ key: [scope] }] : [],
    ...parametersOf(url, operation),
    ...(body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: refer(body.schema), example: body.example } },
      },
    }),
    responses: {
      [answer.status]: {
        description: answer.description,
        ...headersOf(answer.headers),
        content: { 'application/json': { schema: refer(answer.schema), example: answer.example } },
      },
      ...(operation.unchanged && { 304: { description: 'Unchanged since you read it.', ...headersOf(['ETag']) } }),
      ...refusalsOf(operation, scope, refer),
    },
  }
}

function parametersOf(url: string, { query, headers = [] }: Operation): Json {
  const inPath = [...url.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string', format: 'uuid' },
  }))
  const inQuery = Object.entries(query?.shape ?? {}).map(([name, field]) => {
    const { description, ...schema } = jsonOf(field as z.ZodType)
    return { name, in: 'query', required: false, ...(description !== undefined && { description }), schema }
  })
  const parameters = [
    ...inPath,
    ...inQuery,
    ...headers.map((name) => ({ name, in: 'header', ...REQUEST_HEADERS[name] })),
  ]
  return parameters.length > 0 ? { parameters } : {}
}

/** What any route may refuse, and what only those with a key do. */
function refusalsOf({ refusals }: Operation, scope: string | undefined, refer: (schema: z.ZodType) => Json): Json {
  const withKey: Operation['refusals'] = scope ? { 403: `The key has not the scope ${scope}` } : {}
  const all: Operation['refusals'] = {
    401: {
      when: scope ? 'There is no key, or it is no longer one' : 'A key was sent that is none; none is needed',
      headers: ['WWW-Authenticate'],
    },
    ...withKey,
    ...refusals,
    429: { when: 'Too many requests in a minute', headers: ['Retry-After'] },
    503: 'The database cannot be reached just now',
  }
  const problem = ({ when, schema = PROBLEM, headers }: Exclude<Operation['refusals'][number], string>) => ({
    description: when,
    ...headersOf(headers),
    content: { 'application/problem+json': { schema: refer(schema) } },
  })
  return {
    ...Object.fromEntries(
      Object.entries(all).map(([status, refused]) => [
        status,
        problem(typeof refused === 'string' ? { when: refused } : refused),
      ]),
    ),
    default: problem({ when: 'Something went wrong on our side' }),
  }
}

const headersOf = (names: readonly ResponseHeader[] = []): Json =>
  names.length === 0
    ? {}
    : { headers: Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }])) }

const RESPONSE_HEADERS: Record<ResponseHeader, Json> = {
  ETag: { description: 'The version, for If-Match and If-None-Match.', schema: { type: 'string' }, example: '"1"' },
  Location: { description: 'Where it can be read back.', schema: { type: 'string', format: 'uri-reference' } },
  'Retry-After': { description: 'When to try again, in seconds.', schema: { type: 'integer' } },
  'WWW-Authenticate': { description: 'Bearer.', schema: { type: 'string' } },
}

const REQUEST_HEADERS: Record<RequestHeader, Json> = {
  'Idempotency-Key': {
    required: true,
    description: 'A key for this request, new for each referral and the same when it is sent again.',
    schema: { type: 'string', minLength: 1, maxLength: 200 },
    example: '4b1f8e3a-2f0c-4b57-9d1e-7f5a0c6d8e21',
  },
  'If-Match': {
    required: true,
    description: 'The ETag that you last read, or * for whatever stands now.',
    schema: { type: 'string' },
    example: '"1"',
  },
  'If-None-Match': {
    required: false,
    description: 'The ETag that you have: 304 when nothing has changed.',
    schema: { type: 'string' },
    example: '"1"',
  },
}

/** Each under its name; where one holds another it refers to it. */
function namedSchemas(named: Readonly<Record<string, z.ZodType>>): Json {
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id })
  const { schemas } = z.toJSONSchema(registry, { ...CONVERSION, uri: (id) => `#/components/schemas/${id}` })
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, plain(schema as Json)]))
}

const jsonOf = (schema: z.ZodType): Json => plain(z.toJSONSchema(schema, CONVERSION) as Json)

const plain = ({ $schema: _schema, $id: _id, ...schema }: Json): Json => schema

/** As it is sent. What the schema itself takes when it is missing is not required, and a format says more than its pattern. */
const CONVERSION: z.core.ToJSONSchemaParams = {
  io: 'input',
  unrepresentable: 'any',
  override({ zodSchema, jsonSchema }) {
    if (jsonSchema.format) delete jsonSchema.pattern
    if (!(zodSchema instanceof z.ZodObject)) return
    delete jsonSchema.additionalProperties
    const required = Object.entries(zodSchema.shape).filter(
      ([, field]) => !(field as z.ZodType).safeParse(undefined).success,
    )
    jsonSchema.required = required.map(([name]) => name)
    if (required.length === 0) delete jsonSchema.required
  },
}
